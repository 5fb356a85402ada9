import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Calculation, calculate } from './calculate.ts';
import { allInputs, askedSchema, strategies, usualInputs } from './inputs.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

test('version 2 is made of nothing but its own files and zod, so nothing else changes it', () => {
  const imported = readdirSync(folder)
    .filter((file) => !file.includes('test'))
    .flatMap((file) =>
      [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/ from '([^']+)'/g)].map(([, from]) => from),
    );
  expect(imported.filter((from) => from !== 'zod' && !/^\.\/[\w-]+\.ts$/.test(from ?? ''))).toEqual([]);
});

/** Whole numbers from 0 on that are always the same ones. */
function createNumbers() {
  let state = 42;
  return (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Calculations of all strategies over the whole range of their inputs. */
function calculateMany(count: number): Calculation[] {
  const next = createNumbers();
  const drawn = () => ({
    ...usualInputs,
    price: 1 + next(2_000_000_000),
    downRate: next(1_000_001),
    closingRate: next(150_001),
    rehab: next(50_000_000),
    pointsRate: next(100_001),
    rate: next(10) === 0 ? 0 : next(250_001),
    termYears: 1 + next(40),
    mortgageInsuranceRate: next(50_001),
    rent: next(2_000_000),
    vacancyRate: next(300_001),
    tax: next(3_000_000),
    insurance: next(1_000_000),
    rentGrowth: next(400_001) - 200_000,
    expenseGrowth: next(400_001) - 200_000,
    valueGrowth: next(400_001) - 200_000,
    years: 1 + next(30),
    financeRate: next(2) === 0 ? null : next(500_001),
    reinvestmentRate: null,
    repairedValue: 1 + next(2_000_000_000),
    bridgeLoan: next(2) === 0 ? null : next(1_000_000_000),
    refinanceRate: next(1_000_001),
    refinanceCosts: next(2_000_000),
    balance: 1 + next(1_000_000_000),
    presentRate: next(250_001),
    paymentsLeft: 1 + next(480),
  });
  return Array.from({ length: count }, (_, index) =>
    calculate(askedSchema.parse({ strategy: strategies[index % strategies.length], inputs: allInputs.parse(drawn()) })),
  );
}

test('version 2 computes for ever what it computed when it was made', () => {
  const digest = createHash('sha256')
    .update(JSON.stringify(calculateMany(500)))
    .digest('hex');
  expect(digest).toBe('bbbbda56fec6822e0459be2a9258c2099255b4a30ce50a907f883b6053de3961');
});
