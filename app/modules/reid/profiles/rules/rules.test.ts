import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveMonths } from '../../figures/periods.ts';
import { findConfidence } from './confidence.ts';
import { inputColumns, type ProfileInputs } from './inputs.ts';
import {
  findDeviationOfChanges,
  findDropFromPeak,
  findGrowthOverFiveYears,
  findPopulationGrowth,
  type MeasureKey,
  type Measures,
  measureArea,
} from './measures.ts';
import { measureWords, overallParts, scoreRules } from './score-rules.ts';
import { findPoints, scoreArea } from './scores.ts';
import { chooseSummary, summarizeScores } from './summary.ts';

const month = '2024-06-30';

/** Measures with these values; the others are unknown. */
function measuresOf(values: Partial<Record<MeasureKey, number>>): Measures {
  const measure = (key: MeasureKey) => ({
    value: values[key] ?? null,
    sources: values[key] === undefined ? [] : ['redfin'],
  });
  return {
    priceOverYear: measure('priceOverYear'),
    priceOverFiveYears: measure('priceOverFiveYears'),
    populationGrowth: measure('populationGrowth'),
    salesOverYear: measure('salesOverYear'),
    rentYield: measure('rentYield'),
    monthsOfSupply: measure('monthsOfSupply'),
    priceToIncome: measure('priceToIncome'),
    priceSwings: measure('priceSwings'),
    belowPeak: measure('belowPeak'),
    rentToIncome: measure('rentToIncome'),
  };
}

const example = {
  priceOverYear: 4,
  priceOverFiveYears: 5,
  populationGrowth: 1.25,
  salesOverYear: -10,
  rentYield: 6,
  monthsOfSupply: 3.5,
  priceToIncome: 5,
  priceSwings: 1,
  belowPeak: 4,
  rentToIncome: 30,
};

test('the published example: growth 62, investment 57, risk 34, affordability 50, overall 59', () => {
  const { measured, overall } = scoreArea(measuresOf(example));
  expect({
    growth: measured.growth.value,
    investment: measured.investment.value,
    risk: measured.risk.value,
    affordability: measured.affordability.value,
    overall: overall.value,
  }).toEqual({ growth: 62, investment: 57, risk: 34, affordability: 50, overall: 59 });
  expect(measured.investment.lines.map(({ points }) => points?.toFixed(2))).toEqual([
    '50.00',
    '75.00',
    '50.00',
    '62.29',
  ]);
  expect(overall.lines.map(({ points }) => points?.toFixed(3))).toEqual(['56.843', '62.286', '50.000', '65.625']);
});

test.each([
  [[-10, 0, 10], -11, 0],
  [[-10, 0, 10], -10, 0],
  [[-10, 0, 10], 0, 50],
  [[-10, 0, 10], 10, 100],
  [[-10, 0, 10], 400, 100],
  [[8, 5, 2], 9, 0],
  [[8, 5, 2], 6.5, 25],
  [[8, 5, 2], 5, 50],
  [[8, 5, 2], 1, 100],
  [[3, 6, 10], 8, 75],
] as const)('on %j %d is worth %d points', (curve, value, points) => {
  expect(findPoints(value, curve)).toBe(points);
});

test('a better value never scores worse', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...scoreRules.flatMap(({ parts }) => parts)),
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: 0, max: 50, noNaN: true }),
      (part, value, more) => {
        if (!('curve' in part)) return;
        const [nothing, , full] = part.curve;
        const better = nothing < full ? value + more : value - more;
        expect(findPoints(better, part.curve)).toBeGreaterThanOrEqual(findPoints(value, part.curve));
      },
    ),
  );
});

test('under half the weight there is no score, with half there is one, and the parts that are there share the weight', () => {
  const growthOf = (values: Partial<Record<MeasureKey, number>>) => scoreArea(measuresOf(values)).measured.growth;
  expect(growthOf({ priceOverYear: 10 }).value).toBeNull();
  expect(growthOf({ priceOverFiveYears: 10, populationGrowth: 2 })).toMatchObject({ value: null, presence: 0.45 });
  expect(growthOf({ priceOverYear: 10, populationGrowth: -1 })).toMatchObject({ value: 73, presence: 0.55 });
  expect(scoreArea(measuresOf({ belowPeak: 30, monthsOfSupply: 2 })).measured.risk.value).toBe(56);
  expect(scoreArea(measuresOf({ monthsOfSupply: 2 })).measured.risk.value).toBeNull();
  expect(scoreArea(measuresOf({ priceSwings: 3 })).measured.risk.value).toBeNull();
  expect(scoreArea(measuresOf({})).overall).toMatchObject({ value: null, exact: null, presence: 0 });
});

test('halves go up, and only at the end', () => {
  const { measured } = scoreArea(measuresOf({ rentToIncome: 29.88 }));
  expect(measured.affordability.exact).toBeCloseTo(50.5, 9);
  expect(measured.affordability.value).toBe(51);
});

test('weights of every score sum to what the rules say, and every measure has a name', () => {
  const sumOf = (parts: readonly { weight: number }[]) => parts.reduce((sum, { weight }) => sum + weight, 0);
  expect(scoreRules.map(({ key, parts }) => [key, sumOf(parts)])).toEqual([
    ['growth', 100],
    ['investment', 100],
    ['risk', 80],
    ['affordability', 100],
  ]);
  expect(sumOf(overallParts)).toBe(100);
});

test('strengths and weaknesses are fixed sentences, of risk the other way round, and supply is said once', () => {
  const { strengths, weaknesses } = scoreArea(
    measuresOf({
      ...example,
      rentYield: 12,
      priceToIncome: 9,
      priceSwings: 4,
      belowPeak: 0,
      monthsOfSupply: 2,
      priceOverYear: 4,
    }),
  );
  expect(strengths).toEqual([
    'Prices rose clearly in the last year.',
    'The population grows fast.',
    'Rents are high for the price.',
    'Few homes are for sale for the pace of sales.',
    'Prices are near their highest in ten years.',
  ]);
  expect(weaknesses).toEqual([
    'Clearly fewer homes sold than a year before.',
    'Prices are high for the incomes.',
    'Prices swing widely from month to month.',
  ]);
});

/** Words for what the Fair Housing Act protects, and for what stands in for it. */
const forbidden =
  /\b(rac(e|es|ial)|ethnic\w*|colou?r|religio\w*|sex|gender|national|origin|foreign\w*|language|disab\w*|divers\w*|ages?|elder\w*|senior\w*|famil\w*|child\w*|marri\w*|households?|poverty|poor|low income\w*|schools?|pupils?|students?|ratings?|educat\w*|college|unemploy\w*|employment|crime|voucher\w*|assist\w*|renter|homeownership)\b/i;

test('no input, column, name or sentence tells of people whom fair housing protects, or stands in for them', () => {
  expect('median age').toMatch(forbidden);
  const words = [
    ...Object.keys(inputColumns),
    ...Object.values(inputColumns).flat(),
    ...Object.keys(measureWords),
    ...Object.values(measureWords).map(({ name }) => name),
    ...scoreRules.flatMap(({ parts }) =>
      parts.flatMap((part) => ('sentences' in part && part.sentences ? Object.values(part.sentences) : [])),
    ),
  ].map((text) =>
    text
      .replace(/^reid_(market_data|demographics)\./, '')
      .replaceAll('_', ' ')
      .replace(/([a-z])([A-Z])/g, '$1 $2'),
  );
  expect(words.length).toBeGreaterThan(40);
  for (const word of words) expect(word).not.toMatch(forbidden);
});

const seriesOf = (count: number, find: (back: number) => number) =>
  new Map(Array.from({ length: count }, (_, back) => [moveMonths(month, -back), find(back)] as const));

const full: ProfileInputs = {
  price: { source: 'redfin', values: seriesOf(121, (back) => 30_000_000 * 1.005 ** -back) },
  sales: { source: 'redfin', values: seriesOf(13, (back) => (back === 12 ? 500 : 450)) },
  supply: { source: 'redfin', value: 3.5 },
  rent: { source: 'zillow-zori', value: 150_000 },
  income: { source: 'acs5', value: 6_000_000 },
  population: { source: 'acs5', published: 1.25, estimates: [] },
};

test('an area is measured from its figures, each measure with its sources', () => {
  const measures = measureArea(full, month);
  expect(measures.priceOverYear.value).toBeCloseTo((1.005 ** 12 - 1) * 100, 8);
  expect(measures.priceOverFiveYears.value).toBeCloseTo(((1.005 ** 60 - 1) * 100) / 5, 8);
  expect(measures.salesOverYear.value).toBeCloseTo(-10, 10);
  expect(measures.populationGrowth.value).toBe(1.25);
  expect(measures.rentYield).toEqual({ value: 6, sources: ['zillow-zori', 'redfin'] });
  expect(measures.priceToIncome).toEqual({ value: 5, sources: ['redfin', 'acs5'] });
  expect(measures.rentToIncome).toEqual({ value: 30, sources: ['zillow-zori', 'acs5'] });
  expect(measures.priceSwings.value).toBeCloseTo(0, 8);
  expect(measures.belowPeak.value).toBe(0);
  const nothing = measureArea(
    { price: null, sales: null, supply: null, rent: null, income: null, population: null },
    month,
  );
  expect(Object.values(nothing).map(({ value }) => value)).toEqual(Array(10).fill(null));
});

test('swings are the sample deviation of 24 changes, of which four may be missing', () => {
  // Changes of 1 % and 3 % by turns: 2 % on average, each 1 point off.
  const values = seriesOf(25, (back) => 100 * (1.01 * 1.03) ** (12 - Math.ceil(back / 2)) * (back % 2 ? 1.01 : 1));
  expect(findDeviationOfChanges(values, month)).toBeCloseTo(Math.sqrt(24 / 23), 8);
  for (const back of [24, 22]) values.delete(moveMonths(month, -back));
  expect(findDeviationOfChanges(values, month)).not.toBeNull();
  values.delete(moveMonths(month, -20));
  // Each missing month takes two changes with it, but for the first, which takes one: five are gone.
  expect(findDeviationOfChanges(values, month)).toBeNull();
});

test('the peak is of ten years, which hold three years of values at least', () => {
  const values = seriesOf(36, (back) => (back === 35 ? 200 : 150));
  expect(findDropFromPeak(values, month)).toBe(25);
  values.delete(moveMonths(month, -20));
  expect(findDropFromPeak(values, month)).toBeNull();
  expect(
    findDropFromPeak(
      seriesOf(122, (back) => (back >= 120 ? 900 : 100)),
      month,
    ),
  ).toBe(0);
  expect(
    findDropFromPeak(
      seriesOf(122, () => 100),
      moveMonths(month, 1),
    ),
  ).toBeNull();
});

test('five years of growth need a value exactly 60 months before', () => {
  const values = new Map([
    [month, 125],
    [moveMonths(month, -60), 100],
  ]);
  expect(findGrowthOverFiveYears(values, month)).toBe(5);
  expect(findGrowthOverFiveYears(values, moveMonths(month, 1))).toBeNull();
  expect(
    findGrowthOverFiveYears(
      new Map([
        [month, 125],
        [moveMonths(month, -59), 100],
      ]),
      month,
    ),
  ).toBeNull();
});

test('people grow as the source says, else between estimates that share no year', () => {
  const estimates = [2014, 2018, 2019, 2023].map((year) => ({ year, years: 5, people: year === 2014 ? 1000 : 1090 }));
  expect(findPopulationGrowth({ source: 'acs5', published: -0.4, estimates })).toBe(-0.4);
  expect(findPopulationGrowth({ source: 'acs5', published: null, estimates })).toBeCloseTo(1, 10);
  expect(findPopulationGrowth({ source: 'acs5', published: null, estimates: estimates.slice(2) })).toBeNull();
  expect(findPopulationGrowth({ source: 'acs5', published: null, estimates: estimates.slice(1) })).toBe(0);
  expect(findPopulationGrowth({ source: 'acs5', published: null, estimates: [] })).toBeNull();
});

test('confidence falls with missing data and with age, but not below three tenths of what is there', () => {
  const whole = scoreArea(measuresOf(example));
  expect(findConfidence(whole, month, '2024-09-15')).toBe(1);
  expect(findConfidence(whole, month, '2024-10-01')).toBe(0.9);
  expect(findConfidence(whole, month, '2025-04-30')).toBe(0.3);
  expect(findConfidence(whole, month, '2030-01-01')).toBe(0.3);
  const { rentToIncome, ...rest } = example;
  expect(rentToIncome).toBe(30);
  expect(findConfidence(scoreArea(measuresOf(rest)), month, month)).toBe(0.85);
  expect(findConfidence(scoreArea(measuresOf({ ...rest, rentYield: undefined })), month, month)).toBe(0.69);
  expect(findConfidence(scoreArea(measuresOf({})), month, month)).toBe(0);
});

test('the same data makes the same text, to the letter', () => {
  const scores = scoreArea(measuresOf(example));
  expect(summarizeScores('Austin, TX', scores)).toBe(
    'Austin, TX scores 59 of 100 overall. Of its parts: growth 62, investment 57, affordability 50, risk 34 (here less is better). In its favor: prices rose clearly in the last year; the population grows fast; few homes are for sale for the pace of sales; prices are near their highest in ten years. Against it: clearly fewer homes sold than a year before.',
  );
  expect(summarizeScores('Austin, TX', scoreArea(measuresOf({})))).toBe(
    'There is not enough data for an overall score of Austin, TX. Of its parts: growth without enough data, investment without enough data, affordability without enough data, risk without enough data (here less is better).',
  );
});

test.each([
  ['Growth of 62 and a rent yield of 6.0%.', true],
  ['Nothing but words.', true],
  ['Prices will rise 7% next year.', false],
  ['Growth of ٦٣ points.', false],
  ['Prices near $1,000,000.', false],
  ['It scores 59.5 overall.', false],
])('a writer’s text %j is taken: %s', (text, isTaken) => {
  const scores = scoreArea(measuresOf(example));
  expect(chooseSummary('Austin, TX', scores, text) === text).toBe(isTaken);
  expect(chooseSummary('Austin, TX', scores, undefined)).toBe(summarizeScores('Austin, TX', scores));
});
