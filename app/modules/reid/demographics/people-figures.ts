import type { Figure } from '../figures/definitions.ts';
import { writeFigure } from '../figures/writing.ts';

/** A figure about the people of an area, under the name of its column of `reid_demographics`. */
export interface PeopleFigure {
  key: string;
  name: string;
  /** How it is kept: cents, a count, years, people, percent. */
  unit: 'MONEY' | 'COUNT' | 'YEARS' | 'PEOPLE' | 'PERCENT' | 'PERCENT_A_YEAR';
}

/** All of them, in the order of the table. */
export const peopleFigures = [
  { key: 'total_population', name: 'People', unit: 'COUNT' },
  { key: 'population_growth', name: 'Growth of population a year', unit: 'PERCENT_A_YEAR' },
  { key: 'population_density', name: 'People a square mile', unit: 'COUNT' },
  { key: 'households', name: 'Households', unit: 'COUNT' },
  { key: 'avg_household_size', name: 'People in a household', unit: 'PEOPLE' },
  { key: 'median_age', name: 'Median age', unit: 'YEARS' },
  { key: 'median_income', name: 'Median household income', unit: 'MONEY' },
  { key: 'avg_income', name: 'Average household income', unit: 'MONEY' },
  { key: 'poverty_rate', name: 'In poverty', unit: 'PERCENT' },
  { key: 'median_home_value', name: 'Median home value, as owners say', unit: 'MONEY' },
  { key: 'median_rent', name: 'Median gross rent a month', unit: 'MONEY' },
  { key: 'homeownership_rate', name: 'Homes lived in by their owners', unit: 'PERCENT' },
  { key: 'renter_rate', name: 'Homes lived in by renters', unit: 'PERCENT' },
  { key: 'high_school_rate', name: 'Finished high school, 25 and over', unit: 'PERCENT' },
  { key: 'college_rate', name: 'Bachelor’s degree or more, 25 and over', unit: 'PERCENT' },
  { key: 'employment_rate', name: 'Employed', unit: 'PERCENT' },
  { key: 'unemployment_rate', name: 'Unemployed', unit: 'PERCENT' },
  { key: 'labor_force_size', name: 'Labor force', unit: 'COUNT' },
  { key: 'diversity_index', name: 'Diversity index', unit: 'PERCENT' },
] as const satisfies readonly PeopleFigure[];

export type PeopleKey = (typeof peopleFigures)[number]['key'];

const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const wholeDollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const percent: Pick<Figure, 'unit'> = { unit: 'PERCENT' };

/** A value as it is kept, in words: "$64,321", "31.4%". */
export function writePeople({ unit }: Pick<PeopleFigure, 'unit'>, value: number): string {
  switch (unit) {
    case 'MONEY':
      return wholeDollars.format(value / 100);
    case 'COUNT':
      return Math.round(value).toLocaleString('en-US');
    case 'PERCENT':
    case 'PERCENT_A_YEAR':
      return writeFigure(percent, value);
    default:
      return plain.format(value);
  }
}

/** A margin of error in words: "± $2,210", "± 1.2 points". */
export function writeMargin({ unit }: Pick<PeopleFigure, 'unit'>, margin: number): string {
  if (unit === 'PERCENT' || unit === 'PERCENT_A_YEAR') return `± ${margin.toFixed(1)} points`;
  return `± ${writePeople({ unit }, margin)}`;
}
