import { countWords } from '~/utils/words.ts';
import { findFigure } from '../figures/definitions.ts';
import { writeFigure } from '../figures/writing.ts';
import type { FileFormat } from './detection.ts';
import type { FoundImport, ListedImport } from './queries.server.ts';
import { mostRows } from './schema.ts';

/** What a format is called. */
export const formatNames: Readonly<Record<FileFormat, string>> = {
  ZILLOW: 'Zillow',
  REDFIN: 'Redfin',
  REALTOR: 'Realtor.com',
  FRED: 'FRED',
  CENSUS: 'data.census.gov',
  NCES_EDGE: 'NCES EDGE',
  NCES_CCD: 'NCES CCD',
};

const isFormat = (format: string | null): format is FileFormat => format !== null && format in formatNames;
export const nameFormat = (format: string | null) => (isFormat(format) ? formatNames[format] : 'Unknown');

export const statusLooks = {
  UPLOADED: { hue: 'warning', word: 'To be checked' },
  CHECKING: { hue: 'warning', word: 'Being checked' },
  READY: { hue: 'warning', word: 'Ready to apply' },
  APPLYING: { hue: 'warning', word: 'Being applied' },
  APPLIED: { hue: 'success', word: 'Applied' },
  REFUSED: { hue: 'danger', word: 'Refused' },
  CANCELLED: { hue: 'neutral', word: 'Cancelled' },
  UNDOING: { hue: 'warning', word: 'Being undone' },
  UNDONE: { hue: 'neutral', word: 'Undone' },
} as const satisfies Record<ListedImport['status'], { hue: string; word: string }>;

type Counted = Pick<
  ListedImport,
  | 'status'
  | 'rowsCount'
  | 'appliedThrough'
  | 'newCount'
  | 'restatedCount'
  | 'unchangedCount'
  | 'withdrawnCount'
  | 'problemsCount'
  | 'problem'
>;

/** What an import did, as a sentence. */
export function describeResult(one: Counted): string {
  const rows = countWords(one.rowsCount, 'row');
  switch (one.status) {
    case 'UPLOADED':
      return 'Nothing is read of it yet but its first lines.';
    case 'CHECKING':
      return `${rows} read so far.`;
    case 'READY':
      return `${rows}, and nothing wrong with them. Nothing is visible yet.`;
    case 'APPLYING':
      return `${one.appliedThrough.toLocaleString('en-US')} of ${rows} applied so far.`;
    case 'APPLIED':
      return describeFigures(one);
    case 'REFUSED':
      return one.problem ?? `${countWords(one.problemsCount, 'problem')} found. Nothing of it is visible.`;
    case 'CANCELLED':
      return 'Nothing of it was applied.';
    case 'UNDOING':
      return 'What it brought is being taken back.';
    case 'UNDONE':
      return 'Everything is as it was before.';
  }
}

/** The figures that an import brought, by what became of them. */
export function describeFigures({ newCount, restatedCount, unchangedCount, withdrawnCount }: Counted): string {
  const parts = [
    `${newCount.toLocaleString('en-US')} new`,
    `${restatedCount.toLocaleString('en-US')} restated`,
    `${unchangedCount.toLocaleString('en-US')} unchanged`,
    `${withdrawnCount.toLocaleString('en-US')} withdrawn`,
  ];
  return `${parts.join(', ')}.`;
}

/** The name of a figure by its column. */
export const nameFigure = (key: string) => findFigure(key)?.name ?? columnNames[key] ?? key.replaceAll('_', ' ');

const columnNames: Readonly<Record<string, string>> = {
  value: 'Value',
  is_flagged: 'Doubted by its source',
  total_population: 'Population',
  households: 'Households',
  median_age: 'Median age',
  median_income: 'Median household income',
  median_home_value: 'Median home value',
};

/** A figure in words, as far as its column is known; other values as they are. */
export function writeValue(key: string, value: unknown): string {
  if (value === null || value === undefined) return '–';
  const figure = findFigure(key);
  if (figure && typeof value === 'number') return writeFigure(figure, value);
  if (typeof value === 'number' && (key === 'median_income' || key === 'median_home_value'))
    return writeFigure({ unit: 'MONEY' }, value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 6 }) : String(value);
}

/** Why fewer months are read than were chosen; nothing where they are not. */
export function describeNarrowing({
  from,
  narrowedFrom,
}: {
  from: string | null;
  narrowedFrom?: string | null | undefined;
}) {
  if (narrowedFrom === undefined) return undefined;
  return `The file has more than ${mostRows.toLocaleString('en-US')} rows, so it is read from ${from} on${narrowedFrom ? `, not from ${narrowedFrom}` : ''}. Enter a few states to go further back.`;
}

/** How far the check of a file is, of its bytes. */
export function measureCheck({
  parts,
  checkedThrough,
  fileSize,
}: Pick<FoundImport, 'parts' | 'checkedThrough' | 'fileSize'>) {
  const sizes = Array.isArray(parts) ? parts.map((part: { bytes?: unknown }) => Number(part?.bytes) || 0) : [];
  const place = (checkedThrough ?? {}) as { part?: number; byte?: number };
  const done = sizes.slice(0, place.part ?? 0).reduce((sum, bytes) => sum + bytes, 0) + (place.byte ?? 0);
  return { done, all: sizes.reduce((sum, bytes) => sum + bytes, 0) || fileSize };
}
