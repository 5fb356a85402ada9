import { type BrrrrResults, calculateBrrrr } from './brrrr.ts';
import { calculateFlip, type FlipResults } from './flip.ts';
import type { Asked } from './inputs.ts';
import { calculateRefinance, type RefinanceResults } from './refinance.ts';
import { calculateRentOrBuy, type RentOrBuyResults } from './rent-or-buy.ts';
import { calculateRental, type RentalResults } from './rental.ts';

export type Results = RentalResults | FlipResults | BrrrrResults | RefinanceResults | RentOrBuyResults;

/** The results of a strategy, by the formulas of version 2. */
export function calculate(asked: Asked): Results {
  switch (asked.strategy) {
    case 'RENTAL':
      return calculateRental(asked.inputs);
    case 'FLIP':
      return calculateFlip(asked.inputs);
    case 'BRRRR':
      return calculateBrrrr(asked.inputs);
    case 'REFINANCE':
      return calculateRefinance(asked.inputs);
    case 'RENT_OR_BUY':
      return calculateRentOrBuy(asked.inputs);
  }
}
