import { percentOf, takeRate } from './exact.ts';
import type { FlipInputs } from './inputs.ts';
import { monthlyInterest } from './loan.ts';
import { type CashIn, sumCashIn } from './rental.ts';

/** The results of a property that is bought, repaired and sold: cents, and percentages with eight decimals. */
export interface FlipResults {
  readonly strategy: 'FLIP';
  /** Of the price only. */
  readonly loan: number;
  /** Of a month; nothing is paid back before the sale. */
  readonly interest: number;
  /** Of all months: interest and holding costs. */
  readonly carrying: number;
  readonly selling: number;
  readonly purchase: CashIn;
  /** All cash until the sale. */
  readonly cashIn: number;
  readonly profit: number;
  /** Null where no cash goes in. */
  readonly returnOnCash: number | null;
  readonly yearlyReturn: number | null;
  /** The most to pay by the 70 % rule. */
  readonly highestPrice: number;
}

/** Share of the value after the repairs that price and repairs together should not pass, in millionths. */
const ruleOf70 = 700_000;

/** A property that is bought, repaired and sold. */
export function calculateFlip(inputs: FlipInputs): FlipResults {
  const { price, repairedValue, rehab, months } = inputs;
  const purchase = sumCashIn(inputs, takeRate(price, inputs.downRate));
  const loan = price - purchase.down;
  const interest = monthlyInterest(loan, inputs.rate);
  const carrying = months * (inputs.holding + interest);
  const selling = takeRate(repairedValue, inputs.sellingRate);
  const profit = repairedValue - selling - price - purchase.closing - rehab - purchase.points - carrying;
  const cashIn = purchase.total + carrying;
  return {
    strategy: 'FLIP',
    loan,
    interest,
    carrying,
    selling,
    purchase,
    cashIn,
    profit,
    returnOnCash: percentOf(profit, cashIn),
    yearlyReturn: percentOf(profit * 12, cashIn * months),
    highestPrice: takeRate(repairedValue, ruleOf70) - rehab,
  };
}
