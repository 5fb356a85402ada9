import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { renews } from '../cart/costs.ts';
import type { PriceModel } from '../labels.ts';

/** What an organization pays next for a tool that it owns. */
export interface NextCharge {
  /** Cents, by the prices of today. */
  price: number;
  /** Null where nothing is charged again. */
  chargedAt: string | null;
  /** The end of what is paid; null for a tool that was bought once. */
  endsAt: string | null;
}

/** Says when an organization pays for a tool again that it owns, and how much. */
export function describeNextCharge({ price, chargedAt, endsAt }: NextCharge, currency: string): string {
  if (chargedAt !== null) return `${formatMoney(price, currency)} on ${formatDate(chargedAt)}`;
  return endsAt === null ? 'None' : `None, it ends ${formatDate(endsAt)}`;
}

/**
 * Says when a tool is paid for again that is bought now.
 * @param day  of the purchase; without it, as in a page that is kept for everybody, the time is told and not the day
 */
export function describeFirstCharge(
  { price, currency, priceModel }: { price: number; currency: string; priceModel: PriceModel },
  day: string | undefined,
): string {
  if (!renews(priceModel)) return 'None, it is paid once';
  const amount = formatMoney(price, currency);
  const months = priceModel === 'ANNUAL' ? 12 : 1;
  if (day === undefined) return `${amount} after ${months === 12 ? 'a year' : 'a month'}`;
  return `${amount} on ${formatDate(addMonths(day, months))}`;
}

/** The same day so many months later, or the last one of a month that is too short, as the database counts. */
function addMonths(day: string, months: number): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())));
}
