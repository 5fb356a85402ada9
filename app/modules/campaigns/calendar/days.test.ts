import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  daysOfView,
  listMonthWeeks,
  listWeek,
  stepDay,
  type View,
  widestDays,
  writeClock,
  writePlannedTime,
} from './days.ts';

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const view = fc.constantFrom<View>('month', 'week', 'list');
const weekStart = fc.constantFrom(0, 1);

test.each([
  ['2026-03-31', 1, '2026-04-01'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
])('%s and %i days is %s', (from, days, to) => {
  expect(addDays(from, days)).toBe(to);
});

test('the month after January 31 is February', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-01');
  expect(addMonths('2026-01-31', -1)).toBe('2025-12-01');
});

test('March 2026 begins on a Sunday, and its weeks are five or six by where they start', () => {
  expect(listMonthWeeks('2026-03-15', 0).map(([first]) => first)).toEqual([
    '2026-03-01',
    '2026-03-08',
    '2026-03-15',
    '2026-03-22',
    '2026-03-29',
  ]);
  expect(listMonthWeeks('2026-03-15', 1).map(([first]) => first)).toEqual([
    '2026-02-23',
    '2026-03-02',
    '2026-03-09',
    '2026-03-16',
    '2026-03-23',
    '2026-03-30',
  ]);
});

test('a week is seven days, begins where it is told, and holds its day', () => {
  fc.assert(
    fc.property(day, weekStart, (one, start) => {
      const week = listWeek(one, start);
      expect(week).toContain(one);
      expect(new Set(week).size).toBe(7);
      expect(new Date(`${week[0]}T00:00:00Z`).getUTCDay()).toBe(start);
    }),
  );
});

test('the weeks of a month are the days of its view, without a gap', () => {
  fc.assert(
    fc.property(day, weekStart, (one, start) => {
      const days = listMonthWeeks(one, start).flat();
      const { from, to } = daysOfView('month', one, start);
      expect([days[0], days.at(-1)]).toEqual([from, to]);
      expect(days).toEqual(days.map((_, index) => addDays(from, index)));
      expect(days).toContain(one);
    }),
  );
});

test('what is asked for holds what is shown, whatever day weeks begin on and it is where people are', () => {
  fc.assert(
    fc.property(day, view, weekStart, fc.constantFrom(-1, 0, 1), (one, which, start, away) => {
      const asked = widestDays(which, one, true);
      const shown = daysOfView(which, addDays(one, away), start);
      expect(asked.from <= shown.from && asked.to >= shown.to).toBe(true);
    }),
  );
});

test('a step on and one back lead to the same days', () => {
  fc.assert(
    fc.property(day, view, weekStart, (one, which, start) => {
      const back = stepDay(which, stepDay(which, one, 1), -1);
      expect(daysOfView(which, back, start)).toEqual(daysOfView(which, one, start));
    }),
  );
});

test.each([
  ['00:05', '12:05 AM'],
  ['09:00', '9:00 AM'],
  ['12:00', '12:00 PM'],
  ['23:59', '11:59 PM'],
])('%s is %s', (time, written) => {
  expect(writeClock(time)).toBe(written);
});

test('a planned time names its zone', () => {
  expect(writePlannedTime('2026-03-05T09:00', 'America/Chicago')).toBe('Mar 5, 2026, 9:00 AM (America/Chicago)');
});
