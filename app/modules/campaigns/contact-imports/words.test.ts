import { expect, test } from 'vitest';
import { describeResult } from './words.ts';

const counts = { rowsAdded: 1_200, rowsChanged: 3, rowsUnchanged: 0, rowsRefused: 1 };

test.each([
  ['UPLOADED', 'Say which column is what, then it is imported.'],
  ['RUNNING', '1,200 contacts added, 3 changed, 0 unchanged, 1 row refused so far.'],
  ['DONE', '1,200 contacts added, 3 changed, 0 unchanged, 1 row refused.'],
  ['CANCELLED', '1,200 contacts added, 3 changed, 0 unchanged, 1 row refused.'],
] as const)('an import that is %s is described', (status, words) => {
  expect(describeResult({ status, ...counts })).toBe(words);
});
