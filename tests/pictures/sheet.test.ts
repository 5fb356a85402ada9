import { expect, test } from 'vitest';
import { nameFile, writeSheet } from './sheet.ts';

test.each([
  ['/', 'home.png'],
  ['/tools?q=a%20b&sort=price-asc', 'tools-q-a-20b-sort-price-asc.png'],
  ['/l/..%2f..%2fetc', 'l-2f-2fetc.png'],
  [`/v/${'x'.repeat(300)}`, `v-${'x'.repeat(118)}.png`],
])('the picture of %s is %s', (address, file) => {
  expect(nameFile(address)).toBe(file);
});

test('a sheet shows all pictures of an address and a visitor in one row', () => {
  const sheet = writeSheet([
    { address: '/cart', visitor: 'owner', file: 'owner/light-390/cart.png' },
    { address: '/cart', visitor: 'owner', file: 'owner/dark-390/cart.png' },
    { address: '/cart?a="<', visitor: 'guest', file: 'guest/light-390/cart.png' },
  ]);
  expect(sheet.match(/<h2>/g)).toHaveLength(2);
  expect(sheet.match(/<img /g)).toHaveLength(3);
  expect(sheet).toContain('<h2>/cart?a=&quot;&lt;, as guest</h2>');
});
