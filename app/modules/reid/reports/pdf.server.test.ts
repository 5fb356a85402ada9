import { createHash } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, expect, test } from 'vitest';
import { loadFonts } from '~/services/pdf/document.ts';
import { findInsights } from './insights.ts';
import { drawReport } from './pdf.server.ts';
import { dataOf, monthsOf, reportOf } from './test-data.ts';

beforeAll(loadFonts);

/** The text of all pages, as a reader of PDFs sees it. */
async function readText(file: Uint8Array) {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
}

const prices = Array.from({ length: 13 }, (_, index) => 40_000_000 + 100_000 * index);

test('a report says what it is about, its numbers, its largest moves and its sources', async () => {
  const data = dataOf([monthsOf('median_price', prices), monthsOf('days_on_market', [30])]);
  const text = await readText(drawReport(reportOf(data, { insights: findInsights(data) })));
  for (const words of [
    'Austin in June',
    'Austin, TX; 78704',
    'Jan 1, 2023 to Jun 30, 2024',
    'Median sale price in Austin, TX rose 3.0% in a year',
    '$412,000.00',
    'Source: Redfin, a national real estate brokerage',
    'market.csv, imported on Jul 5, 2024',
    'Page 1 of',
  ])
    expect(text).toContain(words);
});

test('the same report makes the same bytes, whenever it is drawn', () => {
  const digest = () =>
    createHash('sha256')
      .update(drawReport(reportOf(dataOf([monthsOf('median_price', prices)]))))
      .digest('hex');
  const first = digest();
  expect(digest()).toBe(first);
});

test('ten areas with ten years of every figure are drawn', async () => {
  const areas = Array.from({ length: 10 }, (_, index) => ({
    key: `zip-${78700 + index}`,
    name: `Area ${index} of a long name, TX`,
  }));
  const figures = [
    'median_price',
    'median_list_price',
    'price_per_sqft',
    'active_listings',
    'new_listings',
    'sold_listings',
    'days_on_market',
  ];
  const data = dataOf(
    areas.flatMap((_, area) =>
      figures.map((figure) =>
        monthsOf(
          figure,
          Array.from({ length: 120 }, (_, month) => 1_000 + month),
          { area },
        ),
      ),
    ),
    { areas },
  );
  const text = await readText(drawReport(reportOf(data)));
  for (const { name } of areas) expect(text).toContain(name.slice(0, 12));
}, 30_000);
