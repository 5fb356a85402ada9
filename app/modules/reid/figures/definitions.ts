/**
 * How a figure is kept: cents, a whole number, days, months, percent (24.4), or a share (0.244) that is written as a
 * percentage.
 */
type Unit = 'MONEY' | 'COUNT' | 'DAYS' | 'MONTHS' | 'PERCENT' | 'SHARE';

/** A figure of a market, under the name of its column. */
export interface Figure {
  key: string;
  /** Its name in headings and lists. */
  name: string;
  unit: Unit;
  /** Whether those of several areas may be added up. */
  addsUp: boolean;
  /** One or two sentences for people who meet it for the first time. */
  definition: string;
}

const money = { unit: 'MONEY', addsUp: false } as const;
const count = { unit: 'COUNT', addsUp: true } as const;
const share = { unit: 'SHARE', addsUp: false } as const;

/** All figures of `reid_market_data`, in the order of the figures table. */
export const figures = [
  {
    key: 'median_price',
    name: 'Median sale price',
    ...money,
    definition: 'Half of the homes sold in the period sold for more than this, half for less.',
  },
  {
    key: 'typical_value',
    name: 'Typical home value',
    ...money,
    definition:
      'The publisher’s estimate of what a typical home is worth, whether or not it was for sale. It is no sale price.',
  },
  {
    key: 'median_list_price',
    name: 'Median asking price',
    ...money,
    definition: 'Half of the homes for sale in the period were offered for more than this, half for less.',
  },
  {
    key: 'avg_price',
    name: 'Average sale price',
    ...money,
    definition: 'The sum of sale prices divided by the homes sold. A few expensive homes raise it.',
  },
  {
    key: 'avg_list_price',
    name: 'Average asking price',
    ...money,
    definition: 'The sum of asking prices divided by the homes for sale. A few expensive homes raise it.',
  },
  { key: 'min_price', name: 'Lowest sale price', ...money, definition: 'The lowest price paid in the period.' },
  { key: 'max_price', name: 'Highest sale price', ...money, definition: 'The highest price paid in the period.' },
  {
    key: 'price_per_sqft',
    name: 'Sale price per square foot',
    ...money,
    definition: 'The median of sale prices, each divided by the home’s living area in square feet.',
  },
  {
    key: 'list_price_per_sqft',
    name: 'Asking price per square foot',
    ...money,
    definition: 'The median of asking prices, each divided by the home’s living area in square feet.',
  },
  {
    key: 'median_rent',
    name: 'Typical rent',
    ...money,
    definition: 'What a typical home is let for, a month, as the publisher measures it.',
  },
  {
    key: 'active_listings',
    name: 'Homes for sale',
    ...count,
    definition: 'Listings that were open at the end of the period, as the publisher counts them.',
  },
  { key: 'new_listings', name: 'New listings', ...count, definition: 'Homes put up for sale during the period.' },
  { key: 'sold_listings', name: 'Homes sold', ...count, definition: 'Sales closed during the period.' },
  {
    key: 'pending_listings',
    name: 'Pending sales',
    ...count,
    definition: 'Homes with a contract whose sale was not closed yet.',
  },
  {
    key: 'expired_listings',
    name: 'Expired listings',
    ...count,
    definition: 'Listings that ended during the period without a sale.',
  },
  {
    key: 'total_listings',
    name: 'All listings',
    ...count,
    definition: 'Every listing as the publisher counts them. It need not be the sum of those for sale and pending.',
  },
  {
    key: 'inventory_months',
    name: 'Months of supply',
    unit: 'MONTHS',
    addsUp: false,
    definition:
      'How long the homes for sale would last at the pace of sales: homes for sale at the end of the period divided by homes sold a month. The publisher’s own figure where there is one.',
  },
  {
    key: 'absorption_rate',
    name: 'Absorption rate',
    unit: 'PERCENT',
    addsUp: false,
    definition:
      'Homes sold a month as a percentage of the homes for sale at the end of the period. It may exceed 100%. The publisher’s own figure where there is one.',
  },
  {
    key: 'days_on_market',
    name: 'Days on market',
    unit: 'DAYS',
    addsUp: false,
    definition:
      'The median number of days on the market, as the publisher counts them: until a contract for homes sold, or so far for homes still listed.',
  },
  {
    key: 'sale_to_list_ratio',
    name: 'Sale-to-list ratio',
    ...share,
    definition:
      'Sale price as a percentage of the last asking price, on average. Above 100%, buyers outbid each other.',
  },
  {
    key: 'above_list_share',
    name: 'Sold above asking price',
    ...share,
    definition: 'Of the homes sold in the period, those that sold for more than their last asking price.',
  },
  {
    key: 'price_cut_share',
    name: 'Price cuts',
    ...share,
    definition: 'Of the homes for sale in the period, those whose asking price was lowered.',
  },
  {
    key: 'quick_sale_share',
    name: 'Sold within two weeks',
    ...share,
    definition: 'Of the homes that found a buyer in the period, those that did so within two weeks of being listed.',
  },
  {
    key: 'turnover_rate',
    name: 'Turnover rate',
    unit: 'PERCENT',
    addsUp: false,
    definition: 'Homes sold in the period as a percentage of all homes of the area.',
  },
] as const satisfies readonly Figure[];

/** The name of a figure's column. */
export type FigureKey = (typeof figures)[number]['key'];

const byKey = new Map<string, (typeof figures)[number]>(figures.map((figure) => [figure.key, figure]));

/** The figure of this key; undefined for any other text, such as one from an address. */
export function findFigure(key: string): (typeof figures)[number] | undefined {
  return byKey.get(key);
}
