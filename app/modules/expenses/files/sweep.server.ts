import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { SystemContext } from '~/load-context.ts';

/** The first part of the keys of this module's files: of receipts, of reports, of statements to import. */
const prefixes = ['receipts/', 'reports/', 'imports/'];
/** A file is there before its row: only after so long it is certain that none comes. */
const graceInMilliseconds = 24 * 60 * 60 * 1000;
/** Pages of 1,000 files that one run looks through, each a request to the bucket and one to the database: a run has 1,000. */
const mostPages = 400;
const mostReceipts = 1_000;

function dropOldReceipts(handle: QueryHandle) {
  return callFunction(handle, 'drop_old_receipts', { limit: mostReceipts });
}

function listUnnamedFiles(handle: QueryHandle, keys: readonly string[]) {
  return callFunction(handle, 'list_unnamed_files', { keys });
}

/**
 * Removes the files that nothing names: of receipts that were taken off 30 days ago, and older than a day without a row, as uploads leave
 * them that broke off between the two. Each run begins at another place, so that what one has no time for is another's.
 */
export async function sweepFiles({ database, files }: SystemContext): Promise<{ looked: number; removed: number }> {
  const { dropped } = await database.write((handle) => ({ dropped: dropOldReceipts(handle) }));
  const old = dropped.flatMap(({ value }) => value ?? []);
  await files.delete(old);
  let removed = old.length;
  let looked = 0;
  let pages = 0;
  for (const prefix of prefixes) {
    const start = prefix + crypto.randomUUID();
    for (const after of [start, undefined]) {
      for await (const page of files.list(prefix, after)) {
        const isRound = after === undefined;
        const inReach = isRound ? page.filter(({ key }) => key <= start) : page;
        const due = inReach.filter(({ storedAt }) => storedAt.getTime() < Date.now() - graceInMilliseconds);
        looked += inReach.length;
        if (due.length > 0) {
          const { unnamed } = await database.read((handle) => ({
            unnamed: listUnnamedFiles(
              handle,
              due.map(({ key }) => key),
            ),
          }));
          const keys = unnamed.flatMap(({ value }) => value ?? []);
          if (keys.length > 0) await files.delete(keys);
          removed += keys.length;
        }
        pages += 1;
        if (pages >= mostPages) return { looked, removed };
        if (isRound && inReach.length < page.length) break;
      }
    }
  }
  return { looked, removed };
}
