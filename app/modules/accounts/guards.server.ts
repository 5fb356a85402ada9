import { redirect } from '@remix-run/cloudflare';
import { isNotAllowed } from '#db/errors.server.ts';
import type { Answer, OrganizationRole, Queries, QueryHandle, RequestDatabase, Viewer } from '#db/request-db.server.ts';
import { isReading, notFound, pageOfForm, toPath } from '~/services/http.server.ts';
import { writeAddress } from '~/utils/addresses.ts';

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
  return isReading(request)
    ? writeAddress('/login', { redirectTo: toPath(new URL(request.url)) })
    : writeAddress('/login', { redirectTo: pageOfForm(request) ?? '/', notice: 'session-ended' });
}

/** A viewer who works in an organization. */
export type Member = Viewer & { organization: NonNullable<Viewer['organization']>; role: OrganizationRole };

/**
 * The viewer as a member of the organization they work in, in one of these roles.
 * @throws a 404 for anybody else: what is not theirs looks as if it were not there. The database refuses them as well.
 */
export function requireRole(viewer: Viewer, roles: readonly OrganizationRole[]): Member {
  const { organization, role } = viewer;
  if (!organization || !role || !roles.includes(role)) throw notFound();
  return { ...viewer, organization, role };
}

/**
 * The viewer as a platform admin.
 * @throws a 404 for anybody else: the administration looks as if it were not there. The database refuses them as well.
 */
export function requirePlatformAdmin(viewer: Viewer): Viewer {
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

/**
 * Runs statements for platform admins, in one transaction.
 * @throws as the guards do for anybody else: to the sign-in page when the session has ended, otherwise a 404
 */
export async function writeAsPlatformAdmin<Q extends Queries>(
  { database }: { database: RequestDatabase },
  request: Request,
  build: (handle: QueryHandle) => Q,
): Promise<Answer<Q>> {
  const guard = (viewer: Viewer | null) => requirePlatformAdmin(requireViewer(viewer, request));
  const answer = await writeOrRefuse(
    database,
    () => database.write(build),
    (viewer, refusal) => {
      guard(viewer);
      throw refusal;
    },
  );
  guard(answer.viewer);
  return answer;
}
