import { DatabaseError } from '#db/errors.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { requireWriter, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { digestOf, type PlannedRow, planImport, slugOfRow, type ToolToWrite } from './plan.server.ts';
import { importTools, listFormerToolSlugs, listToolsBySlug } from './queries.server.ts';
import { type CsvRow, readToolCsv } from './records.server.ts';

/** What the page shows of a file that was checked, or was not imported. */
interface Check {
  /** Of the answer: 400 where rows have errors, 409 where something changed meanwhile. */
  status: 200 | 400 | 409;
  /** Why it was not imported, in a sentence. */
  problem: string | null;
  rows: Omit<PlannedRow, 'write'>[];
  /** Columns of the file that are not read. */
  unknown: readonly string[];
  /** The rows that would be written, and a digest of them; null while a row has errors. */
  count: number;
  digest: string | null;
}

export type ImportResult =
  | { outcome: 'UNREADABLE'; problem: string }
  | { outcome: 'CHECKED'; check: Check }
  | { outcome: 'IMPORTED'; count: number; added: number };

const changed = 'Something changed since this was checked. Look at what would happen now.';

/** A request of the page that imports. */
interface Asked {
  request: Request;
  context: RequestContext;
}

/**
 * Checks a file of tools, and imports it where that was asked for: all of its rows or none.
 * @param shown  the digest of what the page showed that would be written; undefined to check only
 * @throws what the guards throw for anybody but CATALOG of the platform
 */
export async function importRows(asked: Asked, text: string, shown: string | undefined): Promise<ImportResult> {
  const file = await readToolCsv(text);
  const rows = await planRows(asked, file.ok ? file.rows : []);
  if (!file.ok) return { outcome: 'UNREADABLE', problem: file.problem };
  const { unknown } = file;
  const check = describeCheck(rows, unknown);
  if (check.digest === null) return { outcome: 'CHECKED', check: { ...check, status: 400 } };
  if (shown === undefined) return { outcome: 'CHECKED', check };
  const writes = writesOf(rows);
  // Sent twice: the first time imported all of it.
  if (writes.length === 0) return countImported([]);
  const refuse = (now: Check): ImportResult => ({
    outcome: 'CHECKED',
    check: { ...now, status: 409, problem: changed },
  });
  if (shown !== check.digest) return refuse(check);
  if (await write(asked, writes)) return countImported(writes);
  // Somebody was faster: a second click of the same person, or somebody else.
  const now = await planRows(asked, file.rows);
  return now.every(({ outcome }) => outcome === 'SAME') ? countImported([]) : refuse(describeCheck(now, unknown));
}

/** Decides what becomes of each row, from the catalog as it is now. */
async function planRows({ request, context }: Asked, rows: readonly CsvRow[]): Promise<PlannedRow[]> {
  const slugs = [...new Set(rows.map(slugOfRow))];
  const { viewer, tools, former } = await context.database.read((handle) => ({
    tools: listToolsBySlug(handle, slugs),
    former: listFormerToolSlugs(handle, slugs),
  }));
  requireWriter(viewer, request, 'catalog');
  return planImport(rows, {
    tools: new Map(tools.map((tool) => [tool.slug, tool])),
    former: new Set(former.map(({ slug }) => slug)),
  });
}

const writesOf = (rows: readonly PlannedRow[]): ToolToWrite[] => rows.flatMap(({ write }) => write ?? []);

function describeCheck(rows: readonly PlannedRow[], unknown: readonly string[]): Check {
  return {
    status: 200,
    problem: null,
    rows: rows.map(({ write: _, ...row }) => row),
    unknown,
    count: writesOf(rows).length,
    digest: rows.some(({ outcome }) => outcome === 'WRONG') ? null : digestOf(rows),
  };
}

const countImported = (writes: readonly ToolToWrite[]): ImportResult => ({
  outcome: 'IMPORTED',
  count: writes.length,
  added: writes.filter(({ revision }) => revision === 0).length,
});

/** Writes the tools; false where somebody else changed one, or took a slug, since they were read. */
async function write({ request, context }: Asked, tools: readonly ToolToWrite[]): Promise<boolean> {
  try {
    const { imported } = await writeInArea(context, request, 'catalog', (handle) => ({
      imported: importTools(handle, tools),
    }));
    const outcome = imported[0]?.outcome;
    switch (outcome) {
      case 'IMPORTED':
        return true;
      case 'MISSING':
      case 'STALE':
      case undefined:
        return false;
      default:
        return unreachable(outcome);
    }
  } catch (error) {
    const isTaken =
      error instanceof DatabaseError &&
      (error.constraint === 'marketplace_tools_slug_unique' || error.constraint === 'former_slugs_other_item');
    if (isTaken) return false;
    throw error;
  }
}
