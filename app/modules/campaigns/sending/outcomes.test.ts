import { expect, test } from 'vitest';
import { MailError } from '~/services/mail-transport.server.ts';
import { findStatusCode, toOutcome, writeReason } from './outcomes.ts';

test.each([
  ['550 5.1.1 <ada@example.com>: no such user', '5.1.1'],
  ["Can't send mail - all recipients were rejected: 550-5.1.10 not here", '5.1.10'],
  ['452 4.2.2 The mailbox is full.', '4.2.2'],
  ['5.7.1.', '5.7.1'],
  ['550 blocked by 5.1.1.20', null],
  ['550 15.1.1', null],
  ['550 no such user', null],
  ['3.1.1', null],
])('the code in %j is %s', (reason, code) => {
  expect(findStatusCode(reason)).toBe(code);
});

test.each([
  [new MailError('550 5.1.1 no', 'permanent', 550), { outcome: 'REFUSED', code: '5.1.1', pauses: null }],
  [new MailError('421 4.7.0 slower', 'temporary', 421), { outcome: 'NOT_TAKEN', code: '4.7.0', pauses: 'GROUP' }],
  [new MailError('451 try later', 'temporary', 451), { outcome: 'NOT_TAKEN', code: null, pauses: 'GROUP' }],
  [new MailError('432 later', 'temporary', 432), { outcome: 'NOT_TAKEN', pauses: null }],
  [new MailError('reset', 'temporary'), { outcome: 'NOT_TAKEN', pauses: null }],
  [new MailError('reset', 'unknown'), { outcome: 'UNKNOWN', pauses: null }],
  [new TypeError('ours'), { outcome: 'REFUSED', reason: 'ours' }],
])('%s is %o', (error, outcome) => {
  expect(toOutcome(error)).toMatchObject(outcome);
});

test('a reason is one line of limited length', () => {
  const { reason } = toOutcome(new MailError(`550 a\r\nb${'c'.repeat(2_000)}`, 'permanent', 550));
  expect(reason).toHaveLength(500);
  expect(reason).toMatch(/^550 a bc/);
});

test('a reason is text that Postgres takes, also where its end cuts a character in two', () => {
  expect(writeReason('\u0000550\ud83d no')).toBe(' 550  no');
  expect(writeReason(`${'a'.repeat(499)}😀`)).toBe(`${'a'.repeat(499)} `);
  expect(writeReason('')).toBeNull();
});
