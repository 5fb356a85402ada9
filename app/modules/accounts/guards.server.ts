import { redirect } from '@remix-run/cloudflare';
import { isNotAllowed } from '#db/errors.server.ts';
import type { OrganizationRole, RequestDatabase, Viewer } from '#db/request-db.server.ts';
import { isReading, notFound, pageOfForm, toPath } from '~/services/http.server.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { holdsToken } from './sign-in/redirects.ts';

/**
 * The signed-in person. Call it right after the request's one `read` or `write`.
 * @throws a redirect to the sign-in page for anybody else. It leads back to the page; after a form, whose session must
 *   have ended while it was filled in, to the page that held the form, and says that it has to be sent again.
 */
export function requireViewer(viewer: Viewer | null, request: Request): Viewer {
  if (viewer) return viewer;
  throw redirect(signInAddress(request));
}

/** Where somebody signs in to come back to what they were doing. */
export function signInAddress(request: Request): string {
  const page = isReading(request) ? toPath(new URL(request.url)) : pageOfForm(request);
  return writeAddress('/login', {
    redirectTo: page !== undefined && !holdsToken(page) && page,
    notice: !isReading(request) && 'session-ended',
  });
}

/** A viewer who works in an organization. */
export type Member = Viewer & { organization: NonNullable<Viewer['organization']>; role: OrganizationRole };

/** Where a second factor is set up, and shown to a session that was opened without one. */
const securityPage = '/account/security';

/** @throws a redirect to the page of second factors for somebody whose organization waits for theirs */
export function requireDueFactor({ secondFactor }: Viewer): void {
  if (secondFactor?.organization?.isDue) throw redirect(securityPage);
}

/**
 * The viewer as a member of the organization they work in, in one of these roles.
 * @throws a 404 for anybody else: what is not theirs looks as if it were not there. The database refuses them as well. To the page of
 *   second factors for somebody whose organization waits for theirs
 */
export function requireRole(viewer: Viewer, roles: readonly OrganizationRole[]): Member {
  requireDueFactor(viewer);
  const { organization, role } = viewer;
  if (!organization || !role || !roles.includes(role)) throw notFound();
  return { ...viewer, organization, role };
}

/**
 * The viewer as somebody who works for the platform. What their roles let them do: `platform/guards.server.ts`.
 * @throws a 404 for anybody else: the administration looks as if it were not there. The database refuses them as well. To the page of
 *   second factors for somebody of the platform who has signed in without one
 */
export function requirePlatformAdmin(viewer: Viewer): Viewer {
  if (viewer.secondFactor?.administers) throw redirect(securityPage);
  if (!viewer.user.isPlatformAdmin) throw notFound();
  return viewer;
}

/**
 * Runs a write that the database refuses by grant (42501) to those it is not for.
 * @param refuse  answers for a refused write. The refusal took back who is asking as well, so they are looked up once more
 */
export async function writeOrRefuse<Written, Refused>(
  database: RequestDatabase,
  write: () => Promise<Written>,
  refuse: (viewer: Viewer | null, refusal: unknown) => Refused,
): Promise<Written | Refused> {
  try {
    return await write();
  } catch (error) {
    if (!isNotAllowed(error)) throw error;
    const { viewer } = await database.read(() => ({}));
    return refuse(viewer, error);
  }
}
