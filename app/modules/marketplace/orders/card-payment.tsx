import { Button } from '~/components/ui/button.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { formatDateTime } from '~/utils/dates.ts';

interface CardOrder {
  number: string;
  paymentMethod: string;
  paymentStatus: string;
  paymentExpiresAt: string | null;
}

/**
 * The state of an order's card payment, and the next step; nothing for other orders.
 * @param mayPay  whether the viewer may pay for the organization
 * @param hasReturned  whether the buyer has just come back from paying
 */
export function CardPayment({
  order: { number, paymentMethod, paymentStatus, paymentExpiresAt },
  mayPay,
  hasReturned,
}: {
  order: CardOrder;
  mayPay: boolean;
  hasReturned: boolean;
}) {
  if (paymentMethod !== 'CREDIT_CARD') return null;
  if (paymentStatus === 'PROCESSING' || (paymentStatus === 'PENDING' && hasReturned)) {
    return (
      <Notice kind="info" title="Your payment is being confirmed">
        The tools are unlocked as soon as it is.{' '}
        <a href={`/orders/${number}?payment=made`} className="link">
          Look again
        </a>
      </Notice>
    );
  }
  if (paymentStatus !== 'PENDING') return null;
  return (
    <Notice kind="warning" title="This order waits for its payment">
      <p>
        Its tools are unlocked once it is paid.
        {paymentExpiresAt &&
          ` What is not paid by ${formatDateTime(paymentExpiresAt)} is cancelled, and goes back into the cart.`}
      </p>
      {mayPay && (
        <OrganizationForm action={`/orders/${number}/payment`} className="mt-3">
          <Button variant="primary">Pay by card</Button>
        </OrganizationForm>
      )}
    </Notice>
  );
}
