import {
  type Area,
  isInStates,
  makeCounty,
  makeMetro,
  makeNation,
  makeState,
  makeZip,
  readZipCode,
} from '../../areas/areas.ts';
import { findCountyByFips } from '../../areas/county-names.ts';
import { findStateByCode, findStateByName } from '../../areas/us-states.ts';
import { type MarketFigure, readFigure } from '../market-figures.ts';
import { endOfMonth, isDay } from '../periods.ts';
import { hasAllCells, RecordProblems } from '../problems.ts';
import type { FigureValue, ReadingChoices, RecordReader } from '../rows.ts';
import { UnreadableFile } from '../unreadable-file.ts';

/** The metrics that are kept. Which of them a file has changed over the years: ten in 2019, fourteen now. */
const figureColumns: readonly (readonly [column: RegExp, figure: MarketFigure])[] = [
  [/^median_listing_price$/, 'median_list_price'],
  [/^active_listing_count$/, 'active_listings'],
  [/^median_days_on_market$/, 'days_on_market'],
  [/^new_listing_count$/, 'new_listings'],
  [/^pending_listing_count$/, 'pending_listings'],
  [/^median_listing_price_per_square_(?:foot|feet)$/, 'list_price_per_sqft'],
  [/^average_listing_price$/, 'avg_list_price'],
  [/^total_listing_count$/, 'total_listings'],
  [/^price_reduced_share$/, 'price_cut_share'],
];

export const isRealtor = (columns: readonly string[]) => columns[0]?.toLowerCase() === 'month_date_yyyymm';

/** The columns that name the areas of a file, by the column that tells the kind. */
const areaColumns = ['country', 'state_id', 'county_fips', 'cbsa_code', 'postal_code'] as const;
type AreaColumn = (typeof areaColumns)[number];

function readColumns(columns: readonly string[]) {
  const names = columns.map((column) => column.trim().toLowerCase());
  const kind = areaColumns.find((column) => names.includes(column));
  const figures = names.flatMap((column, place) => {
    const figure = figureColumns.find(([name]) => name.test(column))?.[1];
    return figure ? [{ place, column, figure }] : [];
  });
  if (!kind || figures.length === 0) {
    throw new UnreadableFile(
      'This file of Realtor.com lacks the columns of an area or of its figures. Download it again from Realtor.com’s data page.',
    );
  }
  return { names, kind, figures };
}

/** The figures that a file of Realtor.com brings. */
export const listRealtorFigures = (columns: readonly string[]): MarketFigure[] =>
  readColumns(columns).figures.map(({ figure }) => figure);

/**
 * Reads the records of a Realtor.com file: one area and month each. Its changes on a year before are relative for days on market too,
 * and a difference for the pending ratio only; they are computed here, and kept raw.
 * @throws UnreadableFile where columns are missing
 */
export function createRealtorReader(columns: readonly string[], { from, states, today }: ReadingChoices): RecordReader {
  const { names, kind, figures: figurePlaces } = readColumns(columns);
  const places = new Map(names.map((column, place) => [column, place]));
  return {
    read({ cells, line }) {
      const problems = new RecordProblems(line);
      const nothing = { rows: [], problems: problems.all, missing: 0 };
      // The last line is a note in prose, with a comma that nothing quotes.
      if (cells[0]?.trimStart().toLowerCase().startsWith('quality_flag')) return nothing;
      if (!hasAllCells(cells, columns, problems)) return nothing;
      const cellOf = (column: string) => cells[places.get(column) ?? -1]?.trim() ?? '';
      const month = readMonth(cells[0] ?? '', columns[0] ?? '', today, problems);
      const area = readArea(kind, cellOf, problems);
      const isFlagged = readFlag(cellOf('quality_flag'), problems);
      if (!month || !area) return nothing;
      if (from !== null && month < from) return nothing;
      if (!isInStates(area, states)) return nothing;
      const figures: Record<string, FigureValue> = {};
      let missing = 0;
      for (const { place, column, figure } of figurePlaces) {
        const before = problems.all.length;
        const value = readFigure(figure, cells[place] ?? '', column, problems);
        if (value !== null) figures[figure] = value;
        else if (problems.all.length === before) missing += 1;
      }
      if (isFlagged) figures.is_flagged = true;
      const row = {
        kind: 'MARKET',
        line,
        source: 'realtor',
        areaKey: area.key,
        area,
        periodType: 'MONTHLY',
        reportDate: month,
        propertyType: null,
        figures,
        raw: { cells },
      } as const;
      return { rows: [row], problems: problems.all, missing };
    },
  };
}

function readMonth(cell: string, column: string, today: string, problems: RecordProblems): string | null {
  const [, year, month] = /^(\d{4})(\d{2})(?:\.0+)?$/.exec(cell.trim()) ?? [];
  const first = `${year}-${month}-01`;
  if (!isDay(first)) return problems.add(column, cell, 'a month, like 202406');
  return first > today ? problems.add(column, cell, 'a month that is not still to come') : endOfMonth(first);
}

/** The flag says that a year before cannot be compared with. */
function readFlag(cell: string, problems: RecordProblems): boolean {
  if (cell === '' || /^0(?:\.0+)?$/.test(cell)) return false;
  if (!/^1(?:\.0+)?$/.test(cell)) problems.add('quality_flag', cell, '0, 1 or nothing');
  return true;
}

function readArea(kind: AreaColumn, cellOf: (column: string) => string, problems: RecordProblems): Area | null {
  const id = cellOf(kind);
  switch (kind) {
    case 'country':
      return makeNation(id || 'us');
    case 'state_id': {
      const state = findStateByCode(id) ?? findStateByName(cellOf('state'));
      return state ? makeState(state, state.code) : problems.add(kind, id, 'a state as two letters');
    }
    case 'county_fips': {
      if (!/^\d{4,5}(?:\.0+)?$/.test(id)) return problems.add(kind, id, 'a FIPS code of five digits');
      const fips = id.replace(/\..*$/, '').padStart(5, '0');
      const known = findCountyByFips(fips);
      const [name, code] = readPlace(cellOf('county_name'));
      const county = makeCounty({ fips, ...(code && { state: code }), name: known?.name ?? name }, fips);
      return county ?? problems.add('county_name', cellOf('county_name'), 'a county with its state, like "travis, tx"');
    }
    case 'cbsa_code': {
      if (!/^\d{5}(?:\.0+)?$/.test(id)) return problems.add(kind, id, 'a CBSA code of five digits');
      const code = id.slice(0, 5);
      return makeMetro({ code, name: writeName(cellOf('cbsa_title')) || code }, code);
    }
    case 'postal_code': {
      const zipCode = readZipCode(id.replace(/\.0+$/, ''));
      const [city, state] = readPlace(cellOf('zip_name'));
      return zipCode
        ? makeZip({ zipCode, state: state ?? null, city: city || null }, zipCode)
        : problems.add(kind, id, 'a ZIP code of five digits');
    }
  }
}

/** "harborview, tx" as a name and a state. */
function readPlace(text: string): [name: string, state: string | undefined] {
  const [, place = text, code = ''] = /^(.*),\s*([a-z]{2})$/i.exec(text) ?? [];
  return [writeName(place), findStateByCode(code)?.code];
}

/** A name of a file that has them in lower case, as it is written: "new york-newark, ny-nj" is "New York-Newark, NY-NJ". */
function writeName(text: string): string {
  if (/\p{Lu}/u.test(text)) return text;
  return text
    .replace(/(^|[\s(/-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/,\s*[a-z]{2}(?:-[a-z]{2})*$/i, (states) => states.toUpperCase());
}
