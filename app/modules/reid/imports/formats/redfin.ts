import {
  type Area,
  isInStates,
  makeCity,
  makeCounty,
  makeMetro,
  makeNation,
  makeNeighborhood,
  makeState,
  makeZip,
  readZipCode,
} from '../../areas/areas.ts';
import { findStateByCode, findStateByName } from '../../areas/us-states.ts';
import { type MarketFigure, readFigure } from '../market-figures.ts';
import { isDay } from '../periods.ts';
import { hasAllCells, RecordProblems } from '../problems.ts';
import type { PeriodType, ReadingChoices, RecordReader } from '../rows.ts';
import { UnreadableFile } from '../unreadable-file.ts';

/** The columns of a Redfin file that are kept as figures. The changes that it tells are computed here and kept raw. */
const figureColumns = {
  median_sale_price: 'median_price',
  median_list_price: 'median_list_price',
  median_ppsf: 'price_per_sqft',
  median_list_ppsf: 'list_price_per_sqft',
  homes_sold: 'sold_listings',
  pending_sales: 'pending_listings',
  new_listings: 'new_listings',
  inventory: 'active_listings',
  months_of_supply: 'inventory_months',
  median_dom: 'days_on_market',
  avg_sale_to_list: 'sale_to_list_ratio',
  sold_above_list: 'above_list_share',
  price_drops: 'price_cut_share',
  off_market_in_two_weeks: 'quick_sale_share',
} as const satisfies Readonly<Record<string, MarketFigure>>;

/** The figures that a Redfin file brings. */
export const redfinFigures: readonly MarketFigure[] = Object.values(figureColumns);

const neededColumns = [
  'period_begin',
  'period_end',
  'period_duration',
  'region_type',
  'region_type_id',
  'table_id',
  'is_seasonally_adjusted',
  'region',
  'city',
  'state',
  'state_code',
  'property_type_id',
  ...Object.keys(figureColumns),
];

/** Redfin's property types; null stands for all of them together. */
const propertyTypes: Readonly<Record<string, string | null>> = {
  '-1': null,
  '-2': 'Single units',
  '3': 'Condo or co-op',
  '4': 'Multi-family',
  '6': 'Single family',
  '13': 'Townhouse',
};

const periodTypes: Readonly<Record<string, PeriodType>> = {
  '7': 'WEEKLY',
  '30': 'MONTHLY',
  '90': 'QUARTERLY',
  '365': 'YEARLY',
};

export const isRedfin = (columns: readonly string[]) => columns[0]?.toLowerCase() === 'period_begin';

/**
 * Reads the records of a Redfin file: one area, property type and period each, in no order.
 * @throws UnreadableFile where columns are missing
 */
export function createRedfinReader(columns: readonly string[], { from, states, today }: ReadingChoices): RecordReader {
  const places = new Map(columns.map((column, place) => [column.toLowerCase(), place]));
  const lacking = neededColumns.filter((column) => !places.has(column));
  if (lacking.length > 0) {
    throw new UnreadableFile(
      `This file of Redfin lacks the ${lacking.length === 1 ? 'column' : 'columns'} ${lacking.slice(0, 5).join(', ')}. Download it again from Redfin’s data center.`,
    );
  }
  return {
    read({ cells, line }) {
      const problems = new RecordProblems(line);
      const nothing = { rows: [], problems: problems.all, missing: 0 };
      if (!hasAllCells(cells, columns, problems)) return nothing;
      const cellOf = (column: string) => cells[places.get(column) ?? -1] ?? '';
      const textOf = (column: string) => cellOf(column).trim();
      const period = readPeriod(textOf, today, problems);
      const area = readArea(textOf, problems);
      const type = propertyTypes[textOf('property_type_id')];
      if (type === undefined) problems.add('property_type_id', cellOf('property_type_id'), '-1, -2, 3, 4, 6 or 13');
      const adjusted = /^(?:t|true|f|false)$/i.exec(textOf('is_seasonally_adjusted'))?.[0].toLowerCase();
      if (adjusted === undefined) problems.add('is_seasonally_adjusted', cellOf('is_seasonally_adjusted'), 't or f');
      if (!period || !area || type === undefined || adjusted === undefined) return nothing;
      const isWanted = (from === null || period.end >= from) && isInStates(area, states);
      if (!isWanted) return nothing;
      const figures: Record<string, number> = {};
      let missing = 0;
      for (const [column, figure] of Object.entries(figureColumns)) {
        const value = readFigure(figure, cellOf(column), column, problems);
        if (value !== null) figures[figure] = value;
        else missing += 1;
      }
      const row = {
        kind: 'MARKET',
        line,
        source: adjusted.startsWith('t') ? 'redfin-sa' : 'redfin',
        areaKey: area.key,
        area,
        periodType: period.type,
        reportDate: period.end,
        propertyType: type,
        figures,
        raw: { cells },
      } as const;
      return { rows: [row], problems: problems.all, missing: missing - problems.all.length };
    },
  };
}

function readPeriod(textOf: (column: string) => string, today: string, problems: RecordProblems) {
  const [begin, end] = [textOf('period_begin'), textOf('period_end')];
  if (!isDay(begin)) return problems.add('period_begin', begin, 'a day, like 2024-06-01');
  if (!isDay(end)) return problems.add('period_end', end, 'a day, like 2024-06-30');
  if (end < begin) return problems.add('period_end', end, 'a day behind period_begin');
  if (begin > today) return problems.add('period_begin', begin, 'a day that is not still to come');
  const type = periodTypes[textOf('period_duration')];
  return type ? { type, end } : problems.add('period_duration', textOf('period_duration'), '7, 30, 90 or 365');
}

function readArea(textOf: (column: string) => string, problems: RecordProblems): Area | null {
  const type = textOf('region_type').toLowerCase();
  const region = textOf('region');
  // A table's id is one of its kind of region only.
  const id = `${textOf('region_type_id')}:${textOf('table_id')}`;
  if (type === 'national') return makeNation(id);
  if (region === '') return problems.add('region', region, 'the name of an area');
  const state = findStateByCode(textOf('state_code')) ?? findStateByName(textOf('state'));
  if (type === 'metro') return makeMetro({ name: region.replace(/ metro area$/i, '') }, id);
  if (!state) return problems.add('state_code', textOf('state_code'), 'a state as two letters');
  const { code } = state;
  const name = region.replace(new RegExp(`,\\s*${code}$`), '');
  switch (type) {
    case 'state':
      return makeState(state, id);
    case 'county':
      return makeCounty({ name, state: code }, id) ?? problems.add('region', region, 'the name of a county');
    case 'place':
    case 'city':
      return makeCity({ city: textOf('city') || name, state: code }, id);
    case 'zip code': {
      const zipCode = readZipCode(region.replace(/^Zip Code:\s*/i, ''));
      return zipCode
        ? makeZip({ zipCode, state: code, city: textOf('city') || null }, id)
        : problems.add('region', region, 'a ZIP code of five digits');
    }
    case 'neighborhood': {
      // "Austin, TX - Zilker"
      const [, city = textOf('city'), neighborhood = name] = /^(.*), [A-Z]{2} - (.*)$/.exec(region) ?? [];
      return city
        ? makeNeighborhood({ neighborhood, city, state: code }, id)
        : problems.add('city', city, 'the city of the neighborhood');
    }
    default:
      return problems.add('region_type', type, 'national, metro, state, county, place, zip code or neighborhood');
  }
}
