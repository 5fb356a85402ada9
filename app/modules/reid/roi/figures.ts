import type { Calculation } from './v2/calculate.ts';
import { writeAmount, writeMonths, writePercent } from './words.ts';

/** The few results that answer the question of a strategy. */
export function listKeyFigures({ results }: Calculation): { label: string; value: string }[] {
  switch (results.strategy) {
    case 'RENTAL':
    case 'BRRRR': {
      const { holding } = results;
      const figures = [
        { label: 'Cash flow a month', value: writeAmount(holding.monthlyCashFlow) },
        {
          label: 'Cash-on-cash return',
          value: holding.invested > 0 ? writePercent(holding.cashOnCash, 2) : 'no cash left in',
        },
        { label: 'Cap rate', value: writePercent(holding.capRate, 2) },
        {
          label: 'Internal rate of return',
          value: holding.internalRate.percent === null ? 'no rate' : writePercent(holding.internalRate.percent, 2),
        },
      ];
      if (results.strategy === 'RENTAL') return figures;
      const left = results.cashLeft > 0 ? writeAmount(results.cashLeft) : 'all cash out';
      return [{ label: 'Cash left in', value: left }, ...figures.slice(0, 2), ...figures.slice(3)];
    }
    case 'FLIP':
      return [
        { label: 'Profit', value: writeAmount(results.profit) },
        { label: 'Cash in', value: writeAmount(results.cashIn) },
        { label: 'Return on cash', value: results.cashIn > 0 ? writePercent(results.returnOnCash, 2) : 'no cash in' },
        { label: 'Return a year', value: results.cashIn > 0 ? writePercent(results.yearlyReturn, 2) : 'no cash in' },
      ];
    case 'REFINANCE':
      return [
        { label: 'New payment', value: writeAmount(results.replaced.payment) },
        { label: 'Saving a month', value: writeAmount(results.saving) },
        {
          label: 'Costs recovered after',
          value: results.monthsToRecover === null ? 'never' : writeMonths(results.monthsToRecover),
        },
        { label: 'Saved in all', value: writeAmount(results.savedInAll) },
      ];
    case 'RENT_OR_BUY': {
      const last = results.years.at(-1);
      return [
        {
          label: 'Buyer ahead from',
          value: results.aheadFrom === null ? 'Not within 30 years' : `Year ${results.aheadFrom}`,
        },
        { label: `Buyer, after ${results.years.length} years`, value: writeAmount(last?.buyer ?? 0) },
        { label: `Renter, after ${results.years.length} years`, value: writeAmount(last?.renter ?? 0) },
        { label: 'Payment a month', value: writeAmount(results.payment) },
      ];
    }
  }
}
