import { grow, percentOf, ratioOf, scale, sumOf, takeRate } from './exact.ts';
import type { BrrrrInputs, RentalInputs } from './inputs.ts';
import { type Loan, levelPayment, listPayments, noLoanYear, type Payment, sumLoanYears } from './loan.ts';
import { equityMultiple, type InternalRate, internalRate, modifiedRate, presentValue } from './returns.ts';

/** Cash that a purchase takes, in cents. */
export interface CashIn {
  readonly down: number;
  readonly closing: number;
  readonly rehab: number;
  readonly points: number;
  readonly total: number;
}

/** A year of a rental, in cents. */
export interface RentalYear {
  readonly year: number;
  readonly gross: number;
  readonly vacancy: number;
  readonly collected: number;
  readonly tax: number;
  readonly insurance: number;
  readonly dues: number;
  readonly utilities: number;
  readonly maintenance: number;
  readonly reserves: number;
  readonly management: number;
  /** All of these, reserves among them. */
  readonly expenses: number;
  readonly netOperatingIncome: number;
  readonly interest: number;
  readonly principal: number;
  readonly mortgageInsurance: number;
  /** Interest, principal and mortgage insurance. */
  readonly debtService: number;
  readonly cashFlow: number;
  /** At the end of the year, like the balance of the loan. */
  readonly value: number;
  readonly balance: number;
}

/** What is left of a sale at the end of the last year, in cents. */
export interface Sale {
  readonly value: number;
  readonly selling: number;
  readonly balance: number;
  readonly proceeds: number;
}

/** The results of a property that is let and sold. Percentages and ratios have eight decimals; null where they do not exist. */
export interface Holding {
  readonly loan: number;
  readonly payment: number;
  /** Cents that stay in the property from the first day; negative where more came out than went in. */
  readonly invested: number;
  readonly years: readonly RentalYear[];
  readonly sale: Sale;
  /** Today's first, then one for each year. */
  readonly flows: readonly number[];
  readonly monthlyCashFlow: number;
  readonly capRate: number | null;
  /** Price in yearly rents. */
  readonly grossRentMultiplier: number | null;
  /** Percent a month. */
  readonly rentToPrice: number | null;
  /** Null without a loan, like the debt yield. */
  readonly debtCoverage: number | null;
  readonly debtYield: number | null;
  /** Null where no cash stays in. */
  readonly cashOnCash: number | null;
  readonly breakEven: number | null;
  /** Whether expenses take no more than half of the gross income. */
  readonly isWithinHalf: boolean;
  readonly netPresentValue: number;
  readonly internalRate: InternalRate;
  readonly modifiedRate: number | null;
  readonly multiple: number | null;
}

export interface RentalResults {
  readonly strategy: 'RENTAL';
  readonly cashIn: CashIn;
  readonly holding: Holding;
}

/** A property that is bought, let and sold. */
export function calculateRental(inputs: RentalInputs): RentalResults {
  const cashIn = sumCashIn(inputs, takeRate(inputs.price, inputs.downRate));
  const loan = loanOf(inputs, inputs.price - cashIn.down, inputs.price);
  return { strategy: 'RENTAL', cashIn, holding: holdProperty(inputs, loan, cashIn.total) };
}

/** Cash that a purchase takes. @param down  cents of the price, and of the repairs, that no loan pays */
export function sumCashIn(
  inputs: Pick<RentalInputs, 'price' | 'closingRate' | 'rehab' | 'pointsRate'>,
  down: number,
): CashIn {
  const closing = takeRate(inputs.price, inputs.closingRate);
  const points = takeRate(inputs.price - down, inputs.pointsRate);
  return { down, closing, rehab: inputs.rehab, points, total: down + closing + inputs.rehab + points };
}

/** The loan with the rate, the term and the mortgage insurance of the inputs. */
export function loanOf(
  inputs: Pick<RentalInputs, 'rate' | 'termYears' | 'mortgageInsuranceRate'>,
  amount: number,
  homeValue: number,
): Loan {
  return {
    amount,
    rate: inputs.rate,
    months: inputs.termYears * 12,
    insuranceRate: inputs.mortgageInsuranceRate,
    homeValue,
  };
}

/**
 * Lets a property for some years and sells it.
 * @param loan  whose first month is the first one of the first year; its home value is what the property is worth then
 * @param invested  cents of one's own that are in the property by then
 */
export function holdProperty(inputs: RentalInputs | BrrrrInputs, loan: Loan, invested: number): Holding {
  const { price, discountRate } = inputs;
  const years = listYears(inputs, loan, listPayments(loan, inputs.years * 12));
  const sale = sell(years.at(-1), inputs.sellingRate);
  const cashFlows = years.map(({ cashFlow }, index) => cashFlow + (index === years.length - 1 ? sale.proceeds : 0));
  const flows = [0 - invested, ...cashFlows];
  const first = years[0] ?? noYear;
  return {
    loan: loan.amount,
    payment: loan.amount > 0 ? levelPayment(loan.amount, loan.rate, loan.months) : 0,
    invested,
    years,
    sale,
    flows,
    monthlyCashFlow: scale(first.cashFlow, 1, 12),
    capRate: percentOf(first.netOperatingIncome, price),
    grossRentMultiplier: ratioOf(price, inputs.rent * 12),
    rentToPrice: percentOf(inputs.rent, price + inputs.rehab),
    debtCoverage: ratioOf(first.netOperatingIncome, first.debtService),
    debtYield: percentOf(first.netOperatingIncome, loan.amount),
    cashOnCash: percentOf(first.cashFlow, invested),
    breakEven: percentOf(first.expenses + first.debtService, first.gross),
    isWithinHalf: first.expenses * 2 <= first.gross,
    netPresentValue: presentValue(flows, discountRate),
    internalRate: internalRate(flows),
    modifiedRate: modifiedRate(flows, inputs.financeRate ?? discountRate, inputs.reinvestmentRate ?? discountRate),
    multiple: equityMultiple(flows),
  };
}

/** The years of a rental: rent and other income, expenses in dollars and the value grow once a year, and are rounded each time. */
function listYears(inputs: RentalInputs | BrrrrInputs, loan: Loan, payments: readonly Payment[]): RentalYear[] {
  const loanYears = sumLoanYears(payments);
  const years: RentalYear[] = [];
  let { rent, otherIncome, tax, insurance, dues, utilities } = inputs;
  let value = loan.homeValue;
  for (let year = 1; year <= inputs.years; year++) {
    value = grow(value, inputs.valueGrowth);
    const gross = (rent + otherIncome) * 12;
    const vacancy = takeRate(gross, inputs.vacancyRate);
    const collected = gross - vacancy;
    const costs = {
      tax,
      insurance,
      dues: dues * 12,
      utilities: utilities * 12,
      maintenance: takeRate(gross, inputs.maintenanceRate),
      reserves: takeRate(gross, inputs.reservesRate),
      management: takeRate(collected, inputs.managementRate),
    };
    const expenses = sumOf(Object.values(costs));
    const netOperatingIncome = collected - expenses;
    const paid = loanYears[year - 1] ?? noLoanYear;
    const debtService = paid.interest + paid.principal + paid.insurance;
    years.push({
      year,
      gross,
      vacancy,
      collected,
      ...costs,
      expenses,
      netOperatingIncome,
      interest: paid.interest,
      principal: paid.principal,
      mortgageInsurance: paid.insurance,
      debtService,
      cashFlow: netOperatingIncome - debtService,
      value,
      balance: paid.balance,
    });
    rent = grow(rent, inputs.rentGrowth);
    otherIncome = grow(otherIncome, inputs.rentGrowth);
    tax = grow(tax, inputs.expenseGrowth);
    insurance = grow(insurance, inputs.expenseGrowth);
    dues = grow(dues, inputs.expenseGrowth);
    utilities = grow(utilities, inputs.expenseGrowth);
  }
  return years;
}

function sell(last: RentalYear | undefined, sellingRate: number): Sale {
  const { value, balance } = last ?? noYear;
  const selling = takeRate(value, sellingRate);
  return { value, selling, balance, proceeds: value - selling - balance };
}

// Inputs ask for a year at least.
const noYear = { cashFlow: 0, netOperatingIncome: 0, debtService: 0, expenses: 0, gross: 0, value: 0, balance: 0 };
