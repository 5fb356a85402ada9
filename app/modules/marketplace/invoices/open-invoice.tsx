import { Button } from '~/components/ui/button.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { amountOwed, type PayableOrder } from './payment-state.ts';

interface OpenOrder extends PayableOrder {
  number: string;
  paymentMethod: string;
  currency: string;
  dueOn: string | null;
  /** The day on which what it unlocked is suspended, if it is not paid by then. */
  suspendsOn: string | null;
  /** Whether the day it is due on is over. */
  isPastDue: boolean;
  suspendedAt: string | Date | null;
}

/**
 * What is owed by invoice, what happens if it is not paid, and how to pay; nothing for other orders.
 * @param mayPayByCard  whether the viewer may pay for the organization, and by card
 */
export function OpenInvoice({ order, mayPayByCard }: { order: OpenOrder; mayPayByCard: boolean }) {
  const { number, paymentMethod, paymentStatus, dueOn, suspendsOn, isPastDue, suspendedAt } = order;
  const owed = amountOwed(order);
  if (paymentMethod === 'CREDIT_CARD') return null;
  if (paymentStatus === 'PROCESSING') {
    return (
      <Notice kind="info" title="Your payment is being confirmed">
        <a href={`/orders/${number}?payment=made`} className="link">
          Look again
        </a>
      </Notice>
    );
  }
  if (owed === 0 || dueOn === null) return null;
  const amount = formatMoney(owed, order.currency);
  const payByCard = mayPayByCard && (
    <OrganizationForm action={`/orders/${number}/payment`} className="mt-3">
      <Button variant={isPastDue ? 'primary' : undefined}>Pay by card</Button>
    </OrganizationForm>
  );
  const howToPay = mayPayByCard
    ? 'Pay it by card, or as the invoice below says.'
    : 'The invoice below says how to pay it.';
  if (suspendedAt) {
    return (
      <Notice kind="danger" title="What this order unlocked is suspended">
        <p>
          {`${amount} was due on ${formatDate(dueOn)}. ${howToPay} The tools open again as soon as it is paid. Everything in them is kept.`}
        </p>
        {payByCard}
      </Notice>
    );
  }
  if (isPastDue) {
    return (
      <Notice kind="warning" title="This invoice is overdue">
        <p>
          {`${amount} was due on ${formatDate(dueOn)}. ${howToPay}${suspendsOn ? ` What is not paid is suspended on ${formatDate(suspendsOn)}.` : ''}`}
        </p>
        {payByCard}
      </Notice>
    );
  }
  return payByCard ? (
    <Notice title={`${amount} is due on ${formatDate(dueOn)}`}>
      <p>{howToPay}</p>
      {payByCard}
    </Notice>
  ) : null;
}
