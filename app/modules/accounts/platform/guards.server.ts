import type { Answer, Queries, QueryHandle, RequestDatabase, Viewer } from '#db/request-db.server.ts';
import { requirePlatformAdmin, requireViewer, writeOrRefuse } from '~/modules/accounts/guards.server.ts';
import { notFound } from '~/services/http.server.ts';
import { mayReadArea, mayWriteArea, type PlatformArea } from './areas.ts';

/**
 * The viewer as somebody who may open an area of the administration. Call it right after the request's one `read`.
 * @throws as the guards of people do: to the sign-in page for guests, a 404 for anybody else. The database refuses them as well.
 */
export function requireReader(viewer: Viewer | null, request: Request, area: PlatformArea): Viewer {
  const person = requirePlatformAdmin(requireViewer(viewer, request));
  if (!mayReadArea(person.user.platformRoles, area)) throw notFound();
  return person;
}

/**
 * The viewer as somebody who may change something in an area of the administration.
 * @throws as `requireReader` does
 */
export function requireWriter(viewer: Viewer | null, request: Request, area: PlatformArea): Viewer {
  const person = requirePlatformAdmin(requireViewer(viewer, request));
  if (!mayWriteArea(person.user.platformRoles, area)) throw notFound();
  return person;
}

/**
 * Runs statements for those who may change something in an area, in one transaction.
 * @throws as `requireWriter` does for anybody else
 */
export async function writeInArea<Q extends Queries>(
  { database }: { database: RequestDatabase },
  request: Request,
  area: PlatformArea,
  build: (handle: QueryHandle) => Q,
): Promise<Answer<Q>> {
  const guard = (viewer: Viewer | null) => requireWriter(viewer, request, area);
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
