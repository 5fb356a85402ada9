import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestFacts } from './suggestions.ts';

const today = '2026-11-29';
const read = (text: string) => suggestFacts(text, today);

test('a receipt of a shop gives its name, day and total, and not its subtotal or tax', () => {
  const text = `Harbor Hardware
12 Pier Road, Chicago IL 60601
(312) 555-0142
Receipt 0009123
Date: 03/14/2026  10:32 AM
Paint, white 35.00
Subtotal 38.15
Sales tax 3.05
Total $41.20
Visa ending 4242
Thank you!`;
  expect(read(text)).toEqual({ merchant: 'Harbor Hardware', date: '2026-03-14', total: 4120 });
});

test('an invoice gives the day it was written, not the day it is due, and what is to be paid', () => {
  const text = `INVOICE
Northside Plumbing LLC
Invoice number INV-2044
Due date: April 30, 2026
Invoice date: March 31, 2026
Labor 1,150.00
Parts 84.50
Total before tax 1,234.50
Grand total
$1,234.50
Amount paid 0.00`;
  expect(read(text)).toMatchObject({ merchant: 'Northside Plumbing LLC', date: '2026-03-31' });
});

test.each([
  ['2026-03-04', '2026-03-04'],
  ['3/4/26', '2026-03-04'],
  ['31.12.2025', '2025-12-31'],
  ['Mar 4, 2026', '2026-03-04'],
  ['4 March 2026', '2026-03-04'],
  ['September 3rd, 2025', '2025-09-03'],
  ['2/30/2026', undefined],
  ['12/01/2026', undefined],
  ['03/04/2019', undefined],
  ['Expires 03/04/2026', undefined],
  ['no date', undefined],
])('the day in “%s” is %s', (text, date) => {
  expect(read(`Shop\n${text}`).date).toBe(date);
});

test.each([
  ['Total 12.00', 1200],
  ['TOTAL: $1,012.50', 101250],
  ['Total\n$8.75', 875],
  ['Total Items 3\nTotal 9.00', 900],
  ['Subtotal 5.00', undefined],
  ['Total 5.00\nTotal paid 6.00', 600],
  ['Total 12', undefined],
  ['Total 0.00', undefined],
  ['Total 1.234.567,00', undefined],
  ['12.00', undefined],
])('the total of %j is %s cents', (text, total) => {
  expect(read(`Shop\n${text}`).total).toBe(total);
});

test.each([
  ['Receipt\n#1234\nwww.example.com\nCafé Müller', 'Café Müller'],
  ['03/04/2026\n$12.00', undefined],
  [`${'A'.repeat(200)}`, 'A'.repeat(80)],
])('the merchant of %j is %s', (text, merchant) => {
  expect(read(text).merchant).toBe(merchant);
});

test('whatever stands on a receipt, what is suggested is a name that fits, a day of the books and an amount of the books', () => {
  const words = fc.constantFrom(
    'Total',
    'Date',
    '12.00',
    '$3,000.10',
    '13/13/2026',
    '2026-02-31',
    '\n',
    ' ',
    '9999999.99',
    'Shop',
    '\u0000',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 8 })), { maxLength: 30 }), (pieces) => {
      const { merchant = 'x', date = today, total = 1 } = read(pieces.join(' '));
      expect([...merchant].length).toBeGreaterThan(0);
      expect([...merchant].length).toBeLessThanOrEqual(80);
      expect(date >= '2020-01-01' && date <= today && !Number.isNaN(Date.parse(date))).toBe(true);
      expect(Number.isInteger(total) && total >= 1 && total <= 100_000_000).toBe(true);
    }),
  );
});
