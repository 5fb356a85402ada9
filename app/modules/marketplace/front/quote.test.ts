import { expect, test } from 'vitest';
import { quoteBeginning } from './quote.ts';

test.each([
  ['It works.', 20, 'It works.'],
  ['It works.\n\nEvery day.', 30, 'It works. Every day.'],
  ['It works every day', 18, 'It works every day'],
  ['It works every day and night', 18, 'It works every day…'],
  ['It works, every day', 10, 'It works…'],
  ['Incomprehensibilities', 5, 'Incom…'],
  ['🏠🏠🏠', 3, '🏠…'],
  ['   ', 5, ''],
])('%j in %i is %j', (text, longest, quote) => {
  expect(quoteBeginning(text, longest)).toBe(quote);
});
