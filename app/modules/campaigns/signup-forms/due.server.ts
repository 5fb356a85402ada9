import type { SystemContext } from '~/load-context.ts';
import { removeOldRequests } from './commands.server.ts';

/** Forgets sign-ups that nobody confirmed within 31 days; says how many those were. */
export async function forgetSubscriptionRequests({
  database,
}: Pick<SystemContext, 'database'>): Promise<{ forgotten: number }> {
  const { removed } = await database.write((handle) => ({ removed: removeOldRequests(handle) }));
  return { forgotten: removed[0]?.value ?? 0 };
}
