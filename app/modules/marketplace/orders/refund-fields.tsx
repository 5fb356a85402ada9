import { CheckboxField, FieldMessage, TextareaField } from '~/components/ui/field.tsx';
import type { PaymentMethod, PaymentStatus } from '~/modules/marketplace/labels.ts';
import { formatMoney, sumPrices } from '~/utils/money.ts';

export interface RefundableTool {
  id: string;
  name: string;
  price: number;
}

export interface RefundableOrder {
  paymentMethod: PaymentMethod;
  paymentStatus: PaymentStatus;
  total: number;
  refundedTotal: number;
  currency: string;
  isPaidByCard: boolean;
}

/** The fields of a refund: its tools and its reason. Nothing is chosen at first. */
export function RefundFields({
  order,
  tools,
  chosen = [],
  reason,
  errors = {},
}: {
  order: RefundableOrder;
  tools: RefundableTool[];
  /** Ids of the tools that were chosen in a refused form. */
  chosen?: string[];
  reason?: string;
  errors?: Record<string, string[] | null>;
}) {
  return (
    <>
      <input type="hidden" name="refundedTotal" value={order.refundedTotal} />
      <p>
        {explainMoney(order, sumPrices(tools))}{' '}
        {order.total - order.refundedTotal < sumPrices(tools) &&
          `Some of this order went back without a tool: at most ${formatMoney(order.total - order.refundedTotal, order.currency)} is left to refund. `}
        What is refunded is locked again at once for everybody in the organization, and a credit note goes to the buyer.
      </p>
      <fieldset aria-describedby={errors.tools ? 'tools-error' : undefined}>
        <legend className="mb-2 font-medium">What to refund</legend>
        <div className="flex flex-col gap-2">
          {tools.map(({ id, name, price }, index) => (
            <CheckboxField
              key={id}
              id={index === 0 ? 'tools' : `tools-${index}`}
              name="tools"
              value={id}
              label={`${name}, ${formatMoney(price, order.currency)}`}
              defaultChecked={chosen.includes(id)}
              data-amount={price}
            />
          ))}
        </div>
        <FieldMessage id="tools" error={errors.tools} className="mt-1.5" />
      </fieldset>
      <TextareaField
        name="reason"
        label="Reason"
        hint="Printed on the credit note, which the buyer reads."
        rows={3}
        maxLength={500}
        required
        defaultValue={reason}
        error={errors.reason}
      />
    </>
  );
}

/** @param left  cents that can still be refunded */
function explainMoney(
  {
    paymentMethod,
    paymentStatus,
    isPaidByCard,
  }: { paymentMethod: PaymentMethod; paymentStatus: PaymentStatus; isPaidByCard: boolean },
  left: number,
) {
  if (left === 0) return 'What is left of this order cost nothing, so no money moves.';
  if (isPaidByCard || paymentMethod === 'CREDIT_CARD') return 'The money goes back to the card.';
  if (paymentStatus === 'PENDING')
    return 'This invoice is not paid yet: the refund takes the amount off what is owed, and no money moves.';
  return 'This invoice is paid: send the money back to the buyer as well.';
}
