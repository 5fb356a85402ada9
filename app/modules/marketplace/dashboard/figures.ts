// What `app.platform_dashboard()` answers: db/rules/marketplace/dashboard.sql says how each figure is counted.

/** A number of things and what they come to, in cents. */
interface CountAndAmount {
  count: number;
  amount: number;
}

export interface SalesFigures {
  /** The last twelve months, the oldest first, as "2026-03"; sales in cents, less refunds. */
  months: { month: string; sales: number; orders: number }[];
  renewals: CountAndAmount;
  overdue: CountAndAmount;
  approvals: number;
  unmatchedPayments: number;
}

export interface CatalogFigures {
  toolsOnSale: number;
  toolsHidden: number;
  bundlesOnSale: number;
  pendingReviews: number;
  reportedReviews: number;
  months: { month: string; reviews: number }[];
}

export interface CustomerFigures {
  organizations: number;
  /** Organizations that ask for a higher plan and wait for an answer. */
  upgradeRequests: number;
  months: { month: string; organizations: number }[];
  failedMail: number;
  newestFailedMail: { id: string; kind: string; recipient: string; error: string; createdAt: string }[];
}

/** Each part is null for somebody whose roles do not open its area. */
export interface Dashboard {
  sales: SalesFigures | null;
  catalog: CatalogFigures | null;
  customers: CustomerFigures | null;
}

const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const shortFormat = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });

/** A month such as "2026-03" as a place of a chart. */
export function placeMonth(month: string) {
  const day = new Date(`${month}-01T00:00:00Z`);
  return { key: month, name: monthFormat.format(day), short: shortFormat.format(day) };
}

/**
 * How this month stands beside the one before, in words: "12 % more than in all of March". A month without anything is compared with
 * nothing.
 * @param values  of the months, this one last
 */
export function compareMonths(values: readonly number[], monthBefore: string): string {
  const [before = 0, now = 0] = values.slice(-2);
  if (before === 0) return `Nothing in ${monthBefore}`;
  const share = Math.round(((now - before) / before) * 100);
  if (share === 0) return `As in all of ${monthBefore}`;
  return `${Math.abs(share)} % ${share > 0 ? 'more' : 'less'} than in all of ${monthBefore}`;
}
