import { formatMoney } from '~/utils/money.ts';
import { listNames } from '~/utils/words.ts';

/** The credit that an organization has by invoice; see `app.show_credit`. Amounts in cents. */
export interface Credit {
  /** The most that one more invoice may add. */
  room: number;
  /** The most that one order may cost in spite of the limit and of what is overdue; null for none. */
  approved: number | null;
  isOverdue: boolean;
  /** Numbers of its own orders that are overdue. */
  overdueOrders: readonly string[];
  /** The email address to ask for more at; empty without one. */
  contact: string;
}

/**
 * The reason why an order cannot go by invoice, with the way out; null where it can. The database decides; this says it in
 * advance.
 * @param total  cents of the order
 */
export function explainNoCredit(
  { room, approved, isOverdue, overdueOrders, contact }: Credit,
  total: number,
  acceptsCards: boolean,
): string | null {
  if (total === 0 || total <= (approved ?? 0) || (!isOverdue && total <= room)) return null;
  const reason = isOverdue
    ? overdueOrders.length > 0
      ? `${overdueOrders.length === 1 ? 'The invoice' : 'The invoices'} of ${listNames(overdueOrders)} should have been paid by now.`
      : 'An invoice of another organization with the same owner should have been paid by now.'
    : `What your organization owes by invoice has a limit, which leaves ${formatMoney(room)} until open invoices are paid.`;
  const ways = [
    ...(isOverdue || acceptsCards ? [] : ['pay an open invoice first']),
    ...(isOverdue ? ['pay it first'] : []),
    ...(acceptsCards ? ['pay this order by card'] : []),
    contact ? `write to ${contact}, who can approve it` : 'ask us to approve it',
  ];
  return `${reason} To go on, ${listNames(ways, 'disjunction')}.`;
}
