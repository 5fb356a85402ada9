import { expect, test } from 'vitest';
import { readDay, readKey, readPage, readSearchText, writeAddress } from './addresses.ts';

test.each([
  [null, ''],
  [' lead \0\t\n capture ', 'lead capture'],
  ['x'.repeat(200), 'x'.repeat(100)],
  ['list\u00ADings', 'listings'],
  ['list\u200Bings \u202E', 'listings'],
  ['ｌｉｓｔｉｎｇｓ\u3000１２', 'listings 12'],
  ['of\uFB01ce', 'office'],
  ['Zoe\u0308', 'Zoë'],
])('%j is searched for as %j', (text, words) => {
  expect(readSearchText(text)).toBe(words);
});

const labels = { ACTIVE: 'Active', EXPIRED: 'Expired' };

test.each([
  ['ACTIVE', 'ACTIVE'],
  ['active', undefined],
  ['toString', undefined],
  ['__proto__', undefined],
  ['', undefined],
  [null, undefined],
])('%j is the key %j', (text, key) => {
  expect(readKey(labels, text)).toBe(key);
});

test.each([
  ['1', 1],
  ['10000', 10_000],
  ['0', undefined],
  ['10001', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  [' 2', undefined],
  ['', undefined],
  [null, undefined],
])('%j is page %j', (text, page) => {
  expect(readPage(text)).toBe(page);
});

test.each([
  ['2026-02-28', '2026-02-28'],
  ['2024-02-29', '2024-02-29'],
  ['1900-01-01', '1900-01-01'],
  ['2026-02-29', undefined],
  ['2026-13-01', undefined],
  ['1899-12-31', undefined],
  ['0000-01-01', undefined],
  ['26-02-28', undefined],
  ['2026-02-28T00:00', undefined],
  ['', undefined],
  [null, undefined],
])('%j is the day %j', (text, day) => {
  expect(readDay(text)).toBe(day);
});

test('an address holds what has a value, in order', () => {
  expect(writeAddress('/tools', { q: 'a & b', tag: ['email', 'mls'], min: 0, sort: '', page: false, to: null })).toBe(
    '/tools?q=a+%26+b&tag=email&tag=mls&min=0',
  );
  expect(writeAddress('/tools', { q: undefined, tag: [] })).toBe('/tools');
});
