import { expect, test } from 'vitest';
import { explainResults } from './explain.ts';
import { listKeyFigures } from './figures.ts';
import { type Calculation, calculate } from './v2/calculate.ts';
import { type Asked, type RentalInputs, usualInputs } from './v2/inputs.ts';
import { caseA } from './v2/test-inputs.ts';
import { writeDecimal, writePercent, writeRatio } from './words.ts';

const rental = (inputs: Partial<RentalInputs>) => calculate({ strategy: 'RENTAL', inputs: { ...caseA, ...inputs } });
const lineOf = (calculation: Calculation, name: string) =>
  explainResults(calculation)
    .flatMap(({ lines }) => lines)
    .find((line) => line.name.startsWith(name));
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

test('every result shows its formula with the values behind it', () => {
  const capRate = lineOf(rental({}), 'Cap rate');
  expect(plain(capRate?.value)).toBe('6.35%');
  expect(capRate?.values).toBe('$19,048.80 ÷ $300,000.00');
  expect(lineOf(rental({}), 'Cash in')?.values).toBe('$75,000.00 + $9,000.00 + $0.00 + $0.00');
});

test('results that do not exist say why', () => {
  const debtFree = rental({ downRate: 1_000_000 });
  for (const name of ['Payment', 'Debt service', 'Debt coverage', 'Debt yield'])
    expect(lineOf(debtFree, name)?.value).toBe('no debt');
  const allBorrowed = rental({ downRate: 0, closingRate: 0 });
  expect(lineOf(allBorrowed, 'Cash-on-cash')?.value).toBe('no cash left in');
  const ruin = rental({ rent: 0, valueGrowth: -200_000 });
  expect(lineOf(ruin, 'Internal rate')).toMatchObject({ value: 'no rate', note: expect.stringContaining('one sign') });
  expect(lineOf(ruin, 'Break-even')?.value).toBe('–');
});

test('of several rates it says how many there are, and points to the modified one', () => {
  const calculation = rental({});
  if (calculation.strategy !== 'RENTAL') throw new Error('A rental is a rental.');
  const { results } = calculation;
  const internalRate = { percent: 10, roots: [10, 20] };
  const several = { ...calculation, results: { ...results, holding: { ...results.holding, internalRate } } };
  expect(plain(lineOf(several, 'Internal rate')?.note)).toBe(
    '2 rates do: 10.00%, 20.00%. Look at the modified rate (MIRR), which is one.',
  );
});

test('mortgage insurance says when it ends', () => {
  expect(lineOf(rental({ downRate: 50_000, mortgageInsuranceRate: 5_000 }), 'Debt service')?.note).toContain('78%');
  expect(lineOf(rental({}), 'Debt service')?.note).toBeUndefined();
});

test('each strategy answers its question', () => {
  const asked: Asked[] = [
    { strategy: 'RENTAL', inputs: caseA },
    {
      strategy: 'FLIP',
      inputs: { ...usualInputs, price: 18_000_000, repairedValue: 30_000_000, rehab: 4_500_000 },
    },
    {
      strategy: 'BRRRR',
      inputs: { ...caseA, repairedValue: 40_000_000, bridgeLoan: null, refinanceRate: 900_000, refinanceCosts: 0 },
    },
    {
      strategy: 'REFINANCE',
      inputs: { ...usualInputs, balance: 20_000_000, presentRate: 50_000, paymentsLeft: 200, refinanceCosts: 0 },
    },
    { strategy: 'RENT_OR_BUY', inputs: { ...usualInputs, price: 40_000_000, rent: 100_000 } },
  ];
  expect(
    asked.map((one) => listKeyFigures(calculate(one)).map(({ label, value }) => plain(`${label}: ${value}`))[0]),
  ).toEqual([
    'Cash flow a month: $165.25',
    expect.stringMatching(/^Profit: \$/),
    'Cash left in: all cash out',
    expect.stringMatching(/^New payment: \$/),
    'Buyer ahead from: Not within 30 years',
  ]);
});

test('numbers are rounded half away from zero to what is shown', () => {
  expect(writeDecimal(2.345, 2)).toBe('2.35');
  expect(writeDecimal(1.005, 2)).toBe('1.01');
  expect(writeDecimal(-1.005, 2)).toBe('−1.01');
  expect(writeDecimal(-0.001, 2)).toBe('0.00');
  expect(writeDecimal(1234.5, 1)).toBe('1,234.5');
  expect(writePercent(null, 2)).toBe('–');
  expect(writeRatio(1.1162)).toBe('1.12');
});
