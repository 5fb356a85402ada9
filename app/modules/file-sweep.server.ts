import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { modules } from './registry.ts';

/** A file is there before its row: only after so long it is certain that none comes. */
const graceInMilliseconds = 24 * 60 * 60 * 1000;
/** Pages of 1,000 files that one run looks through, each a request to the bucket and one to the database: a run has 1,000. */
const mostPages = 400;

const prefixes = [...new Set(modules.flatMap(({ keptFiles }) => keptFiles?.prefixes ?? []))];

/** Asks every module with files of a prefix which of these keys no row of it names, by the module's name. */
const askModules = (handle: QueryHandle, prefix: string, keys: readonly string[]) =>
  Object.fromEntries(
    modules.flatMap(({ name, keptFiles }) =>
      keptFiles?.prefixes.includes(prefix) ? [[name, callFunction(handle, keptFiles.listUnnamed, { keys })]] : [],
    ),
  );

/**
 * Removes the files that nothing names: older than a day without a row, as uploads leave them that broke off between the two, or whose row
 * needs them no more. Each run begins at another place, so that what one has no time for is another's.
 */
export async function sweepFiles({
  database,
  files,
}: Pick<SystemContext, 'database' | 'files'>): Promise<{ looked: number; removed: number }> {
  let removed = 0;
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
          const keys = await findUnnamed(
            database,
            prefix,
            due.map(({ key }) => key),
          );
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

/** Those of the keys that no module names. */
async function findUnnamed(database: SystemContext['database'], prefix: string, keys: readonly string[]) {
  const { viewer: _, ...answers } = await database.read((handle) => askModules(handle, prefix, keys));
  return Object.values(answers).reduce((left, rows) => {
    const unnamed = new Set(rows.map(({ value }) => value));
    return left.filter((key) => unnamed.has(key));
  }, keys.slice());
}
