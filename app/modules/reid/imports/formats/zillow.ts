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
import { findPeriodType, isDay } from '../periods.ts';
import { hasAllCells, RecordProblems } from '../problems.ts';
import type { ImportRow, PeriodType, ReadingChoices, RecordReader } from '../rows.ts';
import { UnreadableFile } from '../unreadable-file.ts';

/** The series of Zillow that are kept, by the names that its files have, and the column that keeps each. */
export const zillowMetrics = {
  zhvi: 'typical_value',
  zori: 'median_rent',
  mlp: 'median_list_price',
  invt_fs: 'active_listings',
  new_listings: 'new_listings',
  sales_count: 'sold_listings',
  median_sale_price: 'median_price',
  pct_sold_above_list: 'above_list_share',
} as const satisfies Readonly<Record<string, MarketFigure>>;
export type ZillowMetric = keyof typeof zillowMetrics;

export const isZillow = (columns: readonly string[]) =>
  columns.slice(0, 4).join().toLowerCase() === 'regionid,sizerank,regionname,regiontype';

const fileName =
  /(?:^|[^a-z])(?:metro|county|state|city|zip|neighborhood|national)_([a-z0-9._]+?)(?:_(month|week))?(?:\s*\(\d+\))?(?:\.(?:csv|txt|gz))*$/i;
const metricName =
  /^(zhvi|zori|mlp|invt_fs|new_listings|sales_count|median_sale_price|pct_sold_above_list)(?:_now(?:cast)?)?(?=_|$)/;

/** The series that the name of a Zillow file tells: its contents do not. */
export interface ZillowName {
  metric: ZillowMetric;
  source: string;
}

/**
 * Reads the series from the name of a file, like `Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv`.
 * @returns undefined where the name is none that Zillow gives
 * @throws UnreadableFile for a series that is not kept, naming it
 */
export function readZillowName(name: string): ZillowName | undefined {
  const series = fileName.exec(name)?.[1]?.toLowerCase();
  if (series === undefined) return undefined;
  const metric = metricName.exec(series)?.[1];
  if (metric === undefined || !isMetric(metric)) {
    const words = series.split(/_(?:uc|bdrmcnt|sm|sa|raw)(?:_|$)/)[0] ?? series;
    throw new UnreadableFile(
      `Zillow’s “${words.replaceAll('_', ' ')}” is not kept. Kept are its home values (zhvi), rents (zori), list prices (mlp), inventory (invt_fs), new listings, sales counts, median sale prices and the share sold above list.`,
    );
  }
  const kept = series.split('_').filter((word) => word !== 'uc' && word !== 'tier');
  return { metric, source: `zillow-${kept.join('-')}` };
}

const isMetric = (name: string): name is ZillowMetric => name in zillowMetrics;

/** A column of a Zillow file that holds a period. */
interface DateColumn {
  place: number;
  day: string;
}

/**
 * The periods among the columns of a file.
 * @throws UnreadableFile for a forecast, and for columns that are no periods
 */
export function readZillowPeriods(
  columns: readonly string[],
  name: string,
  today: string,
): { dates: DateColumn[]; periodType: PeriodType } {
  if (columns.some((column) => column.toLowerCase() === 'basedate')) {
    throw new UnreadableFile('This is a forecast of Zillow, and forecasts are not kept. Upload a file of past months.');
  }
  const first = columns.findIndex((column) => /^\d/.test(column));
  if (first < 0) throw new UnreadableFile('This file of Zillow has no column with a month or a week.');
  const dates = columns.slice(first).map((day, place) => ({ place: first + place, day }));
  const days = new Set<string>();
  for (const { day } of dates) {
    const problem = !isDay(day)
      ? 'is no day'
      : day > today
        ? 'is still to come'
        : days.has(day)
          ? 'is there twice'
          : '';
    if (problem)
      throw new UnreadableFile(`Line 1: the column “${day.slice(0, 100)}” ${problem}. Download the file again.`);
    days.add(day);
  }
  const sorted = [...days].sort();
  const isMonthly = sorted.every((day) => isLastOfMonth(day));
  const named = /_week(?:\s*\(\d+\))?(?:\.(?:csv|txt|gz))*$/i.test(name) ? 'WEEKLY' : undefined;
  const found = isMonthly && named === undefined ? 'MONTHLY' : (findPeriodType(sorted) ?? named);
  if (found !== 'MONTHLY' && found !== 'WEEKLY') {
    throw new UnreadableFile('The columns of this file of Zillow are neither months nor weeks.');
  }
  return { dates, periodType: found };
}

function isLastOfMonth(day: string): boolean {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
  return next.getUTCDate() === 1;
}

/** Reads the records of a Zillow file: one area each, with all its periods. */
export function createZillowReader(
  columns: readonly string[],
  { metric, source }: ZillowName,
  { dates, periodType }: ReturnType<typeof readZillowPeriods>,
  { from, states }: ReadingChoices,
): RecordReader {
  const figure = zillowMetrics[metric];
  const wanted = dates.filter(({ day }) => from === null || day >= from);
  const places = new Map(columns.map((column, place) => [column, place]));
  const areaCells = dates[0]?.place ?? columns.length;
  return {
    read({ cells, line }) {
      const problems = new RecordProblems(line);
      if (!hasAllCells(cells, columns, problems)) return { rows: [], problems: problems.all, missing: 0 };
      const cellOf = (column: string) => cells[places.get(column) ?? -1]?.trim() ?? '';
      const area = readArea(cellOf, problems);
      if (!area || !isInStates(area, states)) return { rows: [], problems: problems.all, missing: 0 };
      const head = cells.slice(0, areaCells);
      const base = { kind: 'MARKET', line, source, areaKey: area.key, area, periodType, propertyType: null } as const;
      const rows: ImportRow[] = [];
      for (const { place, day } of wanted) {
        const cell = cells[place] ?? '';
        const value = readFigure(figure, cell, day, problems);
        if (value === null) continue;
        rows.push({
          ...base,
          reportDate: day,
          figures: { [figure]: value },
          raw: { cells: [...head, cell], column: place },
        });
      }
      const missing = wanted.length - rows.length - problems.all.length;
      if (rows.length === 0) rows.push({ ...base, reportDate: null, figures: {}, raw: { cells: head } });
      return { rows, problems: problems.all, missing };
    },
  };
}

function readArea(cellOf: (column: string) => string, problems: RecordProblems): Area | null {
  const id = cellOf('RegionID');
  const name = cellOf('RegionName');
  const type = cellOf('RegionType').toLowerCase();
  if (!/^\d{1,12}$/.test(id)) return problems.add('RegionID', id, 'a number');
  if (name === '') return problems.add('RegionName', name, 'the name of an area');
  const state = cellOf('State') || cellOf('StateName');
  const needsState = type === 'county' || type === 'city' || type === 'neighborhood';
  if (needsState && !findStateByCode(state)) return problems.add('State', state, 'a state as two letters');
  const county = cellOf('CountyName') || null;
  switch (type) {
    case 'country':
      return makeNation(id);
    case 'state': {
      const known = findStateByName(name);
      return known ? makeState(known, id) : problems.add('RegionName', name, 'the name of a state');
    }
    case 'msa':
      return makeMetro({ name }, id);
    case 'county': {
      const fips = readFips(cellOf('StateCodeFIPS'), cellOf('MunicipalCodeFIPS'));
      return (
        makeCounty({ ...(fips && { fips }), name, state: state.toUpperCase() }, id) ??
        problems.add('RegionName', name, 'the name of a county')
      );
    }
    case 'city':
      return makeCity({ city: name, state: state.toUpperCase(), county }, id);
    case 'neighborhood': {
      const city = cellOf('City');
      return city
        ? makeNeighborhood({ neighborhood: name, city, state: state.toUpperCase(), county }, id)
        : problems.add('City', city, 'the city of the neighborhood');
    }
    case 'zip': {
      const zipCode = readZipCode(name);
      if (zipCode === undefined) return problems.add('RegionName', name, 'a ZIP code of five digits');
      const home = findStateByCode(state)?.code ?? null;
      return makeZip({ zipCode, state: home, city: cellOf('City') || null, county }, id);
    }
    default:
      return problems.add('RegionType', type, 'country, state, msa, county, city, zip or neighborhood');
  }
}

function readFips(state: string, county: string): string | undefined {
  if (!/^\d{1,2}$/.test(state) || !/^\d{1,3}$/.test(county)) return undefined;
  return state.padStart(2, '0') + county.padStart(3, '0');
}
