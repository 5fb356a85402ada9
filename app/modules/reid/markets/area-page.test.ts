import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { moveMonths } from '../figures/periods.ts';
import { AreaCharts } from './area-charts.tsx';
import { AreaFilters } from './area-filters.tsx';
import { AreaHeadline } from './area-headline.tsx';
import { ComparedCharts, ComparedFigures } from './comparison.tsx';
import { FiguresTable } from './figures-table.tsx';
import { findFifth } from './heat.tsx';
import type { KnownSeries } from './market-queries.server.ts';
import { SeasonalTable } from './seasonal-table.tsx';
import { type AreaSeries, arrangeSeries } from './series.ts';
import { readSeriesAddress } from './series-address.ts';
import type { SeriesRow } from './series-query.server.ts';

/** Four years of months, with prices that rise by a tenth a year and homes for sale and sold that stay. */
function makeSeries(areaKey: string, areaName: string, months = 48): AreaSeries {
  const rows = Array.from(
    { length: months },
    (_, month): SeriesRow => ({
      areaKey,
      areaName,
      areaType: 'STATE',
      source: 'redfin',
      propertyType: null,
      periodType: 'MONTHLY',
      id: `row-${month}`,
      date: moveMonths('2021-01-31', month),
      figures: { median_price: Math.round(10_000_000 * 1.1 ** (month / 12)), active_listings: 120, sold_listings: 40 },
      isShown: month >= months - 36,
      isFlagged: false,
    }),
  );
  const [series] = arrangeSeries(rows);
  if (!series) throw new Error('There is no series.');
  return series;
}

const texas = makeSeries('state-tx', 'Texas');
const render = (element: Parameters<typeof renderToStaticMarkup>[0]) =>
  renderToStaticMarkup(element).replaceAll('<!-- -->', '');

test('charts are drawn of what the source has, and nothing else', () => {
  const html = render(createElement(AreaCharts, { series: texas }));
  const titles = [...html.matchAll(/<strong id="[^"]*">([^<]*)</g)].map(([, title]) => title);
  expect(titles).toEqual(['Median sale price', 'Homes for sale, listed and sold', 'Months of supply']);
  expect(html).toContain('Dec 2024: median sale price $145,252 (+10.0% in a year).');
  expect(html).not.toContain('NaN');
});

test('each figure that the publisher gave leads to its page, and one that is worked out does not', () => {
  const html = render(createElement(FiguresTable, { series: texas }));
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href?.replaceAll('&amp;', '&'));
  expect(links).toEqual(
    ['median_price', 'active_listings', 'sold_listings'].map((key) => `/reid/figures/row-47?figure=${key}`),
  );
  expect(html).toContain('3.0 months<span');
  expect(html).toContain('33.3%<span');
});

test('the months of years stand beside each other, with how a year usually runs', () => {
  const html = render(createElement(SeasonalTable, { series: texas }));
  expect(html).toContain('Homes sold by month');
  expect([...html.matchAll(/<th scope="col"[^>]*>(\d{4})</g)].map(([, year]) => year)).toEqual([
    '2024',
    '2023',
    '2022',
    '2021',
  ]);
  expect(html.match(/100\.0%/g)).toHaveLength(12);
  expect(render(createElement(SeasonalTable, { series: makeSeries('us', 'US', 24) }))).not.toContain('Usual');
});

test('the headline says whom the market favors', () => {
  const html = render(createElement(AreaHeadline, { series: texas }));
  expect(html).toContain('Seller&#x27;s market');
  expect(html).toContain('Dec 2024');
});

test('areas are compared by the same charts and the same rows, and one without the source says so', () => {
  const series = [texas, makeSeries('state-ok', 'Oklahoma')];
  const charts = render(createElement(ComparedCharts, { series }));
  expect(charts.match(/<li class="flex items-center gap-2">/g)).toHaveLength(2 * 2);
  const areas = [
    ...series.map(({ areaKey, areaName }) => ({ key: areaKey, name: areaName })),
    { key: 'us', name: 'US' },
  ];
  const table = render(createElement(ComparedFigures, { areas, series }));
  expect(table).toContain('not in this source');
  const [rows = ''] = table.split('All ');
  expect(rows.match(/\$145,252/g)).toHaveLength(2);
});

const known = (values: Partial<KnownSeries>): KnownSeries => ({
  source: 'redfin',
  propertyType: null,
  periodType: 'MONTHLY',
  first: '2020-01-31',
  last: '2024-12-31',
  isLeftOut: false,
  imported: null,
  isChosen: false,
  ...values,
});

test('series that differ only in seasonal adjustment are one source with a box to tick', () => {
  const chosen = known({ isChosen: true });
  const all = [
    chosen,
    known({ source: 'redfin-sa' }),
    known({ periodType: 'WEEKLY' }),
    known({ propertyType: 'Townhouse' }),
  ];
  const filters = (known: KnownSeries[]) =>
    render(
      createElement(AreaFilters, { action: '/', address: readSeriesAddress(new URLSearchParams()), known, chosen }),
    );
  const html = filters(all);
  expect([...html.matchAll(/<option value="([^"]*)"/g)].map(([, value]) => value)).toEqual([
    'redfin',
    'redfin:weekly',
    '',
    'Townhouse',
  ]);
  expect(html).toContain('Seasonally adjusted');
  expect(filters([chosen])).not.toContain('Seasonally adjusted');
});

test('a value on a threshold belongs to the fifth below it', () => {
  expect([1, 2, 2.5, 5, 6].map((value) => findFifth(value, [2, 3, 4, 5]))).toEqual([0, 0, 1, 3, 4]);
});
