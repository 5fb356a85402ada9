import { type BrrrrResults, calculateBrrrr } from './brrrr.ts';
import { calculateFlip, type FlipResults } from './flip.ts';
import type { Asked, BrrrrInputs, FlipInputs, RefinanceInputs, RentalInputs, RentOrBuyInputs } from './inputs.ts';
import { calculateRefinance, type RefinanceResults } from './refinance.ts';
import { calculateRentOrBuy, type RentOrBuyResults } from './rent-or-buy.ts';
import { calculateRental, type RentalResults } from './rental.ts';

/** What was asked, and what comes out. */
export type Calculation =
  | { readonly strategy: 'RENTAL'; readonly inputs: RentalInputs; readonly results: RentalResults }
  | { readonly strategy: 'FLIP'; readonly inputs: FlipInputs; readonly results: FlipResults }
  | { readonly strategy: 'BRRRR'; readonly inputs: BrrrrInputs; readonly results: BrrrrResults }
  | { readonly strategy: 'REFINANCE'; readonly inputs: RefinanceInputs; readonly results: RefinanceResults }
  | { readonly strategy: 'RENT_OR_BUY'; readonly inputs: RentOrBuyInputs; readonly results: RentOrBuyResults };

/** Calculates a strategy by the formulas of version 2. */
export function calculate(asked: Asked): Calculation {
  switch (asked.strategy) {
    case 'RENTAL':
      return { ...asked, results: calculateRental(asked.inputs) };
    case 'FLIP':
      return { ...asked, results: calculateFlip(asked.inputs) };
    case 'BRRRR':
      return { ...asked, results: calculateBrrrr(asked.inputs) };
    case 'REFINANCE':
      return { ...asked, results: calculateRefinance(asked.inputs) };
    case 'RENT_OR_BUY':
      return { ...asked, results: calculateRentOrBuy(asked.inputs) };
  }
}

/** The main results under names that stay the same in every version: cents, percentages, ratios, months; null where there is none. */
export type Summary = Readonly<Record<string, number | null>>;

/** The main results of a calculation: what is stored, listed and compared. */
export function summarize({ results }: { readonly results: Calculation['results'] }): Summary {
  switch (results.strategy) {
    case 'RENTAL':
      return summarizeHolding(results);
    case 'BRRRR':
      return { ...summarizeHolding(results), cashOut: results.cashOut, cashLeft: results.cashLeft };
    case 'FLIP': {
      const { profit, cashIn, carrying, returnOnCash, yearlyReturn, highestPrice } = results;
      return { profit, cashIn, carrying, returnOnCash, yearlyReturn, highestPrice };
    }
    case 'REFINANCE': {
      const { present, replaced, saving, monthsToRecover, savedInAll } = results;
      return {
        payment: replaced.payment,
        saving,
        monthsToRecover,
        interestLeft: present.interest,
        newInterest: replaced.interest,
        savedInAll,
      };
    }
    case 'RENT_OR_BUY': {
      const { payment, start, years, aheadFrom } = results;
      const last = years.at(-1);
      return { payment, cashIn: start, buyer: last?.buyer ?? null, renter: last?.renter ?? null, aheadFrom };
    }
  }
}

function summarizeHolding({ cashIn, holding }: RentalResults | BrrrrResults): Summary {
  const [first] = holding.years;
  return {
    cashIn: cashIn.total,
    payment: holding.payment,
    netOperatingIncome: first?.netOperatingIncome ?? null,
    cashFlow: first?.cashFlow ?? null,
    monthlyCashFlow: holding.monthlyCashFlow,
    capRate: holding.capRate,
    cashOnCash: holding.cashOnCash,
    debtCoverage: holding.debtCoverage,
    grossRentMultiplier: holding.grossRentMultiplier,
    breakEven: holding.breakEven,
    saleProceeds: holding.sale.proceeds,
    netPresentValue: holding.netPresentValue,
    internalRate: holding.internalRate.percent,
    modifiedRate: holding.modifiedRate,
    multiple: holding.multiple,
  };
}
