import { expect, test } from 'vitest';
import { calculateBrrrr, leaveIn } from './brrrr.ts';
import { percentOf, ratioOf } from './exact.ts';
import { calculateFlip } from './flip.ts';
import { usualInputs } from './inputs.ts';
import { calculateRefinance } from './refinance.ts';
import { calculateRentOrBuy } from './rent-or-buy.ts';
import { calculateRental } from './rental.ts';
import { caseA } from './test-inputs.ts';

const dollars = (amount: number) => Math.round(amount * 100);

test('a rental has the results that were computed by hand', () => {
  const { cashIn, holding } = calculateRental(caseA);
  expect(cashIn.total).toBe(dollars(84_000));
  expect(holding.payment).toBe(dollars(1_422.15));
  expect(holding.years[0]?.netOperatingIncome).toBe(dollars(19_048.8));
  expect(holding.flows).toEqual([-84_000, 1_983, 2_554.46, 3_143.08, 3_749.35, 120_664.12].map(dollars));
  expect(holding.capRate).toBeCloseTo(6.35, 2);
  expect(holding.cashOnCash).toBeCloseTo(2.36, 2);
  expect(holding.debtCoverage).toBeCloseTo(1.12, 2);
  expect(holding.grossRentMultiplier).toBeCloseTo(9.62, 2);
  expect(holding.breakEven).toBeCloseTo(88.64, 2);
  expect(holding.internalRate.percent).toBeCloseTo(9.9335, 4);
  expect(holding.netPresentValue).toBe(dollars(7_399.08));
  expect(holding.modifiedRate).toBeCloseTo(9.8389, 4);
  expect(holding.multiple).toBeCloseTo(1.5725, 4);
  expect(holding.isWithinHalf).toBe(true);
  expect(holding.rentToPrice).toBeCloseTo(0.8667, 4);
  expect(holding.debtYield).toBeCloseTo(8.47, 2);
  expect(holding.monthlyCashFlow).toBe(dollars(165.25));
});

test('income by price and by debt are those of published examples', () => {
  expect(percentOf(dollars(15_000), dollars(220_000))).toBeCloseTo(6.8, 1);
  expect(ratioOf(dollars(15_000), dollars(12_000))).toBe(1.25);
});

test('a rental without a loan has no debt, and no debt service', () => {
  const { cashIn, holding } = calculateRental({ ...caseA, downRate: 1_000_000 });
  expect(holding).toMatchObject({ loan: 0, payment: 0, debtCoverage: null, debtYield: null });
  expect(holding.years[0]?.cashFlow).toBe(holding.years[0]?.netOperatingIncome);
  expect(cashIn.total).toBe(dollars(309_000));
});

test('a rental without any cash in has no return on it', () => {
  const { holding } = calculateRental({ ...caseA, downRate: 0, closingRate: 0 });
  expect(holding).toMatchObject({ invested: 0, cashOnCash: null });
});

test('points are paid on the loan, and mortgage insurance counts as debt', () => {
  const inputs = { ...caseA, downRate: 100_000, pointsRate: 15_000, mortgageInsuranceRate: 6_000 };
  const { cashIn, holding } = calculateRental(inputs);
  expect(cashIn.points).toBe(dollars(4_050));
  const [first] = holding.years;
  expect(first?.mortgageInsurance).toBe(dollars(12 * 135));
  expect(first?.debtService).toBe(holding.payment * 12 + dollars(12 * 135));
  expect(holding.debtCoverage).toBe(ratioOf(first?.netOperatingIncome ?? 0, first?.debtService ?? 1));
});

test('a loan that is paid back leaves the later years without debt', () => {
  const { holding } = calculateRental({ ...caseA, termYears: 2, years: 4 });
  expect(holding.years.map(({ balance }) => balance > 0)).toEqual([true, false, false, false]);
  expect(holding.years[2]?.debtService).toBe(0);
});

test('cash left in after a refinancing is that of published examples', () => {
  expect(leaveIn(dollars(190_000), dollars(187_500), 0, 0)).toBe(dollars(2_500));
  expect(leaveIn(dollars(88_000), dollars(210_000), dollars(120_000), dollars(4_000))).toBe(dollars(2_000));
  expect(leaveIn(dollars(25_500), dollars(189_000), dollars(144_500), 0)).toBe(dollars(-19_000));
});

const brrrr = {
  ...caseA,
  price: dollars(120_000),
  closingRate: 0,
  rehab: dollars(50_000),
  repairedValue: dollars(270_000),
  bridgeLoan: dollars(144_500),
  refinanceRate: 700_000,
  refinanceCosts: 0,
};

test('a loan for purchase and repairs that a new one pays off leaves all cash out', () => {
  const results = calculateBrrrr(brrrr);
  expect(results.cashIn.total).toBe(dollars(25_500));
  expect(results).toMatchObject({ newLoan: dollars(189_000), cashOut: dollars(44_500), cashLeft: dollars(-19_000) });
  expect(results.holding).toMatchObject({ invested: dollars(-19_000), cashOnCash: null, loan: dollars(189_000) });
  // It starts at what the property is worth by then.
  expect(results.holding.years[0]?.value).toBe(dollars(278_100));
});

test('a purchase without a loan leaves in what the new loan does not pay out', () => {
  const inputs = { ...brrrr, price: dollars(150_000), rehab: dollars(40_000), repairedValue: dollars(250_000) };
  const results = calculateBrrrr({ ...inputs, bridgeLoan: 0, refinanceRate: 750_000 });
  expect(results.cashLeft).toBe(dollars(2_500));
  expect(calculateBrrrr({ ...inputs, bridgeLoan: null, downRate: 1_000_000 }).payoff).toBe(0);
});

test('a flip has the results that were computed by hand', () => {
  const flip = {
    price: dollars(180_000),
    downRate: 100_000,
    closingRate: 20_000,
    rehab: dollars(45_000),
    pointsRate: 20_000,
    rate: 110_000,
    repairedValue: dollars(300_000),
    months: 6,
    holding: dollars(650),
    sellingRate: 60_000,
  };
  const results = calculateFlip(flip);
  expect(results).toMatchObject({
    loan: dollars(162_000),
    interest: dollars(1_485),
    profit: dollars(37_350),
    cashIn: dollars(82_650),
    highestPrice: dollars(165_000),
  });
  expect(results.returnOnCash).toBeCloseTo(45.19, 2);
  expect(results.yearlyReturn).toBeCloseTo(90.38, 2);
  expect(
    calculateFlip({ ...flip, downRate: 0, closingRate: 0, rehab: 0, pointsRate: 0, holding: 0, rate: 0 }),
  ).toMatchObject({
    cashIn: 0,
    returnOnCash: null,
  });
});

const refinance = {
  balance: dollars(210_624.95),
  presentRate: 65_000,
  paymentsLeft: 300,
  rate: 55_000,
  termYears: 30,
  refinanceCosts: dollars(4_000),
};

test('a refinancing says when its costs are recovered, and the interest that is left of both loans', () => {
  const results = calculateRefinance(refinance);
  expect(results).toMatchObject({ saving: dollars(226.24), monthsToRecover: 18 });
  expect(results.replaced.payment).toBe(dollars(1_195.91));
  // The same loan after five years of case A.
  const { holding } = calculateRental({ ...caseA, years: 30 });
  const interestLeft = holding.years.slice(5).reduce((sum, { interest }) => sum + interest, 0);
  expect(results.present).toEqual({ payment: dollars(1_422.15), months: 300, interest: interestLeft });
});

test('a refinancing that saves nothing never pays for itself', () => {
  expect(calculateRefinance({ ...refinance, rate: 80_000, termYears: 15 })).toMatchObject({ monthsToRecover: null });
  expect(calculateRefinance({ ...refinance, refinanceCosts: 0 })).toMatchObject({ monthsToRecover: 0 });
});

const rentOrBuy = {
  price: dollars(400_000),
  downRate: 200_000,
  closingRate: 30_000,
  rate: 65_000,
  termYears: 30,
  mortgageInsuranceRate: 0,
  tax: dollars(4_400),
  insurance: dollars(1_800),
  dues: 0,
  homeMaintenanceRate: usualInputs.homeMaintenanceRate,
  rent: dollars(2_200),
  renterCosts: dollars(20),
  rentGrowth: 30_000,
  expenseGrowth: 30_000,
  valueGrowth: 30_000,
  investingRate: 50_000,
  years: 5,
  sellingRate: 60_000,
};

test('buying beside renting has the results that were computed by hand', () => {
  const results = calculateRentOrBuy(rentOrBuy);
  expect(results.start).toBe(dollars(92_000));
  expect(results.years).toHaveLength(5);
  expect(results.years[4]).toMatchObject({ buyer: dollars(136_332.08), renter: dollars(156_981.98) });
  expect(results.aheadFrom).toBe(9);
});

test('a home that loses value keeps the renter ahead', () => {
  expect(calculateRentOrBuy({ ...rentOrBuy, valueGrowth: -100_000 }).aheadFrom).toBeNull();
});
