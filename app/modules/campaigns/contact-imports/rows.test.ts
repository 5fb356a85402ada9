import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContactMapping } from './mapping.ts';
import { readContactRow } from './rows.ts';

const mapping: ContactMapping = {
  headerLine: 1,
  email: 0,
  name: null,
  firstName: 1,
  lastName: 2,
  phone: 3,
  tags: 4,
  timeZone: 5,
};
const read = (...cells: string[]) => readContactRow({ line: 7, cells }, mapping);

test('a row becomes a contact', () => {
  expect(read(' Ann@Example.com', 'Ann', ' van\nLee ', '312 555 0100', 'buyer; first home', 'America/Chicago')).toEqual(
    {
      line: 7,
      email: 'ann@example.com',
      name: 'Ann van Lee',
      phone: '312 555 0100',
      tags: ['buyer', 'first home'],
      timeZone: 'America/Chicago',
      cells: ['Ann@Example.com', 'Ann', 'van Lee', '312 555 0100', 'buyer; first home', 'America/Chicago'],
    },
  );
  expect(read('ann@example.com')).toMatchObject({ name: '', phone: null, tags: [], timeZone: null });
});

test('a whole name comes before its parts', () => {
  const whole = { ...mapping, name: 6 };
  const cells = ['ann@example.com', 'A', 'L', '', '', '', 'Ann Lee'];
  expect(readContactRow({ line: 1, cells }, whole)).toMatchObject({ name: 'Ann Lee' });
  expect(readContactRow({ line: 1, cells: cells.slice(0, 6) }, whole)).toMatchObject({ name: 'A L' });
});

test('a row with nothing in it is none', () => {
  expect(read('', ' ', '\t')).toBeUndefined();
  expect(read()).toBeUndefined();
});

test.each([
  [['', 'Ann'], 'It has no email address.'],
  [['ann at example.com'], '“ann at example.com” is no email address.'],
  [['ann@example.com', 'a'.repeat(201)], 'The name has more than 200 characters.'],
  [['ann@example.com', '', '', '1'.repeat(51)], 'The phone number has more than 50 characters.'],
  [['ann@example.com', '', '', '', 'a'.repeat(51)], 'has more than 50 characters.'],
  [
    ['ann@example.com', '', '', '', Array.from({ length: 51 }, (_, place) => String(place)).join()],
    'more than 50 tags.',
  ],
  [['ann@example.com', '', '', '', '', 'Chicago'], '“Chicago” is no time zone, such as America/Chicago.'],
])('%j is refused with its reason', (cells, reason) => {
  expect(read(...cells)).toMatchObject({ line: 7, reason: expect.stringContaining(reason) });
});

test('whatever stands in a file can be kept', () => {
  const cell = fc.string({ unit: 'binary', maxLength: 60 });
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 70 }), fc.boolean(), (cells, isAddress) => {
      const row = read(...(isAddress ? ['ann@example.com', ...cells] : cells));
      const texts = row === undefined ? [] : [...row.cells, 'reason' in row ? row.reason : row.name];
      for (const text of texts) expect(text).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
      expect(row?.cells.length ?? 0).toBeLessThanOrEqual(60);
    }),
  );
});
