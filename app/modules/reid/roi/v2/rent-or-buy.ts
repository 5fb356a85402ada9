import { grow, scale, takeRate } from './exact.ts';
import type { RentOrBuyInputs } from './inputs.ts';
import { levelPayment, listPayments, monthlyInterest } from './loan.ts';
import { loanOf } from './rental.ts';

/** The end of a year of buying beside renting, in cents. */
export interface RentOrBuyYear {
  readonly year: number;
  /** Paid in the year: the loan, tax, insurance, dues and maintenance; or rent and what the renter pays besides. */
  readonly buyerPaid: number;
  readonly renterPaid: number;
  readonly value: number;
  readonly balance: number;
  readonly buyerInvested: number;
  /** Value less selling and balance, and what the buyer invested. */
  readonly buyer: number;
  /** What the renter invested. */
  readonly renter: number;
}

/** The results of buying a home beside renting one. Taxes of the buyer and of the renter are left out. */
export interface RentOrBuyResults {
  readonly strategy: 'RENT_OR_BUY';
  readonly loan: number;
  readonly payment: number;
  /** Down payment and closing: what the renter starts to invest with. */
  readonly start: number;
  readonly years: readonly RentOrBuyYear[];
  /** The first year at whose end the buyer is ahead; null: not within 30 years. */
  readonly aheadFrom: number | null;
}

const yearsLookedAt = 30;

/** Buying a home beside renting one: whoever pays less in a month invests the difference. */
export function calculateRentOrBuy(inputs: RentOrBuyInputs): RentOrBuyResults {
  const down = takeRate(inputs.price, inputs.downRate);
  const loan = loanOf(inputs, inputs.price - down, inputs.price);
  const start = down + takeRate(inputs.price, inputs.closingRate);
  const years = listYears(inputs, listPayments(loan), start);
  return {
    strategy: 'RENT_OR_BUY',
    loan: loan.amount,
    payment: loan.amount > 0 ? levelPayment(loan.amount, loan.rate, loan.months) : 0,
    start,
    years: years.slice(0, inputs.years),
    aheadFrom: years.find(({ buyer, renter }) => buyer > renter)?.year ?? null,
  };
}

function listYears(inputs: RentOrBuyInputs, payments: ReturnType<typeof listPayments>, start: number): RentOrBuyYear[] {
  const years: RentOrBuyYear[] = [];
  let { price: value, tax, insurance, dues, rent, renterCosts } = inputs;
  let balance = 0;
  let buyerInvested = 0;
  let renter = start;
  for (let year = 1; year <= yearsLookedAt; year++) {
    const ownership =
      scale(tax, 1, 12) + scale(insurance, 1, 12) + dues + scale(takeRate(value, inputs.homeMaintenanceRate), 1, 12);
    const renting = rent + renterCosts;
    let buyerPaid = 0;
    for (let month = year * 12 - 11; month <= year * 12; month++) {
      const paid = payments[month - 1];
      const buying = ownership + (paid ? paid.interest + paid.principal + paid.insurance : 0);
      balance = paid?.balance ?? 0;
      buyerPaid += buying;
      buyerInvested += monthlyInterest(buyerInvested, inputs.investingRate) + Math.max(renting - buying, 0);
      renter += monthlyInterest(renter, inputs.investingRate) + Math.max(buying - renting, 0);
    }
    value = grow(value, inputs.valueGrowth);
    const buyer = value - takeRate(value, inputs.sellingRate) - balance + buyerInvested;
    years.push({ year, buyerPaid, renterPaid: renting * 12, value, balance, buyerInvested, buyer, renter });
    rent = grow(rent, inputs.rentGrowth);
    tax = grow(tax, inputs.expenseGrowth);
    insurance = grow(insurance, inputs.expenseGrowth);
    dues = grow(dues, inputs.expenseGrowth);
    renterCosts = grow(renterCosts, inputs.expenseGrowth);
  }
  return years;
}
