import { callFunction } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';

const mostReceipts = 1_000;

/** Removes receipts that were taken off 30 days ago, with their files. Says how many. */
export async function removeOldReceipts({ database, files }: SystemContext): Promise<number> {
  const { dropped } = await database.write((handle) => ({
    dropped: callFunction(handle, 'drop_old_receipts', { limit: mostReceipts }),
  }));
  const keys = dropped.flatMap(({ value }) => value ?? []);
  await files.delete(keys);
  return keys.length;
}
