import { takeRate } from './exact.ts';
import type { BrrrrInputs } from './inputs.ts';
import { type CashIn, type Holding, holdProperty, loanOf, sumCashIn } from './rental.ts';

/** The results of a property that is bought, repaired, let and refinanced, in cents. */
export interface BrrrrResults {
  readonly strategy: 'BRRRR';
  readonly cashIn: CashIn;
  /** Owed on the loan of the purchase when the new one pays it off. */
  readonly payoff: number;
  readonly newLoan: number;
  /** The new loan less payoff and costs. */
  readonly cashOut: number;
  /** Nothing or less: all cash is out, and so much more. */
  readonly cashLeft: number;
  readonly holding: Holding;
}

/**
 * Cash that stays in a property after its refinancing, in cents.
 * @param cashIn  until then
 */
export function leaveIn(cashIn: number, newLoan: number, payoff: number, costs: number): number {
  return cashIn - (newLoan - payoff - costs);
}

/** A property that is bought, repaired, let and refinanced. Its first year is the first one with the new loan. */
export function calculateBrrrr(inputs: BrrrrInputs): BrrrrResults {
  const { price, repairedValue, refinanceCosts } = inputs;
  // A loan that pays for repairs, too, can be more than the price: less of one's own is in than the repairs cost.
  const payoff = inputs.bridgeLoan ?? price - takeRate(price, inputs.downRate);
  const cashIn = sumCashIn(inputs, price - payoff);
  const newLoan = takeRate(repairedValue, inputs.refinanceRate);
  const cashLeft = leaveIn(cashIn.total, newLoan, payoff, refinanceCosts);
  return {
    strategy: 'BRRRR',
    cashIn,
    payoff,
    newLoan,
    cashOut: newLoan - payoff - refinanceCosts,
    cashLeft,
    holding: holdProperty(inputs, loanOf(inputs, newLoan, repairedValue), cashLeft),
  };
}
