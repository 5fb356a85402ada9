import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';

/** An amount in cents. */
export function Money({ cents, currency }: { cents: number; currency?: string }) {
  return <span className="tabular-nums">{formatMoney(cents, currency)}</span>;
}

/** A day. */
export function Day({ date }: { date: string }) {
  return <time dateTime={date}>{formatDate(date)}</time>;
}
