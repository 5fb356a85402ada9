import { expect, test } from 'vitest';
import { parseReviewList, parseReviewQueue, reviewListAddress, reviewQueueAddress } from './lists.ts';

test.each([
  ['', { order: 'newest', page: 1 }],
  ['sort=highest&page=3', { order: 'highest', page: 3 }],
  ['sort=lowest', { order: 'lowest', page: 1 }],
  ['sort=toString&page=0', { order: 'newest', page: 1 }],
  ['sort=Highest&page=-1', { order: 'newest', page: 1 }],
  ['page=1e3', { order: 'newest', page: 1 }],
  ['page=99999', { order: 'newest', page: 1 }],
])('/tools/a-tool?%s', (search, list) => {
  expect(parseReviewList(new URLSearchParams(search))).toEqual(list);
});

const waiting = { column: 'waiting', direction: 'asc' } as const;

test.each([
  ['', { status: 'PENDING', query: '', page: 1, sort: waiting }],
  ['status=FLAGGED&page=2', { status: 'FLAGGED', query: '', page: 2, sort: waiting }],
  [
    'status=approved&q=%20cma%00%20%20generator',
    { status: 'APPROVED', query: 'cma generator', page: 1, sort: waiting },
  ],
  ['status=constructor&page=x&sort=none', { status: 'PENDING', query: '', page: 1, sort: waiting }],
])('/admin/reviews?%s', (search, queue) => {
  expect(parseReviewQueue(new URLSearchParams(search))).toEqual(queue);
});

test('an address leads to what it was made of, and leaves out what is so anyway', () => {
  expect(reviewListAddress('a-tool', { order: 'newest', page: 1 })).toBe('/tools/a-tool#reviews');
  expect(reviewListAddress('a-tool', { order: 'lowest', page: 2 })).toBe('/tools/a-tool?sort=lowest&page=2#reviews');
  expect(reviewQueueAddress({ status: 'PENDING', query: '', page: 1, sort: waiting })).toBe('/admin/reviews');
  const queue = { status: 'REJECTED', query: 'a & b', page: 4, sort: { column: 'rating', direction: 'desc' } } as const;
  const url = new URL(reviewQueueAddress(queue), 'https://lotline.test');
  expect(parseReviewQueue(url.searchParams)).toEqual(queue);
});
