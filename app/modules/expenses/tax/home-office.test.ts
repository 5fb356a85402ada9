import { expect, test } from 'vitest';
import { homeOfficeAmount } from './home-office.ts';

test('the simplified home office is $5 a square foot, at most 300, by month', () => {
  expect(homeOfficeAmount({ method: 'SIMPLIFIED', squareFeet: 200, months: 12 })).toBe(100_000);
  expect(homeOfficeAmount({ method: 'SIMPLIFIED', squareFeet: 1000, months: 12 })).toBe(150_000);
  expect(homeOfficeAmount({ method: 'SIMPLIFIED', squareFeet: 125, months: 7 })).toBe(36_458);
});

test('the amount of Form 8829 is taken as typed', () => {
  expect(homeOfficeAmount({ method: 'FORM_8829', amount: 412_345 })).toBe(412_345);
  expect(homeOfficeAmount({ method: 'NONE' })).toBe(0);
});
