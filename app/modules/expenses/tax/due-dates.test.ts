import { expect, test } from 'vitest';
import { dueDate, quarterPeriod, quarters } from './due-dates.ts';

const dueDates = (year: number) => quarters.map((quarter) => dueDate(year, quarter));

test('the days are the published ones', () => {
  expect(dueDates(2024)).toEqual(['2024-04-15', '2024-06-17', '2024-09-16', '2025-01-15']);
  expect(dueDates(2025)).toEqual(['2025-04-15', '2025-06-16', '2025-09-15', '2026-01-15']);
  expect(dueDates(2026)).toEqual(['2026-04-15', '2026-06-15', '2026-09-15', '2027-01-15']);
  expect(dueDates(2027)).toEqual(['2027-04-15', '2027-06-15', '2027-09-15', '2028-01-18']);
});

test('Emancipation Day moves the first one, on its day and when it is observed on another', () => {
  expect(dueDates(2022)[0]).toBe('2022-04-18');
  expect(dueDates(2023)[0]).toBe('2023-04-18');
});

test('the periods follow one another without a gap', () => {
  expect(quarters.map((quarter) => quarterPeriod(2024, quarter))).toEqual([
    { start: '2024-01-01', end: '2024-03-31' },
    { start: '2024-04-01', end: '2024-05-31' },
    { start: '2024-06-01', end: '2024-08-31' },
    { start: '2024-09-01', end: '2024-12-31' },
  ]);
});
