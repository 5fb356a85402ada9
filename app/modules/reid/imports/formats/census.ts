import { isInStates } from '../../areas/areas.ts';
import { hasAllCells, RecordProblems } from '../problems.ts';
import type { ReadingChoices, RecordReader } from '../rows.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import { readCensusArea } from './census-areas.ts';
import { addEstimates, type Estimate, readEstimate, type Share, shareOf } from './census-cells.ts';

interface PlainFigure {
  column: string;
  line: number;
  /** Decimal places of the kept number; cents have two and are counted whole. */
  places: number;
  unit: 'COUNT' | 'CENTS' | 'YEARS';
}
interface ShareFigure {
  column: string;
  /** Lines that are added up, in the whole. */
  parts: readonly number[];
  whole: number;
}

const lines = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, place) => first + place);

/** The tables of the American Community Survey that are read, and the columns that each fills. */
const tables: Readonly<Record<string, { plain: readonly PlainFigure[]; shares: readonly ShareFigure[] }>> = {
  B01003: { plain: [{ column: 'total_population', line: 1, places: 0, unit: 'COUNT' }], shares: [] },
  B01002: { plain: [{ column: 'median_age', line: 1, places: 1, unit: 'YEARS' }], shares: [] },
  B11001: { plain: [{ column: 'households', line: 1, places: 0, unit: 'COUNT' }], shares: [] },
  B19013: { plain: [{ column: 'median_income', line: 1, places: 2, unit: 'CENTS' }], shares: [] },
  B25077: { plain: [{ column: 'median_home_value', line: 1, places: 2, unit: 'CENTS' }], shares: [] },
  B25064: { plain: [{ column: 'median_rent', line: 1, places: 2, unit: 'CENTS' }], shares: [] },
  B25003: {
    plain: [],
    shares: [
      { column: 'homeownership_rate', parts: [2], whole: 1 },
      { column: 'renter_rate', parts: [3], whole: 1 },
    ],
  },
  B17001: { plain: [], shares: [{ column: 'poverty_rate', parts: [2], whole: 1 }] },
  B15003: {
    plain: [],
    shares: [
      // A regular diploma, or anything beyond it.
      { column: 'high_school_rate', parts: lines(17, 25), whole: 1 },
      // A bachelor's degree, or anything beyond it.
      { column: 'college_rate', parts: lines(22, 25), whole: 1 },
    ],
  },
  B23025: {
    plain: [{ column: 'labor_force_size', line: 2, places: 0, unit: 'COUNT' }],
    shares: [
      { column: 'employment_rate', parts: [4], whole: 1 },
      // Of the civilian labor force.
      { column: 'unemployment_rate', parts: [5], whole: 3 },
    ],
  },
};

export const isCensus = (columns: readonly string[]) =>
  columns[0]?.trim().toUpperCase() === 'GEO_ID' && columns[1]?.trim().toUpperCase() === 'NAME';

/**
 * The table that a file holds.
 * @throws UnreadableFile for another than those that are read, naming it
 */
export function findCensusTable(columns: readonly string[]): string {
  const table = columns
    .map((column) => /^([BC]\d{5}[A-Z]*)_\d{3}E$/i.exec(column.trim())?.[1]?.toUpperCase())
    .find(Boolean);
  if (table === undefined || !(table in tables)) {
    const named = table === undefined ? 'This table' : `Table ${table}`;
    throw new UnreadableFile(`${named} of data.census.gov is not read. Read are ${Object.keys(tables).join(', ')}.`);
  }
  return table;
}

/** The year and span of the survey, as the name of a file tells them: `ACSDT5Y2023.B19013-Data.csv`. */
export function readCensusName(name: string): { year: number; span: 1 | 5 } | undefined {
  const [, span, year] = /ACS[A-Z]{2}([15])Y(\d{4})/i.exec(name) ?? [];
  return year === undefined ? undefined : { year: Number(year), span: span === '1' ? 1 : 5 };
}

/** The figures that a table brings. */
export function listCensusFigures(table: string): string[] {
  const { plain = [], shares = [] } = tables[table] ?? {};
  return [...plain, ...shares].map(({ column }) => column);
}

/** Reads the records of a file of data.census.gov: one area each, of one year. */
export function createCensusReader(
  columns: readonly string[],
  { year, span }: { year: number; span: 1 | 5 },
  { states }: ReadingChoices,
): RecordReader {
  const table = findCensusTable(columns);
  const { plain = [], shares = [] } = tables[table] ?? {};
  const places = new Map(columns.map((column, place) => [column.trim().toUpperCase(), place]));
  const nameOf = (line: number, what: 'E' | 'M') => `${table}_${String(line).padStart(3, '0')}${what}`;
  const used = [...plain.map(({ line }) => line), ...shares.flatMap(({ parts, whole }) => [...parts, whole])];
  const lacking = used.map((line) => nameOf(line, 'E')).find((column) => !places.has(column));
  if (lacking !== undefined)
    throw new UnreadableFile(`This file lacks the column ${lacking}. Download the whole table.`);
  const named = columns.filter((column, place) => column.trim() !== '' || place < columns.length - 1);
  return {
    read({ cells, line }) {
      const problems = new RecordProblems(line);
      const nothing = { rows: [], problems: problems.all, missing: 0 };
      // The second line of the header, in words.
      if (cells[0]?.trim() === 'Geography') return nothing;
      if (!hasAllCells(cells, named, problems)) return nothing;
      const area = readCensusArea(cells[0]?.trim() ?? '', cells[1]?.trim() ?? '', problems);
      if (!area) return nothing;
      if (!isInStates(area, states)) return nothing;
      const cellOf = (column: string) => cells[places.get(column) ?? -1] ?? '';
      const read = (number: number, decimals: number): Estimate => {
        const pair = [nameOf(number, 'E'), nameOf(number, 'M')] as const;
        return readEstimate([cellOf(pair[0]), cellOf(pair[1])], decimals, pair, problems);
      };
      const figures: Record<string, number | null> = {};
      const margins: Record<string, number | null> = {};
      const annotations: Record<string, string> = {};
      for (const { column, line: number, places: decimals, unit } of plain) {
        const { value, margin, bound } = read(number, decimals);
        const scale = unit === 'YEARS' ? 10 ** decimals : 1;
        figures[column] = value === null ? null : value / scale;
        margins[column] = margin === null ? null : margin / scale;
        if (bound) annotations[column] = bound;
      }
      for (const { column, parts, whole } of shares) {
        const share: Share = shareOf(addEstimates(parts.map((part) => read(part, 0))), read(whole, 0));
        figures[column] = share.percent;
        margins[column] = share.margin;
      }
      const missing = Object.values(figures).filter((value) => value === null).length;
      const row = {
        kind: 'DEMOGRAPHICS',
        line,
        source: `acs-${span}-year`,
        areaKey: area.key,
        area,
        periodType: 'YEARLY',
        reportDate: `${year}-12-31`,
        propertyType: null,
        figures,
        margins,
        annotations,
        raw: { cells },
      } as const;
      return { rows: [row], problems: problems.all, missing };
    },
  };
}
