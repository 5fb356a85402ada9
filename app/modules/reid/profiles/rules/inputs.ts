import type { Series } from '../../figures/changes.ts';

/** A value with the source that published it. */
export interface SourcedValue {
  value: number;
  source: string;
}

/** A monthly series with the source that published it. */
export interface SourcedSeries {
  values: Series;
  source: string;
}

/** Everything the rules of profiles look at. What is not here cannot move a score. */
export interface ProfileInputs {
  /** Cents, by month: the source's price. */
  price: SourcedSeries | null;
  /** Homes, by month. */
  sales: SourcedSeries | null;
  /** Months, to two decimals. */
  supply: SourcedValue | null;
  /** Cents a month. */
  rent: SourcedValue | null;
  /** Cents a year. */
  income: SourcedValue | null;
  population: Population | null;
}

/** People of an area over the years. */
export interface Population {
  source: string;
  /** Percent a year, where the source says it itself. */
  published: number | null;
  estimates: readonly PopulationEstimate[];
}

/** People of an area, as a survey of one or more years found them. */
export interface PopulationEstimate {
  people: number;
  /** The last year of the survey. */
  year: number;
  /** How many years it took: 1 or 5. */
  years: number;
}

/**
 * The columns behind each input. Fair housing: none may tell of race, color, religion, sex, national origin, disability,
 * diversity, age, family, poverty, schools, unemployment or low incomes, nor stand for one of them. A test reads this list.
 */
export const inputColumns = {
  price: ['reid_market_data.median_price', 'reid_market_data.typical_value', 'reid_market_data.median_list_price'],
  sales: ['reid_market_data.sold_listings'],
  supply: ['reid_market_data.inventory_months', 'reid_market_data.active_listings', 'reid_market_data.sold_listings'],
  rent: ['reid_market_data.median_rent', 'reid_demographics.median_rent'],
  income: ['reid_demographics.median_income'],
  population: ['reid_demographics.population_growth', 'reid_demographics.total_population'],
} as const satisfies Record<keyof ProfileInputs, readonly string[]>;
