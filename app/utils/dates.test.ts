import { expect, test } from 'vitest';
import { formatDate, formatDateTime } from './dates.ts';

test('a day is that of UTC', () => {
  expect(formatDate('2026-03-04T23:59:59Z')).toBe('Mar 4, 2026');
  expect(formatDate('2026-03-04')).toBe('Mar 4, 2026');
});

test('a time names its zone', () => {
  expect(formatDateTime('2026-03-04T14:05:00Z').replaceAll('\u202f', ' ')).toBe('Mar 4, 2026, 2:05 PM UTC');
});
