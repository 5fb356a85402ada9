import { expect, test } from 'vitest';
import { cutPage } from './pages.ts';

test.each([
  [[], { rows: [], last: undefined }],
  [[1, 2], { rows: [1, 2], last: undefined }],
  [[1, 2, 3], { rows: [1, 2], last: 2 }],
])('of a page of two, %j shows %j', (found, page) => {
  expect(cutPage(found, 2)).toEqual(page);
});
