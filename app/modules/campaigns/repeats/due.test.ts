import { expect, test } from 'vitest';
import { planRepeat } from './due.server.ts';

const daily = {
  frequency: 'DAILY' as const,
  every: 1,
  startsOn: '2026-03-01',
  endsOn: null,
  localTime: '09:00',
  timeZone: 'UTC',
};
const plan = (nextOn: string, now: string, values: { endsOn?: string } = {}) => {
  const { made, next } = planRepeat({ ...daily, ...values, nextOn }, new Date(now));
  return [made?.on, next?.on];
};

test('a time that has just come is made, and the next day follows', () => {
  expect(plan('2026-03-04', '2026-03-04T09:00:20Z')).toEqual(['2026-03-04', '2026-03-05']);
});

test('what was missed is not made up, and the repeat goes on with what is still to come', () => {
  expect(plan('2026-03-04', '2026-03-07T12:00:00Z')).toEqual([undefined, '2026-03-08']);
});

test('after a pause, a time of the last hour is the next one', () => {
  expect(plan('2026-03-04', '2026-03-07T09:30:00Z')).toEqual([undefined, '2026-03-07']);
  expect(plan('2026-03-07', '2026-03-07T09:30:00Z')).toEqual(['2026-03-07', '2026-03-08']);
});

test('after the last time none follows', () => {
  expect(plan('2026-03-04', '2026-03-04T09:05:00Z', { endsOn: '2026-03-04' })).toEqual(['2026-03-04', undefined]);
});

test('a time that its zone has moved on since waits for it', () => {
  expect(plan('2026-03-04', '2026-03-04T08:00:00Z')).toEqual([undefined, '2026-03-04']);
});
