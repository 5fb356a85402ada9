import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areRollingWindows, countDays, findPeriodBefore, findYearBefore, moveMonths, writePeriod } from './periods.ts';

test.each([
  ['2024-06-30', 'MONTHLY', '2023-06-30', '2024-05-31'],
  ['2024-02-29', 'MONTHLY', '2023-02-28', '2024-01-31'],
  ['2025-02-28', 'MONTHLY', '2024-02-29', '2025-01-31'],
  ['2024-03-31', 'MONTHLY', '2023-03-31', '2024-02-29'],
  ['2024-06-30', 'QUARTERLY', '2023-06-30', '2024-03-31'],
  ['2024-12-31', 'QUARTERLY', '2023-12-31', '2024-09-30'],
  ['2024-12-31', 'YEARLY', '2023-12-31', '2023-12-31'],
  ['2024-06-29', 'WEEKLY', '2023-07-01', '2024-06-22'],
  ['2024-03-02', 'WEEKLY', '2023-03-04', '2024-02-24'],
  ['2024-03-01', 'DAILY', '2023-03-01', '2024-02-29'],
  ['2024-06-15', 'MONTHLY', '2023-06-15', '2024-05-15'],
] as const)('before the %s %s period lie %s and %s', (date, periodType, yearBefore, periodBefore) => {
  expect(findYearBefore(date, periodType)).toBe(yearBefore);
  expect(findPeriodBefore(date, periodType)).toBe(periodBefore);
});

test.each([
  ['2024-06-30', 'MONTHLY', 30],
  ['2024-02-29', 'MONTHLY', 29],
  ['2024-06-30', 'QUARTERLY', 91],
  ['2023-03-31', 'QUARTERLY', 90],
  ['2024-12-31', 'YEARLY', 366],
  ['2024-06-29', 'WEEKLY', 7],
  ['2024-06-29', 'DAILY', 1],
] as const)('the %s %s period has %i days', (date, periodType, days) => {
  expect(countDays(date, periodType)).toBe(days);
});

test('weeks a year apart end on the same weekday, months a year apart in the same month', () => {
  const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (day) => {
      const date = day.toISOString().slice(0, 10);
      expect(new Date(findYearBefore(date, 'WEEKLY')).getUTCDay()).toBe(day.getUTCDay());
      expect(findYearBefore(date, 'MONTHLY').slice(5, 7)).toBe(date.slice(5, 7));
      expect(Number(findYearBefore(date, 'MONTHLY').slice(0, 4))).toBe(Number(date.slice(0, 4)) - 1);
    }),
  );
});

test('from month end to month end and back again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: -240, max: 240 }), (month, moved) => {
      const end = moveMonths('2000-01-31', month);
      expect(moveMonths(moveMonths(end, moved), -moved)).toBe(end);
    }),
  );
});

test('quarters whose ends are a month apart are rolling windows', () => {
  expect(areRollingWindows(['2024-03-31', '2024-06-30', '2024-09-30'], 'QUARTERLY')).toBe(false);
  expect(areRollingWindows(['2024-03-31', '2024-06-30', '2024-07-31'], 'QUARTERLY')).toBe(true);
  expect(areRollingWindows(['2024-01-01', '2024-03-20', '2024-06-08'], 'QUARTERLY')).toBe(true);
  expect(areRollingWindows(['2024-01-01', '2024-03-21'], 'QUARTERLY')).toBe(false);
  expect(areRollingWindows(['2024-03-31', '2024-04-30'], 'MONTHLY')).toBe(false);
  expect(areRollingWindows([], 'QUARTERLY')).toBe(false);
});

test('periods are named by what they are', () => {
  expect(writePeriod('2024-06-30', 'MONTHLY')).toBe('Jun 2024');
  expect(writePeriod('2024-06-29', 'WEEKLY')).toBe('Week to Jun 29, 2024');
  expect(writePeriod('2024-06-30', 'QUARTERLY')).toBe('Q2 2024');
  expect(writePeriod('2024-07-31', 'QUARTERLY', true)).toBe('3 months to Jul 2024');
  expect(writePeriod('2024-12-31', 'YEARLY')).toBe('2024');
  expect(writePeriod('2024-06-29', 'DAILY')).toBe('Jun 29, 2024');
});
