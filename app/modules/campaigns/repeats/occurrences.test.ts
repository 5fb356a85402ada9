import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listTimeZones, writeLocalTime } from '~/services/zoned-times.server.ts';
import { findOccurrence, listOccurrences } from './occurrences.ts';
import type { RepeatRule } from './rule.ts';

const weekly = (timeZone: string, values: Partial<RepeatRule> = {}): RepeatRule => ({
  frequency: 'WEEKLY',
  every: 1,
  startsOn: '2026-01-04',
  endsOn: null,
  localTime: '09:00',
  timeZone,
  ...values,
});
const days = (rule: RepeatRule, after: string, count: number) =>
  listOccurrences(rule, new Date(after), count).map(({ on }) => on);

test('nine in Berlin stays nine when summer time begins', () => {
  const found = listOccurrences(weekly('Europe/Berlin'), new Date('2026-03-16T00:00:00Z'), 2);
  expect(found.map(({ on, at }) => [on, at.toISOString()])).toEqual([
    ['2026-03-22', '2026-03-22T08:00:00.000Z'],
    ['2026-03-29', '2026-03-29T07:00:00.000Z'],
  ]);
});

test('a time that Chicago skips comes an hour later on that day, and as planned the next', () => {
  const rule = weekly('America/Chicago', { frequency: 'DAILY', localTime: '02:30', startsOn: '2026-03-07' });
  const found = listOccurrences(rule, new Date('2026-03-07T12:00:00Z'), 2);
  expect(found.map(({ at }) => at.toISOString())).toEqual(['2026-03-08T08:30:00.000Z', '2026-03-09T07:30:00.000Z']);
});

// Zones of today, whose rules Intl knows some years ahead.
test('weekly at nine for five years: in every zone, each of them shows nine', { timeout: 60_000 }, () => {
  const wrong: string[] = [];
  for (const timeZone of listTimeZones()) {
    const rule = weekly(timeZone);
    const found = listOccurrences(rule, new Date('2026-01-01T00:00:00Z'), 261);
    for (const { on, at } of found) if (writeLocalTime(at, timeZone) !== `${on}T09:00`) wrong.push(`${timeZone} ${on}`);
    if (found.length !== 261 || found.at(-1)?.on !== '2030-12-29') wrong.push(`${timeZone} ends early`);
  }
  expect(wrong).toEqual([]);
});

test('the 31st is the last day of a shorter month, and the 31st again after it', () => {
  const rule = weekly('UTC', { frequency: 'MONTHLY', startsOn: '2026-01-31' });
  expect(days(rule, '2026-01-01T00:00:00Z', 5)).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
  ]);
  expect(days({ ...rule, every: 5 }, '2026-02-01T00:00:00Z', 3)).toEqual(['2026-06-30', '2026-11-30', '2027-04-30']);
});

test('every second week is counted from the first day, not from the last time', () => {
  const rule = weekly('UTC', { every: 2 });
  expect(days(rule, '2026-02-10T00:00:00Z', 2)).toEqual(['2026-02-15', '2026-03-01']);
});

test('the last day may be one of them, and nothing comes behind it', () => {
  const rule = weekly('UTC', { frequency: 'DAILY', startsOn: '2026-01-01', endsOn: '2026-01-03' });
  expect(days(rule, '2025-12-01T00:00:00Z', 9)).toEqual(['2026-01-01', '2026-01-02', '2026-01-03']);
  expect(findOccurrence(rule, { on: '2026-01-03', at: new Date('2025-01-01') })).toBeUndefined();
});

test('days that passed are left out', () => {
  const rule = weekly('UTC', { frequency: 'DAILY', startsOn: '2026-01-01' });
  const next = findOccurrence(rule, { on: '2026-01-05', at: new Date('2026-03-09T09:00:00Z') });
  expect(next?.on).toBe('2026-03-10');
});

test('whatever the rule, the next time is later than asked, on one of its days, and no earlier one was left out', () => {
  const rules = fc.record({
    frequency: fc.constantFrom('DAILY' as const, 'WEEKLY' as const, 'MONTHLY' as const),
    every: fc.integer({ min: 1, max: 30 }),
    startsOn: fc.constantFrom('2026-01-31', '2026-02-28', '2028-02-29', '2026-10-25', '2026-12-31'),
    endsOn: fc.constant(null),
    localTime: fc.constantFrom('00:00', '01:30', '02:15', '09:00', '23:59'),
    timeZone: fc.constantFrom(
      'America/Chicago',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
      'Australia/Lord_Howe',
      'UTC',
    ),
  });
  const after = fc.date({ min: new Date('2025-06-01'), max: new Date('2035-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(rules, after, (rule, at) => {
      const next = findOccurrence(rule, { on: null, at });
      const all = listOccurrences(rule, new Date('2025-01-01'), 400).filter((one) => one.at > at);
      return next !== undefined && next.at > at && (all[0] === undefined || all[0].on === next.on);
    }),
    { numRuns: 60 },
  );
});

test('however long a repeat has gone on, a few steps find its next time', () => {
  // Walking there would take three million steps, and more time than a test has.
  const rule = weekly('America/Chicago', { frequency: 'DAILY', startsOn: '1900-01-01' });
  expect(findOccurrence(rule, { on: null, at: new Date('9000-01-01T00:00:00Z') })?.on).toBe('9000-01-01');
});
