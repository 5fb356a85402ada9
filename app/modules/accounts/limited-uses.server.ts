import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { SystemContext } from '~/load-context.ts';

function removePastCounts(handle: QueryHandle) {
  return callFunction(handle, 'forget_counts', {});
}

/** Forgets who did what how often, and failed to sign in, once it no longer counts; says how many counts that were. */
export async function forgetCounts({ database }: SystemContext): Promise<{ forgotten: number }> {
  const { removed } = await database.write((handle) => ({ removed: removePastCounts(handle) }));
  return { forgotten: removed[0]?.value ?? 0 };
}
