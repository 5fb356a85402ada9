import { expect, test } from 'vitest';
import { toWords } from './words.ts';

test('an enum value reads as a label', () => {
  expect(toWords('CONTENT_MARKETING')).toBe('Content marketing');
  expect(toWords('SOLD')).toBe('Sold');
});
