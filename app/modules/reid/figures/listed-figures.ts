import type { ValueFormat } from '~/components/charts/data.ts';
import { type Figure, type FigureKey, figures, findFigure } from './definitions.ts';
import type { priceFigures } from './prices.ts';
import { findFormat, writeChange, writeFigure } from './writing.ts';

/** A figure that lists and maps can show: one of a market, the price of a source, or how that changed in a year. */
export type ListedFigure = FigureKey | 'price' | 'price_change';

const notListed: ReadonlySet<string> = new Set([
  'median_price',
  'typical_value',
  'median_list_price',
  'min_price',
  'max_price',
]);

/** Those that somebody can choose, in the order of the form. Prices are named when their source is known. */
export const listedFigures: readonly { key: ListedFigure; name: string }[] = [
  { key: 'price', name: 'Price' },
  { key: 'price_change', name: 'Price, change in a year' },
  ...figures.filter(({ key }) => !notListed.has(key)),
];

const keys: ReadonlyMap<string, ListedFigure> = new Map(listedFigures.map(({ key }) => [key, key]));

/** The figure of an address; the price for anything else. */
export const readListedFigure = (text: string | null): ListedFigure => keys.get(text ?? '') ?? 'price';

const price = { unit: 'MONEY' } as const;

/**
 * How a listed figure is called and written.
 * @param priceFigure  the figure that is the source's price
 */
export function describeListed(
  key: ListedFigure,
  priceFigure: (typeof priceFigures)[number] | null,
): { name: string; format: ValueFormat } {
  const priceName = (priceFigure && findFigure(priceFigure)?.name) ?? 'Price';
  if (key === 'price') return { name: priceName, format: dollars };
  if (key === 'price_change') {
    const write = (percent: number) => writeChange(price, percent);
    return { name: `${priceName}, change in a year`, format: { write, mark: write, hasFractions: true } };
  }
  const figure = findFigure(key);
  const format = findFormat(figure ?? price);
  return { name: figure?.name ?? key, format: figure?.unit === 'MONEY' ? dollars : format };
}

const wholeDollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });

/** Prices of houses in lists and on maps, in whole dollars: cents stand on the page of the figure. */
export const dollars: ValueFormat = {
  write: (cents) => wholeDollars.format(cents / 100),
  mark: findFormat(price).mark,
};

/** A figure's value with prices in whole dollars, "–" where it is unknown. */
export function writeRounded(figure: Pick<Figure, 'unit'>, value: number | null): string {
  return value !== null && figure.unit === 'MONEY' ? dollars.write(value) : writeFigure(figure, value);
}
