import type { SystemContext } from '~/load-context.ts';
import { claimImports } from './commands.server.ts';
import { patienceInMilliseconds, workOnImport } from './work.server.ts';

/**
 * Goes on with imports of contacts that somebody left, one after the other, for 20 seconds in all. One that fails keeps no other from its
 * turn, and is tried again by a later run.
 */
export async function workOnContactImports({
  database,
  files,
}: Pick<SystemContext, 'database' | 'files'>): Promise<{ worked: number; failures: string[] }> {
  const until = Date.now() + patienceInMilliseconds;
  const failures: string[] = [];
  let worked = 0;
  while (Date.now() < until) {
    const { due } = await database.write((handle) => ({ due: claimImports(handle, 1) }));
    const [lease] = due;
    if (!lease) break;
    worked += 1;
    await workOnImport({ database, files }, lease, until - Date.now()).catch((error: unknown) => {
      failures.push(`${lease.id}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  return { worked, failures };
}
