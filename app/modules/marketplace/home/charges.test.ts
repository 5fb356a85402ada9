import { expect, test } from 'vitest';
import { sumCharges } from './charges.ts';

const monthly = { priceModel: 'MONTHLY', goesOn: true, price: 20_000, unitPrice: null } as const;
const yearly = { ...monthly, priceModel: 'ANNUAL', price: 8_000 } as const;
const byUse = { ...monthly, priceModel: 'USAGE_BASED', price: 5_000, unitPrice: 25 } as const;

test('a month costs what is paid by the month and by use, a year what is paid by the year', () => {
  expect(sumCharges([monthly, yearly, byUse, yearly])).toEqual({ monthly: 25_000, yearly: 16_000, isByUse: true });
});

test('what ends costs nothing more', () => {
  expect(sumCharges([{ ...monthly, goesOn: false }, { ...byUse, goesOn: false }, yearly])).toEqual({
    monthly: 0,
    yearly: 8_000,
    isByUse: false,
  });
});

test('without purchases nothing is paid', () => {
  expect(sumCharges([])).toEqual({ monthly: 0, yearly: 0, isByUse: false });
});
