import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumOf } from './exact.ts';
import { levelPayment, listPayments, monthlyInterest, sumLoanYears } from './loan.ts';

const dollars = (amount: number) => Math.round(amount * 100);
const loanOf = (amount: number, rate: number, months: number) => ({
  amount,
  rate,
  months,
  insuranceRate: 0,
  homeValue: amount,
});

test('level payments are those of published tables', () => {
  // In hundredths of a cent, as the tables give them.
  expect(levelPayment(200_000_0000, 75_000, 180)).toBe(1_854_0247);
  expect(levelPayment(dollars(162_000), 38_750, 360)).toBe(dollars(761.78));
  expect(levelPayment(dollars(225_000), 65_000, 360)).toBe(dollars(1_422.15));
});

test('a loan without interest is paid back by equal parts', () => {
  expect(levelPayment(dollars(15_000), 0, 60)).toBe(dollars(250));
});

test('the first payment of a loan is interest on all of it, and principal', () => {
  // In thousandths of a cent: 1,005.77827 less 937.50.
  const amount = 125_000_00000;
  const interest = monthlyInterest(amount, 90_000);
  expect(interest).toBe(937_50000);
  expect(levelPayment(amount, 90_000, 360) - interest).toBe(68_27827);
});

test('a schedule rounds each month to the cent and settles with the last payment', () => {
  const payments = listPayments(loanOf(dollars(125_000), 90_000, 360));
  const [first] = payments;
  const last = payments.at(-1);
  expect(levelPayment(dollars(125_000), 90_000, 360)).toBe(dollars(1_005.78));
  expect(first).toMatchObject({ interest: dollars(937.5), principal: dollars(68.28) });
  expect(sumOf(payments.map(({ interest }) => interest))).toBe(dollars(237_077.6));
  expect((last?.interest ?? 0) + (last?.principal ?? 0)).toBe(dollars(1_002.58));
  expect(last?.balance).toBe(0);
});

test('what is owed after five years is the balance of the sixtieth month', () => {
  const payments = listPayments(loanOf(dollars(225_000), 65_000, 360));
  expect(payments[59]?.balance).toBe(dollars(210_624.95));
  expect(sumLoanYears(payments)[4]?.balance).toBe(dollars(210_624.95));
});

test('the principal of a schedule sums to the loan, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000_000_000 }),
      fc.integer({ min: 0, max: 250_000 }),
      fc.integer({ min: 1, max: 480 }),
      (amount, rate, months) => {
        const payments = listPayments(loanOf(amount, rate, months));
        expect(sumOf(payments.map(({ principal }) => principal))).toBe(amount);
        expect(payments.at(-1)?.balance).toBe(0);
        expect(payments.length).toBeLessThanOrEqual(months);
        for (const [index, { principal, balance }] of payments.entries()) {
          expect(balance).toBe((payments[index - 1]?.balance ?? amount) - principal);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('the years of a schedule hold all its months', () => {
  const payments = listPayments(loanOf(dollars(99_999.99), 71_250, 187));
  const years = sumLoanYears(payments);
  expect(years).toHaveLength(16);
  expect(sumOf(years.map(({ principal }) => principal))).toBe(dollars(99_999.99));
  expect(sumOf(years.map(({ interest }) => interest))).toBe(sumOf(payments.map(({ interest }) => interest)));
});

test('mortgage insurance ends with the month that finds 78 % of the home value owed', () => {
  const homeValue = dollars(300_000);
  const loan = { ...loanOf(dollars(270_000), 65_000, 360), insuranceRate: 6_000, homeValue };
  const payments = listPayments(loan);
  const insured = payments.filter(({ insurance }) => insurance > 0);
  const owedAt78 = homeValue * 0.78;
  // 0.6 % of 270,000, by months.
  expect(insured[0]?.insurance).toBe(dollars(135));
  expect(insured.every(({ month }) => (payments[month - 2]?.balance ?? loan.amount) > owedAt78)).toBe(true);
  expect(payments[insured.length - 1]?.balance).toBeLessThanOrEqual(owedAt78);
});

test('a loan of nothing has no payments', () => {
  expect(listPayments(loanOf(0, 65_000, 360))).toEqual([]);
});
