import { readKey, readPage, readSearchText, writeAddress } from '~/utils/addresses.ts';
import { areaTypeNames } from '../areas/area-search.ts';
import type { AreaType } from '../areas/areas.ts';
import { findStateByCode } from '../areas/us-states.ts';
import { type ListedFigure, readListedFigure } from '../figures/listed-figures.ts';

/** Orders of the list, by the words of the form. */
export const marketSorts = {
  name: 'Name',
  price: 'Highest price',
  change: 'Largest change of price',
  supply: 'Fewest months of supply',
  days: 'Fewest days on market',
  figure: 'Highest chosen figure',
} as const;
export type MarketSort = keyof typeof marketSorts;

/** What the address of the list of markets says. */
export interface MarketListAddress {
  text: string;
  type: AreaType | undefined;
  /** Two letters. */
  state: string | undefined;
  /** A source, with its period behind a colon unless that is a month; undefined for the usual one. */
  source: string | undefined;
  figure: ListedFigure;
  sort: MarketSort;
  page: number;
}

/** Nothing in an address is an error: what it does not say, or says wrongly, is as usual. */
export function readMarketListAddress(search: URLSearchParams): MarketListAddress {
  return {
    text: readSearchText(search.get('q')),
    type: readKey(areaTypeNames, search.get('type')),
    state: findStateByCode(search.get('state') ?? '')?.code,
    source: readSearchText(search.get('source')) || undefined,
    figure: readListedFigure(search.get('figure')),
    sort: readKey(marketSorts, search.get('sort')) ?? 'name',
    page: readPage(search.get('page')) ?? 1,
  };
}

export const writeMarketListAddress = ({ text, type, state, source, figure, sort, page }: MarketListAddress) =>
  writeAddress('/reid/markets', {
    q: text,
    type,
    state,
    source,
    figure: figure === 'price' ? undefined : figure,
    sort: sort === 'name' ? undefined : sort,
    page: page === 1 ? undefined : page,
  });

export const marketsPerPage = 50;

/** The page of an area. */
export const marketHref = (key: string, source?: string) => writeAddress(`/reid/markets/${key}`, { source });
