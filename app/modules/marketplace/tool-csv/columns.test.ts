import { expect, test } from 'vitest';
import { writeCsv } from '~/services/csv.server.ts';
import { csvColumns, findColumn, headingOf, readCell } from './columns.ts';
import { readToolCsv } from './records.server.ts';

test('every column is found by its heading, and no two have the same one', () => {
  expect(csvColumns.map((column) => findColumn(headingOf(column)))).toEqual(csvColumns);
});

test.each([
  ['PRICE TIER', 'tier'],
  [' price_model ', undefined],
  ['priceModel', 'priceModel'],
  ['paid', 'priceModel'],
  ['Long description', 'longDescription'],
  ['constructor', undefined],
])('%s', (heading, column) => {
  expect(findColumn(heading)).toBe(column);
});

test.each([
  ['status', 'no longer sold', 'DEPRECATED'],
  ['status', 'ACTIVE', 'ACTIVE'],
  ['status', 'gone', 'gone'],
  ['area', 'Market analysis', 'MARKET_ANALYSIS'],
  ['area', 'market_analysis', 'MARKET_ANALYSIS'],
  ['isFeatured', 'Yes', 'on'],
  ['isFeatured', '', ''],
  ['isFeatured', 'perhaps', 'perhaps'],
  ['price', ' 12.50 ', '12.50'],
] as const)('%s: %s', (column, cell, text) => {
  expect(readCell(column, cell)).toBe(text);
});

test('a text that looks like a formula comes back from our own file as it was', async () => {
  const texts = ['=1+1', 'First\n- one\n- two', '-5', "it's"];
  const file = await readToolCsv(
    writeCsv(
      ['Name'],
      texts.map((text) => [text]),
    ),
  );
  if (!file.ok) throw new Error(file.problem);
  expect(file.rows.map(({ cells }) => readCell('name', cells.get('name') ?? ''))).toEqual(texts);
});
