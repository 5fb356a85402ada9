import { expect, test } from 'vitest';
import { describeFirstCharge, describeNextCharge } from './next-charge.ts';

const monthly = { price: 20_000, currency: 'USD', priceModel: 'MONTHLY' } as const;

test('what is owned says the day and the amount, or why there is none', () => {
  const charge = { price: 18_000, chargedAt: '2026-12-28 10:00:00+00', endsAt: '2026-12-28 10:00:00+00' };
  expect(describeNextCharge(charge, 'USD')).toBe('$180.00 on Dec 28, 2026');
  expect(describeNextCharge({ ...charge, chargedAt: null }, 'USD')).toBe('None, it ends Dec 28, 2026');
  expect(describeNextCharge({ ...charge, chargedAt: null, endsAt: null }, 'USD')).toBe('None');
});

test.each([
  ['2026-11-30', 'MONTHLY', '$200.00 on Dec 30, 2026'],
  ['2026-01-31', 'MONTHLY', '$200.00 on Feb 28, 2026'],
  ['2026-12-31', 'USAGE_BASED', '$200.00 on Jan 31, 2027'],
  ['2028-02-29', 'ANNUAL', '$200.00 on Feb 28, 2029'],
  [undefined, 'MONTHLY', '$200.00 after a month'],
  [undefined, 'ANNUAL', '$200.00 after a year'],
  ['2026-11-30', 'ONE_TIME', 'None, it is paid once'],
] as const)('bought on %s and paid %s, it says %s', (day, priceModel, words) => {
  expect(describeFirstCharge({ ...monthly, priceModel }, day)).toBe(words);
});
