import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const app = fileURLToPath(new URL('../..', import.meta.url));
const sources = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));

/** Where a phone has the same amounts below the name of the row instead. */
const repeated = ['modules/expenses/properties/property-list.tsx', 'modules/expenses/tax/quarter-table.tsx'];

const pricesAndActs = /<(Money|ToolPrice|Button|LinkButton|Confirmation|form|OrganizationForm)\b|formatMoney/;

/** The cells of a source that a narrow screen hides, with what stands in them. */
function listHiddenCells(source: string): string[] {
  return [...source.matchAll(/<(t[dh])\b[^>]*max-(?:sm|md|lg):hidden[^>]*(?<!\/)>(.*?)<\/\1>/gs)].map(
    ([, , inside = '']) => inside,
  );
}

test('no table hides a price or a button on a phone', () => {
  const found = sources
    .filter((file) => !repeated.includes(file.replaceAll('\\', '/')))
    .filter((file) => listHiddenCells(readFileSync(`${app}/${file}`, 'utf8')).some((cell) => pricesAndActs.test(cell)));
  expect(found).toEqual([]);
});

test('it would be seen', () => {
  expect(listHiddenCells('<td className="number max-sm:hidden"><Money cents={1} /></td>')).toEqual([
    '<Money cents={1} />',
  ]);
});
