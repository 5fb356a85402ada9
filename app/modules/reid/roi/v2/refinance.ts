import { sumOf } from './exact.ts';
import type { RefinanceInputs } from './inputs.ts';
import { levelPayment, listPayments } from './loan.ts';

/** A loan from now on, in cents. */
export interface LoanLeft {
  readonly payment: number;
  readonly months: number;
  readonly interest: number;
}

/** The results of replacing a loan, in cents. */
export interface RefinanceResults {
  readonly strategy: 'REFINANCE';
  readonly present: LoanLeft;
  readonly replaced: LoanLeft;
  /** Of a month; nothing or less where the new payment is not smaller. */
  readonly saving: number;
  /** Months until the saving has paid for the costs; null: never. */
  readonly monthsToRecover: number | null;
  /** Interest of the present loan less interest of the new one and its costs. */
  readonly savedInAll: number;
}

/** A loan that is replaced by another one. */
export function calculateRefinance(inputs: RefinanceInputs): RefinanceResults {
  const { balance, refinanceCosts } = inputs;
  const present = payOff(balance, inputs.presentRate, inputs.paymentsLeft);
  const replaced = payOff(balance, inputs.rate, inputs.termYears * 12);
  const saving = present.payment - replaced.payment;
  return {
    strategy: 'REFINANCE',
    present,
    replaced,
    saving,
    monthsToRecover: saving > 0 ? Math.ceil(refinanceCosts / saving) : null,
    savedInAll: present.interest - replaced.interest - refinanceCosts,
  };
}

function payOff(amount: number, rate: number, months: number): LoanLeft {
  const payments = listPayments({ amount, rate, months, insuranceRate: 0, homeValue: amount });
  return {
    payment: levelPayment(amount, rate, months),
    months: payments.length,
    interest: sumOf(payments.map(({ interest }) => interest)),
  };
}
