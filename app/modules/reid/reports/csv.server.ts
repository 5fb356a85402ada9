import { type Cell, writeCsv } from '~/services/csv.server.ts';
import { findFigure } from '../figures/definitions.ts';
import type { ReportData } from './content.ts';

const headings = [
  'Area',
  'Area key',
  'Figure',
  'Unit',
  'Source',
  'Property type',
  'Period',
  'Period ends',
  'Value',
  'Margin of error',
  'File',
  'Line',
  'Import',
];

/** Every number of a report with its source, period, file and line. The same data makes the same text. */
export function writeReportCsv(data: ReportData): string {
  return writeCsv(headings, [...listMarketRows(data), ...listPeopleRows(data), ...listSchoolRows(data)]);
}

function listMarketRows(data: ReportData): Cell[][] {
  return data.series.flatMap((series) => {
    const figure = findFigure(series.figure);
    return series.dates.map((date, index) => [
      ...describeArea(data, series.area),
      figure?.name ?? series.figure,
      figure ? units[figure.unit] : null,
      series.source,
      series.propertyType,
      series.periodType,
      date,
      writeValue(series.values[index], figure?.unit === 'MONEY'),
      null,
      ...describeOrigin(data, series.imports[index], series.lines[index]),
    ]);
  });
}

const units = {
  MONEY: 'US dollars',
  COUNT: 'count',
  DAYS: 'days',
  MONTHS: 'months',
  PERCENT: 'percent',
  SHARE: 'share of 1',
} as const;

const peopleMoney = new Set(['median_income', 'median_rent', 'median_home_value']);

function listPeopleRows(data: ReportData): Cell[][] {
  return data.people.flatMap(({ area, source, year, figures }) =>
    Object.entries(figures).map(([key, { value, margin, import: brought, line }]) => [
      ...describeArea(data, area),
      key.replaceAll('_', ' '),
      peopleMoney.has(key) ? 'US dollars' : null,
      source,
      null,
      'YEARLY',
      `${year}-12-31`,
      writeValue(value, peopleMoney.has(key)),
      margin === null || margin === undefined ? null : writeValue(margin, peopleMoney.has(key)),
      ...describeOrigin(data, brought, line),
    ]),
  );
}

function listSchoolRows(data: ReportData): Cell[][] {
  return data.schools.flatMap(({ area, listed }) =>
    listed.map((school) => [
      ...describeArea(data, area),
      `School: ${school.name}`,
      'students per teacher',
      school.source,
      null,
      null,
      school.schoolYear,
      school.studentTeacherRatio,
      null,
      ...describeOrigin(data, school.import, school.line),
    ]),
  );
}

function describeArea({ areas }: ReportData, area: number): Cell[] {
  const { name = '', key = '' } = areas[area] ?? {};
  return [name, key];
}

function describeOrigin({ imports }: ReportData, place: number | null | undefined, line: number | null | undefined) {
  const brought = place === null || place === undefined ? undefined : imports[place];
  return [brought?.fileName ?? null, line ?? null, brought?.id ?? null];
}

/** Cents become dollars; everything else stays as it is kept. */
const writeValue = (value: number | undefined, isMoney: boolean): Cell =>
  value === undefined ? null : isMoney ? value / 100 : value;
