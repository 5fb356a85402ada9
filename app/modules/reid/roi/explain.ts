import { unreachable } from '~/utils/unreachable.ts';
import { explainCashIn, explainHolding, explainPayment, type ResultGroup } from './explain-holding.ts';
import type { BrrrrResults } from './v2/brrrr.ts';
import type { Calculation } from './v2/calculate.ts';
import type { FlipResults } from './v2/flip.ts';
import type { BrrrrInputs, FlipInputs, RefinanceInputs, RentalInputs, RentOrBuyInputs } from './v2/inputs.ts';
import type { RefinanceResults } from './v2/refinance.ts';
import type { RentOrBuyResults } from './v2/rent-or-buy.ts';
import type { RentalResults } from './v2/rental.ts';
import { writeAmount as money, writeMonths, writePercent, writeRate } from './words.ts';

/** Every result of a calculation with its formula and the values behind it. */
export function explainResults(calculation: Calculation): ResultGroup[] {
  switch (calculation.strategy) {
    case 'RENTAL':
      return explainRental(calculation.inputs, calculation.results);
    case 'FLIP':
      return explainFlip(calculation.inputs, calculation.results);
    case 'BRRRR':
      return explainBrrrr(calculation.inputs, calculation.results);
    case 'REFINANCE':
      return explainRefinance(calculation.inputs, calculation.results);
    case 'RENT_OR_BUY':
      return explainRentOrBuy(calculation.inputs, calculation.results);
    default:
      return unreachable(calculation);
  }
}

function explainRental(inputs: RentalInputs, { cashIn, holding }: RentalResults): ResultGroup[] {
  return [
    {
      title: 'Purchase',
      lines: [
        {
          name: 'Loan',
          value: money(holding.loan),
          formula: 'Price − down payment',
          values: `${money(inputs.price)} − ${writeRate(inputs.downRate)} of it, ${money(cashIn.down)}`,
        },
        explainPayment(holding.loan, inputs.rate, inputs.termYears * 12, holding.payment),
        explainCashIn(cashIn),
      ],
    },
    ...explainHolding(inputs, holding),
  ];
}

function explainBrrrr(inputs: BrrrrInputs, results: BrrrrResults): ResultGroup[] {
  const { cashIn, payoff, newLoan, cashOut, cashLeft, holding } = results;
  return [
    {
      title: 'Purchase and refinancing',
      lines: [
        {
          ...explainCashIn(cashIn),
          note: 'Interest and holding costs until the refinancing are not counted. Add them to the repairs.',
        },
        {
          name: 'New loan',
          value: money(newLoan),
          formula: 'Share of the value after repairs',
          values: `${writeRate(inputs.refinanceRate)} of ${money(inputs.repairedValue)}`,
        },
        {
          name: 'Cash out',
          value: money(cashOut),
          formula: 'New loan − payoff of the first loan − costs',
          values: `${money(newLoan)} − ${money(payoff)} − ${money(inputs.refinanceCosts)}`,
        },
        {
          name: 'Cash left in',
          value: cashLeft > 0 ? money(cashLeft) : 'all cash out',
          formula: 'Cash in − cash out',
          values: `${money(cashIn.total)} − ${money(cashOut)}`,
          ...(cashLeft < 0 && { note: `${money(-cashLeft)} more came out than went in.` }),
        },
        explainPayment(newLoan, inputs.rate, inputs.termYears * 12, holding.payment),
      ],
    },
    ...explainHolding(inputs, holding),
  ];
}

function explainFlip(inputs: FlipInputs, results: FlipResults): ResultGroup[] {
  const { loan, interest, carrying, selling, purchase, cashIn, profit } = results;
  return [
    {
      title: 'Costs',
      lines: [
        {
          name: 'Loan',
          value: money(loan),
          formula: 'Price − down payment; the price only',
          values: `${money(inputs.price)} − ${money(purchase.down)}`,
        },
        {
          name: 'Interest and holding',
          value: money(carrying),
          formula: 'Months × (holding costs + loan × rate ÷ 12)',
          values: `${inputs.months} × (${money(inputs.holding)} + ${money(interest)})`,
        },
        {
          name: 'Cash in',
          value: money(cashIn),
          formula: 'Down payment + closing + repairs + points + interest and holding',
          values: `${money(purchase.down)} + ${money(purchase.closing)} + ${money(purchase.rehab)} + ${money(purchase.points)} + ${money(carrying)}`,
        },
      ],
    },
    {
      title: 'Return',
      lines: [
        {
          name: 'Profit',
          value: money(profit),
          formula: 'Value after repairs − selling − price − closing − repairs − points − interest and holding',
          values: `${money(inputs.repairedValue)} − ${money(selling)} − ${money(inputs.price)} − ${money(purchase.closing)} − ${money(inputs.rehab)} − ${money(purchase.points)} − ${money(carrying)}`,
        },
        {
          name: 'Return on cash',
          value: cashIn <= 0 ? 'no cash in' : writePercent(results.returnOnCash, 2),
          formula: 'Profit ÷ cash in',
          values: `${money(profit)} ÷ ${money(cashIn)}`,
        },
        {
          name: 'Return a year',
          value: cashIn <= 0 ? 'no cash in' : writePercent(results.yearlyReturn, 2),
          formula: 'Return on cash × 12 ÷ months',
          values: `${writePercent(results.returnOnCash, 2)} × 12 ÷ ${inputs.months}`,
        },
        {
          name: '70% rule',
          value: money(results.highestPrice),
          formula: '0.7 × value after repairs − repairs: the most to pay',
          values: `0.7 × ${money(inputs.repairedValue)} − ${money(inputs.rehab)}`,
          note:
            inputs.price <= results.highestPrice
              ? 'The price is within the rule.'
              : `The price is ${money(inputs.price - results.highestPrice)} above it.`,
        },
      ],
    },
  ];
}

function explainRefinance(inputs: RefinanceInputs, results: RefinanceResults): ResultGroup[] {
  const { present, replaced, saving, monthsToRecover, savedInAll } = results;
  return [
    {
      title: 'Each month',
      lines: [
        {
          ...explainPayment(inputs.balance, inputs.presentRate, inputs.paymentsLeft, present.payment),
          name: 'Present payment',
        },
        {
          ...explainPayment(inputs.balance, inputs.rate, inputs.termYears * 12, replaced.payment),
          name: 'New payment',
        },
        {
          name: 'Saving',
          value: money(saving),
          formula: 'Present payment − new payment',
          values: `${money(present.payment)} − ${money(replaced.payment)}`,
        },
        {
          name: 'Costs recovered after',
          value: monthsToRecover === null ? 'never' : writeMonths(monthsToRecover),
          formula: 'Costs ÷ saving, up to the next whole month',
          values: `${money(inputs.refinanceCosts)} ÷ ${money(saving)}`,
          ...(monthsToRecover === null && { note: 'The new payment is not smaller.' }),
        },
      ],
    },
    {
      title: 'Until both are paid back',
      lines: [
        {
          name: 'Interest left, present loan',
          value: money(present.interest),
          formula: 'Interest of each month, rounded',
          values: `${present.months} months`,
        },
        {
          name: 'Interest, new loan',
          value: money(replaced.interest),
          formula: 'Interest of each month, rounded',
          values: `${replaced.months} months`,
        },
        {
          name: 'Saved in all',
          value: money(savedInAll),
          formula: 'Interest left − interest of the new loan − costs',
          values: `${money(present.interest)} − ${money(replaced.interest)} − ${money(inputs.refinanceCosts)}`,
          ...(savedInAll < 0 && { note: 'The new loan costs more over its whole term.' }),
        },
      ],
    },
  ];
}

function explainRentOrBuy(inputs: RentOrBuyInputs, results: RentOrBuyResults): ResultGroup[] {
  const { years, aheadFrom, start, loan, payment } = results;
  const last = years.at(-1);
  if (!last) return [];
  const selling = last.value + last.buyerInvested - last.balance - last.buyer;
  return [
    {
      title: 'Start',
      lines: [
        {
          name: 'Cash in',
          value: money(start),
          formula: 'Down payment + closing: what the renter invests instead',
          values: `${money(inputs.price - loan)} + ${money(start - (inputs.price - loan))}`,
        },
        explainPayment(loan, inputs.rate, inputs.termYears * 12, payment),
      ],
    },
    {
      title: `At the end of year ${last.year}`,
      lines: [
        {
          name: 'Buyer’s wealth',
          value: money(last.buyer),
          formula: 'Value − selling costs − balance + investments',
          values: `${money(last.value)} − ${money(selling)} − ${money(last.balance)} + ${money(last.buyerInvested)}`,
          note: 'Taxes of both are left out.',
        },
        {
          name: 'Renter’s wealth',
          value: money(last.renter),
          formula: 'Investments: the cash of the start and what renting is cheaper by, each month, with its return',
          values: `Return ${writeRate(inputs.investingRate)} a year, a twelfth each month`,
        },
        {
          name: 'Buyer ahead from',
          value: aheadFrom === null ? 'not within 30 years' : `year ${aheadFrom}`,
          formula: 'The first year at whose end the buyer has more',
          values: aheadFrom === null ? 'Looked at 30 years' : `Years 1 to ${aheadFrom}`,
        },
      ],
    },
  ];
}
