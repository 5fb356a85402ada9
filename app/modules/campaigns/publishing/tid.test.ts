import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeTid } from './tid.ts';

// https://atproto.com/specs/tid
const pattern = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;
const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });

test('a row has one key, of the form that the protocol asks for, and keys sort as rows were made', () => {
  fc.assert(
    fc.property(day, day, fc.uuid(), fc.uuid(), (first, second, id, other) => {
      expect(makeTid(first, id)).toMatch(pattern);
      expect(makeTid(new Date(first), id)).toBe(makeTid(first, id));
      if (first < second) expect(makeTid(first, id) < makeTid(second, other)).toBe(true);
    }),
  );
});

test('the time can be read back from a key', () => {
  const letters = '234567abcdefghijklmnopqrstuvwxyz';
  const at = new Date('2026-03-05T15:00:00.123Z');
  const value = [...makeTid(at, 'a')].reduce((sum, letter) => (sum << 5n) | BigInt(letters.indexOf(letter)), 0n);
  expect(Number((value >> 10n) / 1000n)).toBe(at.getTime());
});

test('rows of the same millisecond have keys of their own', () => {
  const at = new Date();
  expect(new Set(Array.from({ length: 100 }, (_, place) => makeTid(at, `row ${place}`))).size).toBeGreaterThan(98);
});
