import type { FigureKey } from './definitions.ts';

/** The figures that may stand for the price of a home, the one to take first. Each is always shown under its own name. */
export const priceFigures = ['median_price', 'typical_value', 'median_list_price'] as const satisfies FigureKey[];

/** The price of a source: the first it has. Undefined for a source without prices, such as one of rents. */
export function choosePriceFigure(available: ReadonlySet<string>): (typeof priceFigures)[number] | undefined {
  return priceFigures.find((key) => available.has(key));
}

const publishers = ['redfin', 'zillow', 'realtor'];

/**
 * The source whose prices are used unless somebody chooses another: the first of Redfin, Zillow and Realtor.com. Of one
 * publisher's sources it is the first by name, so that `redfin` comes before `redfin-sa`, its seasonally adjusted one.
 * @param sources  names of sources that have prices
 */
export function choosePriceSource(sources: readonly string[]): string | undefined {
  const sorted = sources.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  for (const publisher of publishers) {
    const found = sorted.find((source) => source === publisher || source.startsWith(`${publisher}-`));
    if (found) return found;
  }
  return sorted[0];
}
