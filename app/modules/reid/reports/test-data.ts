import { moveMonths } from '../figures/periods.ts';
import type { FrozenReport, FrozenSeries, ReportData } from './content.ts';

/** Months of one figure up to June 2024. @param values  the earliest first */
export function monthsOf(
  figure: string,
  values: readonly (number | null)[],
  more: Partial<FrozenSeries> = {},
): FrozenSeries {
  const months = values.flatMap((value, index) =>
    value === null ? [] : [{ date: moveMonths('2024-06-30', index - values.length + 1), value }],
  );
  return {
    figure,
    area: 0,
    source: 'redfin',
    propertyType: null,
    periodType: 'MONTHLY',
    dates: months.map(({ date }) => date),
    values: months.map(({ value }) => value),
    imports: months.map(() => 0),
    lines: months.map((_, index) => index + 2),
    ...more,
  };
}

export const dataOf = (series: FrozenSeries[], more: Partial<ReportData> = {}): ReportData => ({
  version: 1,
  sections: ['overview', 'prices', 'inventory', 'speed', 'people', 'schools', 'investment', 'sources'],
  from: '2023-01-01',
  to: '2024-06-30',
  areas: [
    { key: 'city-tx-austin', name: 'Austin, TX' },
    { key: 'zip-78704', name: '78704' },
  ],
  imports: [{ id: '00000000-0000-4000-8000-000000000001', fileName: 'market.csv', appliedAt: '2024-07-05T10:00:00Z' }],
  series,
  people: [],
  schools: [],
  ...more,
});

export const reportOf = (data: ReportData, more: Partial<FrozenReport> = {}): FrozenReport => ({
  name: 'Austin in June',
  type: 'CUSTOM',
  generatedAt: '2024-07-10T12:00:00Z',
  data,
  insights: [],
  ...more,
});
