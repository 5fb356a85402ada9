import { divideRounded, scale, sumOf, takeRate, whole } from './exact.ts';

/** A loan that is paid back by equal payments. Amounts are cents, rates millionths a year. */
export interface Loan {
  readonly amount: number;
  readonly rate: number;
  readonly months: number;
  /** Mortgage insurance a year, of the amount. */
  readonly insuranceRate: number;
  /** Value of the home when the loan is made: insurance ends at 78 % of it. */
  readonly homeValue: number;
}

/** A month of a loan, in cents. */
export interface Payment {
  /** From 1. */
  readonly month: number;
  readonly interest: number;
  readonly principal: number;
  /** Mortgage insurance, on top of interest and principal. */
  readonly insurance: number;
  /** What is owed afterwards. */
  readonly balance: number;
}

/** Sums of a year of a loan, in cents. */
export interface LoanYear {
  readonly interest: number;
  readonly principal: number;
  readonly insurance: number;
  readonly balance: number;
}

const monthsOfRate = 12n * BigInt(whole);

/**
 * The level payment on a loan: L·r ÷ (1 − (1 + r)^−n), and L ÷ n without interest.
 * @param amount  in any whole unit; the payment is rounded to the same
 * @param rate  millionths a year
 */
export function levelPayment(amount: number, rate: number, months: number): number {
  if (rate === 0) return divideRounded(BigInt(amount), BigInt(months));
  // Multiplied out in whole numbers, the payment is exact before its one rounding.
  const yearly = BigInt(rate);
  const grown = (monthsOfRate + yearly) ** BigInt(months);
  const base = monthsOfRate ** BigInt(months);
  return divideRounded(BigInt(amount) * yearly * grown, monthsOfRate * (grown - base));
}

/** Interest of one month. @param rate  millionths a year */
export function monthlyInterest(balance: number, rate: number): number {
  return scale(balance, rate, 12 * whole);
}

/** The share of the home's value at which mortgage insurance ends by law, in percent. */
const insuranceEndsAt = 78;

/**
 * The months of a loan. The last payment settles what is left, so the principal of all sums to the loan.
 * @param atMost  months that are listed; all by default
 */
export function listPayments(loan: Loan, atMost = loan.months): Payment[] {
  if (loan.amount <= 0) return [];
  const level = levelPayment(loan.amount, loan.rate, loan.months);
  const insuranceOfMonth = scale(takeRate(loan.amount, loan.insuranceRate), 1, 12);
  const payments: Payment[] = [];
  let balance = loan.amount;
  const last = Math.min(loan.months, atMost);
  for (let month = 1; month <= last && balance > 0; month++) {
    const interest = monthlyInterest(balance, loan.rate);
    const insurance = balance * 100 > loan.homeValue * insuranceEndsAt ? insuranceOfMonth : 0;
    const principal = month === loan.months ? balance : Math.min(level - interest, balance);
    balance -= principal;
    payments.push({ month, interest, principal, insurance, balance });
  }
  return payments;
}

/** A loan by years, from the first. There are none after the last payment. */
export function sumLoanYears(payments: readonly Payment[]): LoanYear[] {
  const years: LoanYear[] = [];
  for (let start = 0; start < payments.length; start += 12) {
    const months = payments.slice(start, start + 12);
    years.push({
      interest: sumOf(months.map(({ interest }) => interest)),
      principal: sumOf(months.map(({ principal }) => principal)),
      insurance: sumOf(months.map(({ insurance }) => insurance)),
      balance: months.at(-1)?.balance ?? 0,
    });
  }
  return years;
}

/** A year of a loan that is paid back. */
export const noLoanYear: LoanYear = { interest: 0, principal: 0, insurance: 0, balance: 0 };
