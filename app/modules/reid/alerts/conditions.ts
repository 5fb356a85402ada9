import { unreachable } from '~/utils/unreachable.ts';

/** What alerts can watch. The price is the one that the source has. */
export const watchedLabels = {
  price: 'Price',
  new_listings: 'New listings',
  sold_listings: 'Homes sold',
  active_listings: 'Homes for sale',
  inventory_months: 'Months of supply',
  days_on_market: 'Days on market',
  market_label: 'Market label (seller’s, balanced, buyer’s)',
} as const;
export type Watched = keyof typeof watchedLabels;

export const comparisonLabels = {
  falls: 'falls by at least',
  rises: 'rises by at least',
  below: 'is at or below',
  above: 'is at or above',
} as const;
type Comparison = keyof typeof comparisonLabels;

export const baselineLabels = { year: 'a year before', previous: 'the period before' } as const;
type Baseline = keyof typeof baselineLabels;

export type AlertType =
  | 'PRICE_DROP'
  | 'PRICE_INCREASE'
  | 'NEW_LISTINGS'
  | 'SOLD'
  | 'INVENTORY'
  | 'DAYS_ON_MARKET'
  | 'MARKET_TREND';

/** What an alert watches for, as the database keeps it. `app.are_alert_conditions` checks the same. */
export interface Conditions {
  figure: Watched;
  compare: Comparison | 'label_changes';
  /** Cents, a count, days, months or percent, by `unit`; none for a label. */
  value?: number | undefined;
  unit?: 'amount' | 'percent' | 'points' | undefined;
  /** None for a level. */
  over?: Baseline | undefined;
  source: string;
  propertyType?: string | undefined;
}

/** The type of alert that watches for this. */
export function findAlertType({ figure, compare }: Pick<Conditions, 'figure' | 'compare'>): AlertType {
  switch (figure) {
    case 'price':
      return compare === 'rises' || compare === 'above' ? 'PRICE_INCREASE' : 'PRICE_DROP';
    case 'new_listings':
      return 'NEW_LISTINGS';
    case 'sold_listings':
      return 'SOLD';
    case 'active_listings':
    case 'inventory_months':
      return 'INVENTORY';
    case 'days_on_market':
      return 'DAYS_ON_MARKET';
    case 'market_label':
      return 'MARKET_TREND';
    default:
      return unreachable(figure);
  }
}

/** Whether conditions of the database are some that judging understands: those of before are not. */
export function isUnderstood(conditions: Partial<Conditions>): conditions is Conditions {
  return (
    conditions.figure !== undefined &&
    conditions.figure in watchedLabels &&
    (conditions.compare === 'label_changes' ||
      (conditions.compare !== undefined && conditions.compare in comparisonLabels)) &&
    typeof conditions.source === 'string'
  );
}
