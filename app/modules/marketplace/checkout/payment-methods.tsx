import { type FieldError, FieldMessage } from '~/components/ui/field.tsx';

/** The ways to pay: by invoice, and by card where that is offered. */
export function PaymentMethods({
  acceptsCards,
  chosen,
  error,
}: {
  acceptsCards: boolean;
  chosen: string | undefined;
  error: FieldError;
}) {
  const methods = [
    {
      value: 'INVOICE',
      id: 'paymentMethod',
      name: 'Invoice, due in 30 days',
      description: `Your tools are unlocked at once.${acceptsCards ? '' : ' Payment by card is not offered here.'}`,
    },
    ...(acceptsCards
      ? [
          {
            value: 'CREDIT_CARD',
            id: 'paymentMethod-card',
            name: 'Card',
            description:
              'You pay on the page of Stripe, our payment provider. Your tools are unlocked once you have paid.',
          },
        ]
      : []),
  ];
  return (
    <div className="flex flex-col gap-3">
      {methods.map(({ value, id, name, description }) => (
        <label key={value} className="flex items-start gap-2.5">
          <input
            type="radio"
            name="paymentMethod"
            id={id}
            value={value}
            defaultChecked={chosen === 'CREDIT_CARD' && acceptsCards ? value === chosen : value === 'INVOICE'}
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
