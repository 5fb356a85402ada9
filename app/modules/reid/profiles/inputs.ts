import { z } from 'zod';
import { findMonthsOfSupply } from '../figures/supply.ts';
import type { Population, ProfileInputs, SourcedSeries, SourcedValue } from './rules/inputs.ts';

const series = z.object({
  figure: z.string(),
  source: z.string(),
  propertyType: z.string().nullable(),
  /** Days and values, the earliest first. */
  values: z.array(z.tuple([z.iso.date(), z.number()])),
});
type FoundSeries = z.infer<typeof series>;

const text = z.string().nullable();

/** What the database knows of an area for its profile: `app.read_profile_inputs`. */
export const foundInputsSchema = z.object({
  area: z.object({
    key: z.string(),
    name: z.string(),
    type: z.string(),
    zipCode: text,
    city: text,
    state: text,
    county: text,
    neighborhood: text,
    schoolDistrict: text,
    msaCode: text,
  }),
  price: series.nullable(),
  sales: series.nullable(),
  rents: series.nullable(),
  supply: z
    .object({
      date: z.iso.date(),
      periodType: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY']),
      published: z.number().nullable(),
      active: z.number().nullable(),
      sold: z.number().nullable(),
      source: z.string(),
    })
    .nullable(),
  /** The newest year first. */
  surveys: z.array(
    z.object({
      source: z.string(),
      year: z.int(),
      people: z.number().nullable(),
      growth: z.number().nullable(),
      income: z.number().nullable(),
      rent: z.number().nullable(),
    }),
  ),
});
export type FoundInputs = z.infer<typeof foundInputsSchema>;

/** Turns what is known of an area into what the rules look at. */
export function toProfileInputs({ price, sales, rents, supply, surveys }: FoundInputs): ProfileInputs {
  const months = supply && findMonthsOfSupply(supply.published, supply);
  return {
    price: toSeries(price),
    sales: toSeries(sales),
    supply: supply && months !== null ? { value: months, source: supply.source } : null,
    rent: findNewest(rents) ?? findSurveyed(surveys, 'rent'),
    income: findSurveyed(surveys, 'income'),
    population: findPopulation(surveys),
  };
}

/** The last day of the month that a profile is about: the newest with a price, or else with sales; undefined where there is neither. */
export const findMonth = ({ price, sales }: FoundInputs) => (price ?? sales)?.values.at(-1)?.[0];

const toSeries = (found: FoundSeries | null): SourcedSeries | null =>
  found && { source: found.source, values: new Map(found.values) };

function findNewest(found: FoundSeries | null): SourcedValue | null {
  const newest = found?.values.at(-1);
  return found && newest ? { source: found.source, value: newest[1] } : null;
}

function findSurveyed(surveys: FoundInputs['surveys'], key: 'rent' | 'income'): SourcedValue | null {
  const newest = surveys.find((survey) => survey[key] !== null);
  const value = newest?.[key] ?? null;
  return newest && value !== null ? { source: newest.source, value } : null;
}

/** The people that one source counts: that of the newest survey with people. Surveys of five years say so in their source's name. */
function findPopulation(surveys: FoundInputs['surveys']): Population | null {
  const newest = surveys.find(({ people, growth }) => people !== null || growth !== null);
  if (!newest) return null;
  const { source } = newest;
  const years = Number(/-(\d)-year$/.exec(source)?.[1] ?? 1);
  return {
    source,
    published: newest.growth,
    estimates: surveys.flatMap(({ source: other, people, year }) =>
      other === source && people !== null ? [{ people, year, years }] : [],
    ),
  };
}
