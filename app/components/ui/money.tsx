import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';

/** An amount in cents. */
export function Money({ cents, currency }: { cents: number; currency?: string }) {
  return <span className="tabular-nums">{formatMoney(cents, currency)}</span>;
}

/** A day. */
export function Day({ date }: { date: string | Date }) {
  return <time dateTime={new Date(date).toISOString().slice(0, 10)}>{formatDate(date)}</time>;
}
