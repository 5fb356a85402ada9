import { expect, test } from 'vitest';
import { findMileageRate, mileageAmount } from './mileage-rates.ts';

const amountOf = (date: string, miles: number) => mileageAmount(miles * 10, findMileageRate(date)?.rate ?? 0);

test('1,000 miles cost the rate of their day', () => {
  const days = ['2020-06-01', '2021-01-01', '2022-06-30', '2022-07-01', '2023-12-31', '2024-02-29', '2025-01-01'];
  expect(days.map((day) => amountOf(day, 1000))).toEqual([57_500, 56_000, 58_500, 62_500, 65_500, 67_000, 70_000]);
  expect(amountOf('2026-06-30', 1000)).toBe(72_500);
  expect(amountOf('2026-07-01', 1000)).toBe(76_000);
});

test('a tenth of a mile is rounded to the cent', () => {
  expect(amountOf('2026-01-01', 0.1)).toBe(7);
  expect(amountOf('2026-01-01', 0.2)).toBe(15);
});

test('a year whose rate is not known here has the latest one, and says so', () => {
  expect(findMileageRate('2027-01-01')).toMatchObject({ rate: 760, isProvisional: true });
  expect(findMileageRate('2026-07-01')).toMatchObject({ isProvisional: false });
  expect(findMileageRate('2019-12-31')).toBeNull();
});
