import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedSchema } from './inputs.ts';
import { calculateRental } from './rental.ts';
import { varyInputs } from './scenarios.ts';
import { variedInputs, varyTwo } from './sensitivity.ts';
import { caseA } from './test-inputs.ts';

test('the middle of a sensitivity table is the result itself', () => {
  const result = fc.constantFrom('internalRate' as const, 'cashOnCash' as const, 'monthlyCashFlow' as const);
  const pair = fc
    .tuple(fc.constantFrom(...variedInputs), fc.constantFrom(...variedInputs))
    .filter(([row, column]) => row !== column);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500_000_000 }),
      fc.integer({ min: 0, max: 2_000_000 }),
      pair,
      result,
      (price, rent, [row, column], looked) => {
        const inputs = { ...caseA, price, rent };
        const { holding } = calculateRental(inputs);
        const table = varyTwo({ strategy: 'RENTAL', inputs }, row, column, looked);
        const expected = looked === 'internalRate' ? holding.internalRate.percent : holding[looked];
        expect(table.cells[2]?.[2]).toBe(expected);
      },
    ),
    { numRuns: 15 },
  );
});

test('amounts vary by 10 and 20 %, percentages by half a point and a point', () => {
  const table = varyTwo({ strategy: 'RENTAL', inputs: caseA }, 'rent', 'rate', 'monthlyCashFlow');
  expect(table.rows).toEqual([208_000, 234_000, 260_000, 286_000, 312_000]);
  expect(table.columns).toEqual([55_000, 60_000, 65_000, 70_000, 75_000]);
  const { holding } = calculateRental({ ...caseA, rent: 208_000, rate: 75_000 });
  expect(table.cells[0]?.[4]).toBe(holding.monthlyCashFlow);
});

test('a value that leaves its range has no result', () => {
  const table = varyTwo({ strategy: 'RENTAL', inputs: { ...caseA, rate: 5_000 } }, 'rate', 'rent', 'monthlyCashFlow');
  expect(table.cells.map((row) => row[2] === null)).toEqual([true, false, false, false, false]);
});

const rentalOf = (inputs: typeof caseA) => ({ strategy: 'RENTAL' as const, inputs });

test('a better scenario has more rent, less vacancy and more growth, and a worse one the other way', () => {
  expect(varyInputs(rentalOf(caseA), 'OPTIMISTIC')).toEqual(
    rentalOf({ ...caseA, rent: 273_000, vacancyRate: 30_000, valueGrowth: 40_000 }),
  );
  expect(varyInputs(rentalOf(caseA), 'PESSIMISTIC')).toEqual(
    rentalOf({ ...caseA, rent: 247_000, vacancyRate: 70_000, valueGrowth: 20_000 }),
  );
});

test('scenarios stay within the ranges of their inputs', () => {
  const edge = rentalOf({ ...caseA, rent: 100_000_000_000, vacancyRate: 10_000, valueGrowth: 200_000 });
  const varied = varyInputs(edge, 'OPTIMISTIC');
  expect(varied.inputs).toMatchObject({ vacancyRate: 0, valueGrowth: 200_000 });
  expect(askedSchema.safeParse(varied).success).toBe(true);
});
