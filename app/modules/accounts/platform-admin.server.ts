import { isNotAllowed } from '#db/errors.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { requirePlatformAdmin, requireViewer } from './guards.server.ts';

/**
 * Runs statements that only platform admins may run, in one transaction.
 * @throws as the guards do for anybody else: to the sign-in page when the session has ended, otherwise a 404
 */
export async function writeAsPlatformAdmin<Answer>(
  context: RequestContext,
  request: Request,
  write: (database: RequestContext['database']) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await write(context.database);
  } catch (error) {
    if (!isNotAllowed(error)) throw error;
    // The refusal took back who is asking as well.
    const { viewer } = await context.database.read(() => ({}));
    requirePlatformAdmin(requireViewer(viewer, request));
    throw error;
  }
}
