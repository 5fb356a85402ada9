import { expect, test } from 'vitest';
import { describeRepeat } from './words.ts';

const rule = {
  frequency: 'WEEKLY' as const,
  every: 1,
  startsOn: '2026-01-05',
  endsOn: null,
  localTime: '09:00',
  timeZone: 'America/Chicago',
};

test('a repeat is told with its day, its clock and its zone', () => {
  expect(describeRepeat(rule)).toBe('Every week on Monday at 9:00 AM (America/Chicago), from Jan 5, 2026.');
});

test('several days, and an end', () => {
  expect(describeRepeat({ ...rule, frequency: 'DAILY', every: 3, endsOn: '2026-02-28' })).toBe(
    'Every 3 days at 9:00 AM (America/Chicago), from Jan 5, 2026 until Feb 28, 2026.',
  );
});

test('a day that some months lack is the last one there', () => {
  expect(describeRepeat({ ...rule, frequency: 'MONTHLY', startsOn: '2026-01-31' })).toContain(
    'Every month on day 31, or the last of a shorter month, at 9:00 AM',
  );
});
