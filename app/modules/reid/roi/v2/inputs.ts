import { z } from 'zod';
import { whole } from './exact.ts';

/** What somebody means to do with a property. */
export const strategies = ['RENTAL', 'FLIP', 'BRRRR', 'REFINANCE', 'RENT_OR_BUY'] as const;
export type Strategy = (typeof strategies)[number];

/** Cents: a billion dollars. */
const highestAmount = 100_000_000_000;

const amount = z.int().min(0, 'Enter 0 or more.').max(highestAmount, 'Enter at most $1 billion.');
const positiveAmount = amount.min(1, 'Enter more than 0.');
/** Millionths, between two percentages. */
const percent = (lowest: number, highest: number) => {
  const message = `Enter a percentage from ${lowest} to ${highest}.`;
  return z
    .int()
    .min((lowest * whole) / 100, message)
    .max((highest * whole) / 100, message);
};
const count = (lowest: number, highest: number) => {
  const message = `Enter a whole number from ${lowest} to ${highest}.`;
  return z.int().min(lowest, message).max(highest, message);
};

/** Every input: amounts are cents, rates millionths, all others whole numbers. */
export const allInputs = z.object({
  price: positiveAmount,
  downRate: percent(0, 100),
  closingRate: percent(0, 15),
  rehab: amount,
  /** Of the loan. */
  pointsRate: percent(0, 10),
  rate: percent(0, 25),
  termYears: count(1, 40),
  /** Mortgage insurance a year, of the loan. */
  mortgageInsuranceRate: percent(0, 5),
  /** A month, like other income, dues, utilities, holding costs and the renter's other costs. */
  rent: amount,
  otherIncome: amount,
  vacancyRate: percent(0, 100),
  /** A year, like insurance. */
  tax: amount,
  insurance: amount,
  dues: amount,
  utilities: amount,
  /** Of the gross income, like reserves. */
  maintenanceRate: percent(0, 100),
  reservesRate: percent(0, 100),
  /** Of the income that is collected. */
  managementRate: percent(0, 100),
  rentGrowth: percent(-20, 20),
  expenseGrowth: percent(-20, 20),
  valueGrowth: percent(-20, 20),
  years: count(1, 30),
  /** Of the sale. */
  sellingRate: percent(0, 25),
  discountRate: percent(0, 50),
  /** The discount rate where none is given, like that of reinvestment. */
  financeRate: percent(0, 50).nullable(),
  reinvestmentRate: percent(0, 50).nullable(),
  /** Value after the repairs. */
  repairedValue: positiveAmount,
  months: count(1, 60),
  holding: amount,
  /** Loan that pays for the purchase and the repairs; the price less the down payment where none is given. */
  bridgeLoan: amount.nullable(),
  /** Share of the value after the repairs that the new loan pays out. */
  refinanceRate: percent(0, 100),
  refinanceCosts: amount,
  /** Owed on the loan that is to be replaced. */
  balance: positiveAmount,
  presentRate: percent(0, 25),
  paymentsLeft: count(1, 480),
  renterCosts: amount,
  /** Of the home's value, a year. */
  homeMaintenanceRate: percent(0, 20),
  investingRate: percent(0, 25),
});
export type AllInputs = z.infer<typeof allInputs>;
export type InputName = keyof AllInputs;

const rental = {
  price: true,
  downRate: true,
  closingRate: true,
  rehab: true,
  pointsRate: true,
  rate: true,
  termYears: true,
  mortgageInsuranceRate: true,
  rent: true,
  otherIncome: true,
  vacancyRate: true,
  tax: true,
  insurance: true,
  dues: true,
  utilities: true,
  maintenanceRate: true,
  reservesRate: true,
  managementRate: true,
  rentGrowth: true,
  expenseGrowth: true,
  valueGrowth: true,
  years: true,
  sellingRate: true,
  discountRate: true,
  financeRate: true,
  reinvestmentRate: true,
} as const;

/** The inputs of each strategy. */
export const inputsOf = {
  RENTAL: allInputs.pick(rental),
  FLIP: allInputs.pick({
    price: true,
    downRate: true,
    closingRate: true,
    rehab: true,
    pointsRate: true,
    rate: true,
    repairedValue: true,
    months: true,
    holding: true,
    sellingRate: true,
  }),
  BRRRR: allInputs.pick({
    ...rental,
    repairedValue: true,
    bridgeLoan: true,
    refinanceRate: true,
    refinanceCosts: true,
  }),
  REFINANCE: allInputs.pick({
    balance: true,
    presentRate: true,
    paymentsLeft: true,
    rate: true,
    termYears: true,
    refinanceCosts: true,
  }),
  RENT_OR_BUY: allInputs.pick({
    price: true,
    downRate: true,
    closingRate: true,
    rate: true,
    termYears: true,
    mortgageInsuranceRate: true,
    tax: true,
    insurance: true,
    dues: true,
    homeMaintenanceRate: true,
    rent: true,
    renterCosts: true,
    rentGrowth: true,
    expenseGrowth: true,
    valueGrowth: true,
    investingRate: true,
    years: true,
    sellingRate: true,
  }),
} as const satisfies Record<Strategy, z.ZodObject>;

export type RentalInputs = z.infer<(typeof inputsOf)['RENTAL']>;
export type FlipInputs = z.infer<(typeof inputsOf)['FLIP']>;
export type BrrrrInputs = z.infer<(typeof inputsOf)['BRRRR']>;
export type RefinanceInputs = z.infer<(typeof inputsOf)['REFINANCE']>;
export type RentOrBuyInputs = z.infer<(typeof inputsOf)['RENT_OR_BUY']>;

/** A strategy with its inputs. */
export type Asked =
  | { readonly strategy: 'RENTAL'; readonly inputs: RentalInputs }
  | { readonly strategy: 'FLIP'; readonly inputs: FlipInputs }
  | { readonly strategy: 'BRRRR'; readonly inputs: BrrrrInputs }
  | { readonly strategy: 'REFINANCE'; readonly inputs: RefinanceInputs }
  | { readonly strategy: 'RENT_OR_BUY'; readonly inputs: RentOrBuyInputs };

/** A strategy with its inputs, as it is stored. */
export const askedSchema = z.discriminatedUnion('strategy', [
  z.object({ strategy: z.literal('RENTAL'), inputs: inputsOf.RENTAL }),
  z.object({ strategy: z.literal('FLIP'), inputs: inputsOf.FLIP }),
  z.object({ strategy: z.literal('BRRRR'), inputs: inputsOf.BRRRR }),
  z.object({ strategy: z.literal('REFINANCE'), inputs: inputsOf.REFINANCE }),
  z.object({ strategy: z.literal('RENT_OR_BUY'), inputs: inputsOf.RENT_OR_BUY }),
]);

/** Rate of a loan while nobody imported what loans cost: millionths. */
export const usualRate = 65_000;

/** The inputs that stand in the form before anybody types. The others have to be typed, or may stay empty. */
export const usualInputs = {
  downRate: 250_000,
  closingRate: 30_000,
  rehab: 0,
  pointsRate: 0,
  rate: usualRate,
  termYears: 30,
  mortgageInsuranceRate: 0,
  otherIncome: 0,
  vacancyRate: 50_000,
  tax: 0,
  insurance: 0,
  dues: 0,
  utilities: 0,
  maintenanceRate: 50_000,
  reservesRate: 50_000,
  managementRate: 80_000,
  rentGrowth: 30_000,
  expenseGrowth: 30_000,
  valueGrowth: 30_000,
  years: 5,
  sellingRate: 60_000,
  discountRate: 80_000,
  months: 6,
  holding: 0,
  refinanceRate: 750_000,
  refinanceCosts: 0,
  renterCosts: 0,
  homeMaintenanceRate: 10_000,
  investingRate: 50_000,
} as const satisfies Partial<AllInputs>;
