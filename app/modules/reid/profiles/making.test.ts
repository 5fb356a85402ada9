import { expect, test } from 'vitest';
import { moveMonths } from '../figures/periods.ts';
import { type FoundInputs, findMonth, toProfileInputs } from './inputs.ts';
import { makeProfile } from './making.ts';

const area: FoundInputs['area'] = {
  key: 'zip-78704',
  name: '78704',
  type: 'ZIP',
  zipCode: '78704',
  city: 'Austin',
  state: 'TX',
  county: null,
  neighborhood: null,
  schoolDistrict: null,
  msaCode: null,
};

const nothing: FoundInputs = { area, price: null, sales: null, rents: null, supply: null, surveys: [] };

/** Months up to June 2024, the earliest first. */
const monthly = (source: string, values: readonly number[], figure = 'median_price') => ({
  figure,
  source,
  propertyType: null,
  values: values.map((value, index): [string, number] => [moveMonths('2024-06-30', index - values.length + 1), value]),
});

const survey = { source: 'acs-5-year', year: 2023, people: null, growth: null, income: null, rent: null };

test('the month of a profile is that of the newest price, else of sales', () => {
  expect(findMonth({ ...nothing, price: monthly('redfin', [1, 2]) })).toBe('2024-06-30');
  expect(findMonth({ ...nothing, sales: monthly('redfin', [1]) })).toBe('2024-06-30');
  expect(findMonth(nothing)).toBeUndefined();
});

test('supply is the publisher’s, else from the counts; rent is the market’s, else that of people', () => {
  const pace = { date: '2024-06-30', periodType: 'MONTHLY' as const, active: 100, sold: 40, source: 'redfin' };
  expect(toProfileInputs({ ...nothing, supply: { ...pace, published: 3.1 } }).supply?.value).toBe(3.1);
  expect(toProfileInputs({ ...nothing, supply: { ...pace, published: null } }).supply?.value).toBe(2.5);
  expect(toProfileInputs({ ...nothing, supply: { ...pace, published: null, sold: 0 } }).supply).toBeNull();
  const surveys = [{ ...survey, rent: 150_000 }];
  expect(toProfileInputs({ ...nothing, surveys }).rent).toEqual({ value: 150_000, source: 'acs-5-year' });
  expect(toProfileInputs({ ...nothing, surveys, rents: monthly('zillow-zori', [1, 2]) }).rent).toEqual({
    value: 2,
    source: 'zillow-zori',
  });
});

test('people of two sources are never compared, and a survey of five years says so', () => {
  const surveys = [
    { ...survey, people: 46_000 },
    { ...survey, source: 'acs-1-year', year: 2019, people: 1 },
    { ...survey, year: 2018, people: 44_000 },
  ];
  expect(toProfileInputs({ ...nothing, surveys }).population).toEqual({
    source: 'acs-5-year',
    published: null,
    estimates: [
      { people: 46_000, year: 2023, years: 5 },
      { people: 44_000, year: 2018, years: 5 },
    ],
  });
});

test('an address makes it the profile of a property, a property type that of a part of the market', () => {
  const typeOf = (asked: Parameters<typeof makeProfile>[1]) => makeProfile(nothing, asked, '2024-07-10').profile_type;
  expect(typeOf({})).toBe('NEIGHBORHOOD');
  expect(typeOf({ propertyType: 'Condo' })).toBe('MARKET_SEGMENT');
  expect(typeOf({ propertyType: 'Condo', address: '1 Main Street' })).toBe('PROPERTY');
});

test('without data there are no scores, no confidence, and everything is named that is missing', () => {
  const profile = makeProfile(nothing, {}, '2024-07-10');
  expect(profile).toMatchObject({
    overall_score: null,
    growth_score: null,
    risk_score: null,
    confidence_score: 0,
    strengths: [],
    weaknesses: [],
    data_sources: [],
  });
  expect(profile.recommendations).toHaveLength(10);
  expect(profile.summary).toContain('not enough data');
});

test('the same data makes the same profile, and the analysis tells every part with its points and weight', () => {
  const found: FoundInputs = {
    ...nothing,
    price: monthly(
      'redfin',
      Array.from({ length: 73 }, (_, index) => 40_000_000 + 100_000 * index),
    ),
    rents: monthly('zillow-zori', [200_000], 'median_rent'),
    surveys: [{ ...survey, income: 8_000_000 }],
  };
  const profile = makeProfile(found, {}, '2024-07-10');
  expect(makeProfile(structuredClone(found), {}, '2024-07-10')).toEqual(profile);
  expect(profile.lifestyle_score).toBe(50);
  expect(profile.detailed_analysis).toContain(
    'Affordability, 50 of 100: A year’s rent, of the income 30.0% gives 50 points of weight 100.',
  );
  expect(profile.data_sources).toEqual(['acs-5-year', 'redfin', 'zillow-zori']);
});
