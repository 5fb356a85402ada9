import { createHash } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ToolContent, toolFieldNames } from '~/modules/marketplace/catalog/tool-fields.ts';
import { priceModelLabels, statusLabels, type ToolStatus } from '~/modules/marketplace/labels.ts';
import { decideToolPrice, importedToolSchema } from '~/modules/marketplace/tool-editor/schema.ts';
import {
  describeToolChanges,
  newToolValues,
  type ToolChange,
  type ToolValues,
  takeSnapshot,
} from '~/modules/marketplace/tool-editor/values.ts';
import { formatMoney } from '~/utils/money.ts';
import { slugOf } from '~/utils/slugs.ts';
import { type CsvColumn, csvColumns, headingOf, readCell, writeCell } from './columns.ts';
import type { CsvRow } from './records.server.ts';

/** A tool that is there already. */
export type KnownTool = ToolContent & { id: string; revision: number; status: ToolStatus };

/** A tool as it is written: a new one has revision 0. */
export interface ToolToWrite {
  id: string;
  revision: number;
  content: ToolContent & { status: ToolStatus };
}

/** What becomes of a row: a new tool, a changed one, nothing, or what is wrong with it. */
export interface PlannedRow {
  line: number;
  name: string;
  slug: string;
  outcome: 'NEW' | 'CHANGED' | 'SAME' | 'WRONG';
  /** Fields that change; of a new tool its status and its price. */
  changes: readonly ToolChange[];
  problems: readonly { column: string; message: string }[];
  write: ToolToWrite | null;
}

/** What the catalog says of the slugs of a file. */
export interface KnownSlugs {
  tools: ReadonlyMap<string, KnownTool>;
  /** Slugs that tools had before. */
  former: ReadonlySet<string>;
}

/** The slug of a row: the one it has, or the one its name gives. It tells which tool the row is about. */
export function slugOfRow({ cells }: CsvRow): string {
  return readCell('slug', cells.get('slug') ?? '') || slugOf(readCell('name', cells.get('name') ?? ''));
}

/** Decides what becomes of each row of a file. A column that the file lacks keeps what a tool has. */
export function planImport(rows: readonly CsvRow[], catalog: KnownSlugs): PlannedRow[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const slug = slugOfRow(row);
    // A row without a slug is about no tool, and says so itself.
    const earlier = slug === '' ? undefined : seen.get(slug);
    if (earlier === undefined) seen.set(slug, row.line);
    return planRow(row, slug, catalog, earlier);
  });
}

function planRow(row: CsvRow, slug: string, catalog: KnownSlugs, earlier: number | undefined): PlannedRow {
  const known = catalog.tools.get(slug);
  const values = { ...startOf(known), ...readCells(row), slug };
  const submission = parseWithZod(toForm(values), { schema: importedToolSchema });
  const problems = describeProblems(submission.status === 'success' ? null : submission.error);
  if (row.isTooLong) {
    problems.push({
      column: '',
      message:
        'This row has more cells than the first line has columns. Put a text with a comma between quotation marks.',
    });
  }
  if (earlier !== undefined) {
    problems.push({ column: headingOf('slug'), message: `Line ${earlier} is about this tool already.` });
  } else if (!known && catalog.former.has(slug)) {
    problems.push({
      column: headingOf('slug'),
      message: 'Another tool had this slug, and links with it still lead there. Choose a different one.',
    });
  }
  const planned = { line: row.line, name: values.name || known?.name || '', slug };
  if (submission.status !== 'success' || problems.length > 0) {
    return { ...planned, outcome: 'WRONG', changes: [], problems, write: null };
  }
  const content = { ...submission.value, price: decideToolPrice(submission.value) };
  const changes = known
    ? describeToolChanges(takeSnapshot(known), takeSnapshot(content), {})
    : describeNewTool(content);
  const isSame = known !== undefined && changes.length === 0;
  return {
    ...planned,
    outcome: isSame ? 'SAME' : known ? 'CHANGED' : 'NEW',
    changes,
    problems: [],
    write: isSame ? null : { id: known?.id ?? crypto.randomUUID(), revision: known?.revision ?? 0, content },
  };
}

/** Of a new tool, what its buyers meet first: whether it is published, and what it costs. */
function describeNewTool({ status, price, priceModel }: ToolToWrite['content']): ToolChange[] {
  const say = (column: CsvColumn, now: string): ToolChange => ({
    label: headingOf(column),
    before: '',
    now,
    typed: undefined,
  });
  return [
    say('status', statusLabels[status]),
    say('price', formatMoney(price)),
    say('priceModel', priceModelLabels[priceModel]),
  ];
}

/** The values that a row begins with: those of the tool, or those of the form of a new one, which nobody sees at first. */
function startOf(known: KnownTool | undefined): ToolValues & { name: string } {
  if (!known) return { name: '', ...newToolValues, status: 'DISABLED' };
  return {
    name: known.name,
    ...Object.fromEntries(csvColumns.map((column) => [column, readCell(column, writeCell(column, known))])),
  };
}

const readCells = ({ cells }: CsvRow) =>
  Object.fromEntries([...cells].map(([column, cell]) => [column, readCell(column, cell)]));

function toForm(values: ToolValues): FormData {
  const form = new FormData();
  for (const column of csvColumns) form.set(column, values[column] ?? '');
  return form;
}

function describeProblems(errors: Record<string, string[] | null> | null | undefined) {
  const isColumn = (name: string): name is CsvColumn => csvColumns.some((column) => column === name);
  return Object.entries(errors ?? {}).flatMap(([name, messages]) =>
    (messages ?? []).map((message) => ({ column: isColumn(name) ? headingOf(name) : '', message })),
  );
}

/** A digest of all that an import writes, so that nothing else is written than what its page showed. */
export function digestOf(rows: readonly PlannedRow[]): string {
  const writes = rows.flatMap(({ slug, write }) =>
    write ? [[slug, write.revision, write.content.status, toolFieldNames.map((name) => write.content[name])]] : [],
  );
  return createHash('sha256').update(JSON.stringify(writes)).digest('hex');
}
