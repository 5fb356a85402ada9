import type { ChartProps } from '~/components/charts/data.ts';
import { findChangeOverYear } from '../figures/changes.ts';
import { type FigureKey, findFigure } from '../figures/definitions.ts';
import { writeMonth } from '../figures/periods.ts';
import { nameSource } from '../figures/sources.ts';
import { findMarketLabel } from '../figures/supply.ts';
import { findFormat, unknown, writeChange, writeFigure } from '../figures/writing.ts';
import type { ReportData } from './content.ts';
import { investmentTable } from './investment.ts';
import { peopleTables, schoolTables } from './people.ts';
import { type AreaSeries, findNewest, findPriceFigure, listSeries, nameDate } from './series.ts';
import type { SectionKey } from './types.ts';

/** A table of a report: each row has a name and a cell for each of the other columns. */
export interface ReportTable {
  heading: string;
  columns: readonly string[];
  rows: readonly { name: string; cells: readonly string[] }[];
  /** Said below it. */
  note?: string;
  /** The sources of its numbers, whose publishers are credited. */
  sources: readonly string[];
}

/** A chart of a report with the sources of its numbers. */
export type ReportChart = ChartProps & { sources: readonly string[] };

/** A section of a report in the order of its page. */
export interface ReportPart {
  key: SectionKey;
  charts: readonly ReportChart[];
  tables: readonly ReportTable[];
}

const shownFigures: Partial<Record<SectionKey, readonly FigureKey[]>> = {
  prices: [
    'median_price',
    'typical_value',
    'median_list_price',
    'price_per_sqft',
    'list_price_per_sqft',
    'median_rent',
  ],
  inventory: [
    'active_listings',
    'new_listings',
    'sold_listings',
    'pending_listings',
    'inventory_months',
    'absorption_rate',
  ],
  speed: ['days_on_market', 'sale_to_list_ratio', 'above_list_share', 'price_cut_share', 'quick_sale_share'],
};

/** Lines of one chart: more could not be told apart. */
const mostLines = 4;

/** Everything that a report shows, section by section; those for which there is nothing are left out. */
export function listParts(data: ReportData): ReportPart[] {
  return data.sections
    .map((key): ReportPart => ({ key, ...describeSection(data, key) }))
    .filter(({ charts, tables }) => charts.length > 0 || tables.length > 0);
}

function describeSection(data: ReportData, key: SectionKey): Pick<ReportPart, 'charts' | 'tables'> {
  switch (key) {
    case 'overview':
      return { charts: [], tables: overviewTable(data) };
    case 'people':
      return { charts: [], tables: peopleTables(data) };
    case 'schools':
      return { charts: [], tables: schoolTables(data) };
    case 'investment':
      return { charts: [], tables: investmentTable(data) };
    case 'sources':
      return { charts: [], tables: [] };
    default: {
      const found = (shownFigures[key] ?? []).map((figure) => listSeries(data, figure)).filter(({ length }) => length);
      return {
        charts: found.flatMap((series) => drawCharts(data, series)),
        tables: found.map((series) => changesTable(data, series)),
      };
    }
  }
}

function overviewTable(data: ReportData): ReportTable[] {
  const price = findPriceFigure(data);
  const priceName = price && findFigure(price)?.name;
  const [prices, supplies, days] = [
    price ? listSeries(data, price) : [],
    listSeries(data, 'inventory_months'),
    listSeries(data, 'days_on_market'),
  ];
  const all = [...prices, ...supplies, ...days];
  if (all.length === 0) return [];
  const rows = data.areas.map(({ name }, area) => {
    const of = (series: readonly AreaSeries[]) => series.find((one) => one.area === area);
    const [ofPrice, ofSupply, ofDays] = [of(prices), of(supplies), of(days)];
    const supply = ofSupply && findNewest(ofSupply)?.value;
    return {
      name,
      cells: [
        writeNewest(ofPrice),
        writeYear(ofPrice),
        writeNewest(ofSupply),
        findMarketLabel(supply ?? null) ?? unknown,
        writeNewest(ofDays),
      ],
    };
  });
  return [
    {
      heading: 'At a glance',
      columns: ['Area', priceName ?? 'Price', 'In a year', 'Months of supply', 'Market', 'Days on market'],
      rows,
      note: `Newest: ${listPeriods(all).join('; ')}. Below 5 months of supply the market favors sellers, above 7 buyers.`,
      sources: all.map(({ source }) => source),
    },
  ];
}

const listPeriods = (all: readonly AreaSeries[]) => [
  ...new Set(
    all.map((series) => {
      const newest = findNewest(series);
      return `${series.figure.name}, ${newest ? nameDate(series, newest.date) : unknown}`;
    }),
  ),
];

const writeNewest = (series: AreaSeries | undefined) =>
  series ? writeFigure(series.figure, findNewest(series)?.value ?? null) : unknown;

function writeYear(series: AreaSeries | undefined): string {
  const newest = series && findNewest(series);
  return series && newest ? writeChange(series.figure, findChangeOverYear(series, newest.date)) : unknown;
}

function changesTable(data: ReportData, all: readonly AreaSeries[]): ReportTable {
  const [first] = all;
  const figure = first?.figure;
  return {
    heading: figure?.name ?? '',
    columns: ['Area', 'Newest', 'Period', 'In a year', 'Lowest', 'Highest'],
    rows: all.map((series) => {
      const newest = findNewest(series);
      const values = [...series.values.values()];
      return {
        name: data.areas[series.area]?.name ?? '',
        cells: [
          writeNewest(series),
          newest ? nameDate(series, newest.date) : unknown,
          writeYear(series),
          writeFigure(series.figure, Math.min(...values)),
          writeFigure(series.figure, Math.max(...values)),
        ],
      };
    }),
    note: first && [figure?.definition, describeKind(first)].filter(Boolean).join(' '),
    sources: all.map(({ source }) => source),
  };
}

/** The source and the kind of homes that a series counts. */
const describeKind = ({ source, propertyType }: AreaSeries) =>
  `${nameSource(source)}, ${propertyType ?? 'all property types'}.`;

/** Periods of one chart: more are thinned out evenly, back from the newest. */
const mostPlaces = 60;

/** Charts of one figure, four areas in each. Their places are the periods that any of these areas has. */
function drawCharts(data: ReportData, all: readonly AreaSeries[]): ReportChart[] {
  const charts = Math.ceil(all.length / mostLines);
  return Array.from({ length: charts }, (_, chart) => {
    const shown = all.slice(chart * mostLines, (chart + 1) * mostLines);
    const every = [...new Set(shown.flatMap((series) => series.dates))].toSorted();
    const stride = Math.ceil(every.length / mostPlaces);
    const dates = every.filter((_, index) => (every.length - 1 - index) % stride === 0);
    const [first] = shown;
    const name = first?.figure.name ?? '';
    return {
      id: `${first?.figure.key ?? 'figure'}-${chart + 1}`,
      title: charts > 1 ? `${name} (${chart + 1} of ${charts})` : name,
      summary: summarize(data, shown) + (stride > 1 ? ` One period in ${stride} is drawn; the CSV has all.` : ''),
      placeHeading: 'Period',
      places: dates.map((date) => ({ key: date, name: first ? nameDate(first, date) : date, short: writeMonth(date) })),
      series: shown.map((series) => ({
        name: data.areas[series.area]?.name ?? '',
        values: dates.map((date) => series.values.get(date) ?? null),
      })),
      format: findFormat(first?.figure ?? { unit: 'COUNT' }),
      sources: shown.map(({ source }) => source),
    };
  });
}

function summarize(data: ReportData, shown: readonly AreaSeries[]): string {
  const newest = shown.map(
    (series) => `${data.areas[series.area]?.name ?? ''} ${writeNewest(series)} (${writeYear(series)} in a year)`,
  );
  return `${newest.join(', ')}.`;
}

/** The sources of everything in a report, each once, in the order of their names. */
export function listSources(data: ReportData): string[] {
  const all = [
    ...data.series.map(({ source }) => source),
    ...data.people.map(({ source }) => source),
    ...data.schools.flatMap(({ listed }) => listed.map(({ source }) => source)),
  ];
  return [...new Set(all)].toSorted();
}
