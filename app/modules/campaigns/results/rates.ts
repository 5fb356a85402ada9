/** Stands where a value is not known, or cannot be. */
export const unknown = '–';

/** What the ledger counts of an email. */
export interface Totals {
  totalSent: number;
  totalDelivered: number;
  totalOpened: number;
  totalClicked: number;
  totalBounced: number;
  totalUnsubscribed: number;
  totalComplained: number;
}

/** Percent with two places; null of nothing. */
export function computeRate(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 10_000) / whole) / 100;
}

/** Percent: "12.50%"; a dash for none. */
export function writeRate(rate: number | null): string {
  return rate === null ? unknown : `${rate.toFixed(2)}%`;
}

/**
 * The rates of an email, percent. Bounces and complaints are of the accepted messages, what people do is of the delivered ones, and the
 * click-to-open rate of those who opened.
 */
export function computeRates(totals: Totals) {
  const { totalSent, totalDelivered, totalOpened } = totals;
  return {
    delivery: computeRate(totalDelivered, totalSent),
    bounce: computeRate(totals.totalBounced, totalSent),
    complaint: computeRate(totals.totalComplained, totalSent),
    open: computeRate(totalOpened, totalDelivered),
    click: computeRate(totals.totalClicked, totalDelivered),
    clickToOpen: computeRate(totals.totalClicked, totalOpened),
    unsubscribe: computeRate(totals.totalUnsubscribed, totalDelivered),
  };
}
