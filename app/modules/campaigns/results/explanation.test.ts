import { expect, test } from 'vitest';
import { writeAnswer } from './explanation.ts';
import type { Explanation } from './queries.server.ts';

const nobody: Explanation = {
  answer: 'NO_CONTACT',
  happenedAt: null,
  reason: null,
  attempts: 0,
  sendAfter: null,
  variant: null,
  isErased: false,
  openedAt: null,
  clickedAt: null,
  unsubscribedAt: null,
  lists: [],
  consentSource: null,
  consentAt: null,
  suppressions: [],
};
const noon = '2026-11-30T12:00:00Z';
const since = [{ reason: 'UNSUBSCRIBED', since: '2026-10-01T08:00:00Z' }];
const answer = (given: Partial<Explanation>) => writeAnswer({ ...nobody, ...given }).answer;

test.each([
  [{ answer: 'QUEUED' }, /turn: nothing was sent/],
  [{ answer: 'QUEUED', sendAfter: noon }, /its time, Nov 30, 2026, 12:00 PM UTC/],
  [{ answer: 'QUEUED', attempts: 2, sendAfter: noon, reason: '421 Slow down' }, /another try.*“421 Slow down”/],
  [{ answer: 'QUEUED', variant: 'B' }, /subject B/],
  [{ answer: 'SENDING', happenedAt: noon }, /on its way.*Nov 30/],
  [{ answer: 'SENT', happenedAt: noon }, /sent on Nov 30, 2026, 12:00 PM UTC/],
  [{ answer: 'DELIVERED', happenedAt: noon }, /delivered on Nov 30/],
  [{ answer: 'BOUNCED', happenedAt: noon, reason: '550 5.1.1 No such user' }, /came back.*“550 5.1.1 No such user”/],
  [{ answer: 'COMPLAINED', happenedAt: noon }, /complained/],
  [{ answer: 'FAILED', attempts: 10, reason: '554 No' }, /refused after 10 tries.*“554 No”/],
  [{ answer: 'UNKNOWN', happenedAt: noon }, /Nobody knows.*not sent again/],
  [{ answer: 'SUPPRESSED', suppressions: since }, /suppressed: they unsubscribed on Oct 1, 2026/],
  [{ answer: 'SUPPRESSED' }, /not any more/],
  [{ answer: 'NO_CONSENT' }, /agreed/],
  [{ answer: 'CONSENT_EXPIRED', happenedAt: noon }, /ended on Nov 30/],
  [{ answer: 'ERASED', isErased: true }, /erased/],
  [{ answer: 'CANCELLED', happenedAt: noon }, /cancelled on Nov 30/],
  [{ answer: 'NOT_STARTED' }, /not sent/],
  [{ answer: 'NO_CONTACT' }, /no contact/],
  [{ answer: 'OTHER_ADDRESS', reason: 'old@example.org' }, /old@example.org/],
  [{ answer: 'EXCLUDED', reason: 'Buyers' }, /“Buyers”, which was left out/],
  [{ answer: 'LEFT', reason: 'News', happenedAt: noon }, /left the list “News” on Nov 30/],
  [{ answer: 'ADDED_LATER', happenedAt: noon }, /after the email began/],
  [{ answer: 'NOT_QUEUED_YET' }, /still being queued/],
  [{ answer: 'NOT_IN_AUDIENCE' }, /none of its lists/],
  [{ answer: 'SOMETHING_NEW' }, /something new/],
] satisfies [Partial<Explanation>, RegExp][])('%j is said in words', (given, words) => {
  expect(answer(given)).toMatch(words);
});

test('whoever got it is told by which list, with which consent, and what they did', () => {
  const { details } = writeAnswer({
    ...nobody,
    answer: 'DELIVERED',
    happenedAt: noon,
    variant: 'A',
    openedAt: noon,
    clickedAt: noon,
    lists: ['Buyers', 'News'],
    consentSource: 'Sign-up form',
    consentAt: '2026-01-02T00:00:00Z',
    suppressions: since,
  });
  expect(details).toEqual([
    'Their address is suppressed now: they unsubscribed on Oct 1, 2026.',
    'They got subject A.',
    'They opened it, as far as known, on Nov 30, 2026, 12:00 PM UTC.',
    'They clicked in it, as far as known, on Nov 30, 2026, 12:00 PM UTC.',
    'Of its lists they are on “Buyers” and “News”.',
    'They agreed to email on Jan 2, 2026: Sign-up form.',
  ]);
});

test('of an erased person the answer stays', () => {
  const { answer, details } = writeAnswer({ ...nobody, answer: 'SENT', happenedAt: noon, isErased: true });
  expect(answer).toMatch(/sent on Nov 30/);
  expect(details.join()).toMatch(/erased since/);
});
