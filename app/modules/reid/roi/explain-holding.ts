import type { BrrrrInputs, RentalInputs } from './v2/inputs.ts';
import type { CashIn, Holding } from './v2/rental.ts';
import { writeAmount, writePercent, writeRate, writeRatio } from './words.ts';

/** A result with its formula, and the formula with its values. */
export interface ResultLine {
  readonly name: string;
  readonly value: string;
  readonly formula: string;
  readonly values: string;
  /** What else has to be known to read it. */
  readonly note?: string;
}

/** Result lines under one heading. */
export interface ResultGroup {
  readonly title: string;
  readonly lines: readonly ResultLine[];
}

const money = writeAmount;

/** The level payment of a loan. */
export function explainPayment(loan: number, rate: number, months: number, payment: number): ResultLine {
  return {
    name: 'Payment a month',
    value: loan > 0 ? money(payment) : 'no debt',
    formula:
      rate === 0 ? 'Loan ÷ months, without interest' : 'L·r ÷ (1 − (1 + r)^−n), to the cent; r = rate ÷ 12, n = months',
    values: loan > 0 ? `L ${money(loan)}, rate ${writeRate(rate)}, n ${months}` : 'Nothing is borrowed',
  };
}

/** Cash that goes in when a property is bought. */
export function explainCashIn(cashIn: CashIn): ResultLine {
  return {
    name: 'Cash in',
    value: money(cashIn.total),
    formula: 'Down payment + closing + repairs + points',
    values: `${money(cashIn.down)} + ${money(cashIn.closing)} + ${money(cashIn.rehab)} + ${money(cashIn.points)}`,
  };
}

/** The results of a property that is let and sold, from its income to its rates of return. */
export function explainHolding(inputs: RentalInputs | BrrrrInputs, holding: Holding): ResultGroup[] {
  return [
    { title: 'First year', lines: explainFirstYear(inputs, holding) },
    { title: 'Ratios of the first year', lines: explainRatios(inputs, holding) },
    { title: 'Over all years', lines: explainReturns(inputs, holding) },
  ];
}

function explainFirstYear(inputs: RentalInputs | BrrrrInputs, { years }: Holding): ResultLine[] {
  const [first] = years;
  if (!first) return [];
  const costs = [
    [first.tax, 'tax'],
    [first.insurance, 'insurance'],
    [first.dues, 'dues'],
    [first.utilities, 'utilities'],
    [first.maintenance, 'maintenance'],
    [first.reserves, 'reserves'],
    [first.management, 'management'],
  ] as const;
  return [
    {
      name: 'Gross income',
      value: money(first.gross),
      formula: '(Rent + other income) × 12',
      values: `(${money(inputs.rent)} + ${money(inputs.otherIncome)}) × 12`,
    },
    {
      name: 'Income collected',
      value: money(first.collected),
      formula: 'Gross income − vacancy',
      values: `${money(first.gross)} − ${writeRate(inputs.vacancyRate)} of it, ${money(first.vacancy)}`,
    },
    {
      name: 'Expenses',
      value: money(first.expenses),
      formula: 'Tax + insurance + dues + utilities + maintenance + reserves + management',
      values:
        costs
          .filter(([amount]) => amount !== 0)
          .map(([amount, name]) => `${money(amount)} ${name}`)
          .join(' + ') || money(0),
      note: 'Reserves count as an expense.',
    },
    {
      name: 'Net operating income (NOI)',
      value: money(first.netOperatingIncome),
      formula: 'Income collected − expenses',
      values: `${money(first.collected)} − ${money(first.expenses)}`,
    },
    {
      name: 'Debt service',
      value: first.debtService > 0 ? money(first.debtService) : 'no debt',
      formula: 'Interest + principal + mortgage insurance, of twelve months',
      values: `${money(first.interest)} + ${money(first.principal)} + ${money(first.mortgageInsurance)}`,
      ...(first.mortgageInsurance > 0 && {
        note: 'Mortgage insurance ends by law once the scheduled balance is 78% of the value. At 80% it ends on request.',
      }),
    },
    {
      name: 'Cash flow',
      value: money(first.cashFlow),
      formula: 'NOI − debt service',
      values: `${money(first.netOperatingIncome)} − ${money(first.debtService)}`,
    },
  ];
}

function explainRatios(inputs: RentalInputs | BrrrrInputs, holding: Holding): ResultLine[] {
  const [first] = holding.years;
  if (!first) return [];
  const isDebtFree = holding.loan <= 0;
  const noi = money(first.netOperatingIncome);
  return [
    {
      name: 'Cap rate',
      value: writePercent(holding.capRate, 2),
      formula: 'NOI ÷ price',
      values: `${noi} ÷ ${money(inputs.price)}`,
    },
    {
      name: 'Cash-on-cash return',
      value: holding.invested <= 0 ? 'no cash left in' : writePercent(holding.cashOnCash, 2),
      formula: 'Cash flow ÷ cash in',
      values: `${money(first.cashFlow)} ÷ ${money(holding.invested)}`,
    },
    {
      name: 'Debt coverage (DSCR)',
      value: isDebtFree ? 'no debt' : writeRatio(holding.debtCoverage),
      formula: 'NOI ÷ debt service',
      values: `${noi} ÷ ${money(first.debtService)}`,
    },
    {
      name: 'Debt yield',
      value: isDebtFree ? 'no debt' : writePercent(holding.debtYield, 2),
      formula: 'NOI ÷ loan',
      values: `${noi} ÷ ${money(holding.loan)}`,
    },
    {
      name: 'Gross rent multiplier',
      value: writeRatio(holding.grossRentMultiplier),
      formula: 'Price ÷ 12 rents',
      values: `${money(inputs.price)} ÷ ${money(inputs.rent * 12)}`,
    },
    {
      name: 'Rent to price',
      value: writePercent(holding.rentToPrice, 2),
      formula: 'Rent ÷ (price + repairs); the 1% rule asks for 1% or more',
      values: `${money(inputs.rent)} ÷ (${money(inputs.price)} + ${money(inputs.rehab)})`,
      note: (holding.rentToPrice ?? 0) >= 1 ? 'The 1% rule is met.' : 'The 1% rule is not met.',
    },
    {
      name: 'Break-even',
      value: writePercent(holding.breakEven, 1),
      formula: '(Expenses + debt service) ÷ gross income; vacancy is no expense here',
      values: `(${money(first.expenses)} + ${money(first.debtService)}) ÷ ${money(first.gross)}`,
    },
    {
      name: '50% rule',
      value: holding.isWithinHalf ? 'met' : 'not met',
      formula: 'Expenses are at most half of the gross income',
      values: `${money(first.expenses)} and half of ${money(first.gross)}`,
    },
  ];
}

function explainReturns(inputs: RentalInputs | BrrrrInputs, holding: Holding): ResultLine[] {
  const { sale, flows } = holding;
  const list = flows.map(money).join(', ');
  const finance = inputs.financeRate ?? inputs.discountRate;
  const reinvestment = inputs.reinvestmentRate ?? inputs.discountRate;
  const noRate = holding.modifiedRate === null ? 'no rate' : writePercent(holding.modifiedRate, 2);
  return [
    {
      name: 'Sale',
      value: money(sale.proceeds),
      formula: `Value − selling costs − balance, at the end of year ${holding.years.length}`,
      values: `${money(sale.value)} − ${money(sale.selling)} − ${money(sale.balance)}`,
    },
    {
      name: 'Net present value (NPV)',
      value: money(holding.netPresentValue),
      formula: `Flows discounted at ${writeRate(inputs.discountRate)} a year, the first one not`,
      values: list,
    },
    explainInternalRate(holding),
    {
      name: 'Modified rate of return (MIRR)',
      value: noRate,
      formula: '(Σ⁺ at the reinvestment rate ÷ Σ⁻ at the finance rate)^(1/n) − 1',
      values: `Reinvestment ${writeRate(reinvestment)}, finance ${writeRate(finance)}, n ${holding.years.length}`,
    },
    {
      name: 'Equity multiple',
      value: holding.multiple === null ? 'no cash left in' : writeRatio(holding.multiple),
      formula: 'Σ⁺ ÷ Σ⁻: what comes in for each dollar that goes out',
      values: list,
    },
  ];
}

function explainInternalRate({ internalRate, flows }: Holding): ResultLine {
  const line = {
    name: 'Internal rate of return (IRR)',
    formula: 'The rate at which the flows are worth nothing today, from −99% to 1,000%',
    values: flows.map(money).join(', '),
  };
  if (internalRate.percent === null) {
    const note =
      internalRate.reason === 'ONE_SIGN'
        ? 'All flows have one sign, so no rate makes them worth nothing.'
        : 'No rate makes these flows worth nothing.';
    return { ...line, value: 'no rate', note };
  }
  const value = writePercent(internalRate.percent, 2);
  const { roots } = internalRate;
  if (roots.length < 2) return { ...line, value };
  const others = roots.map((root) => writePercent(root, 2)).join(', ');
  return {
    ...line,
    value,
    note: `${roots.length} rates do: ${others}. Look at the modified rate (MIRR), which is one.`,
  };
}
