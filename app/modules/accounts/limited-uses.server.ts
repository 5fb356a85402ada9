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

function removePastSignIns(handle: QueryHandle) {
  return callFunction(handle, 'remove_past_sign_ins', {});
}

/** Deletes sessions, links and codes past their end, and browsers that were not used for half a year; says how many. */
export async function deletePastSignIns({ database }: SystemContext): Promise<{ deleted: number }> {
  const { removed } = await database.write((handle) => ({ removed: removePastSignIns(handle) }));
  return { deleted: removed[0]?.value ?? 0 };
}
