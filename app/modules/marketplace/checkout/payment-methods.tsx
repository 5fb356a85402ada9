import { type FieldError, FieldMessage } from '~/components/ui/field.tsx';

/**
 * The ways to pay: by invoice, and by card where that is offered.
 * @param noInvoice  why this order cannot go by invoice; null where it can
 */
export function PaymentMethods({
  acceptsCards,
  noInvoice,
  chosen,
  error,
}: {
  acceptsCards: boolean;
  noInvoice: string | null;
  chosen: string | undefined;
  error: FieldError;
}) {
  const methods = [
    {
      value: 'INVOICE',
      id: 'paymentMethod',
      name: 'Invoice, due in 30 days',
      description:
        noInvoice ?? `Your tools are unlocked at once.${acceptsCards ? '' : ' Payment by card is not offered here.'}`,
      isOffered: noInvoice === null,
    },
    ...(acceptsCards
      ? [
          {
            value: 'CREDIT_CARD',
            id: 'paymentMethod-card',
            name: 'Card',
            description:
              'You pay on the page of Stripe, our payment provider. Your tools are unlocked once you have paid.',
            isOffered: true,
          },
        ]
      : []),
  ];
  const offered = methods.filter(({ isOffered }) => isOffered);
  const first = offered.find(({ value }) => value === chosen) ?? offered[0];
  return (
    <div className="flex flex-col gap-3">
      {methods.map(({ value, id, name, description, isOffered }) => (
        <label key={value} className="flex items-start gap-2.5">
          <input
            type="radio"
            name="paymentMethod"
            id={id}
            value={value}
            defaultChecked={value === first?.value}
            disabled={!isOffered}
            required
            aria-describedby={error ? 'paymentMethod-error' : undefined}
            className="check mt-0.5"
          />
          <span>
            <span className="font-medium">{name}</span>
            <span className="block text-muted">{description}</span>
          </span>
        </label>
      ))}
      <FieldMessage id="paymentMethod" error={error} />
    </div>
  );
}
