import { callFunction } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';

/** Forgets questions about addresses that nobody answered within 30 days; says how many those were. */
export async function forgetConfirmations({ database }: SystemContext): Promise<{ forgotten: number }> {
  const { removed } = await database.write((handle) => ({
    removed: callFunction(handle, 'forget_confirmations', {}),
  }));
  return { forgotten: removed[0]?.value ?? 0 };
}
