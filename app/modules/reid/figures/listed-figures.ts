import { type FigureKey, figures } from './definitions.ts';

/** A figure that lists and maps can show: one of a market, the price of a source, or how that changed in a year. */
export type ListedFigure = FigureKey | 'price' | 'price_change';

/** Those that somebody can choose, in the order of the form. The price of a source is named when the source is known. */
export const listedFigures: readonly { key: ListedFigure; name: string }[] = [
  { key: 'price', name: 'Price' },
  { key: 'price_change', name: 'Price, change in a year' },
  ...figures.filter(({ key }) => !['median_price', 'typical_value', 'median_list_price', 'min_price', 'max_price'].includes(key)),
];

const keys: ReadonlyMap<string, ListedFigure> = new Map(listedFigures.map(({ key }) => [key, key]));

/** The figure of an address; the price for anything else. */
export const readListedFigure = (text: string | null): ListedFigure => keys.get(text ?? '') ?? 'price';
