import { expect, test } from 'vitest';
import { planPostRetry } from './retries.ts';

const start = new Date('2026-03-05T15:00:00Z');

/** Tries until it is given up, each at the moment that was planned. Returns their minutes after the first. */
function listTries(kind: 'BLUESKY' | 'MASTODON' | 'WEBHOOK', mayBeOut: boolean): number[] {
  const tries = [0];
  let now: Date | undefined = start;
  for (let attempt = 1; now; attempt += 1) {
    now = planPostRetry({ kind, attempt, mayBeOutSince: mayBeOut ? start : undefined }, now);
    if (now) tries.push((now.getTime() - start.getTime()) / 60_000);
  }
  return tries;
}

test('a post that may be out is tried again on Mastodon only while its key is known', () => {
  expect(listTries('MASTODON', true)).toEqual([0, 1, 3, 7, 15, 30, 45]);
});

test.each([
  ['MASTODON', false],
  ['BLUESKY', true],
  ['WEBHOOK', true],
] as const)('%s is tried ten times where that makes no second post (may be out: %s)', (kind, mayBeOut) => {
  expect(listTries(kind, mayBeOut)).toEqual([0, 1, 3, 7, 15, 30, 45, 105, 285, 645]);
});
