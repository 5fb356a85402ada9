import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import type { UnmatchedPayment } from './queries.server.ts';
import { isAssignable, reasonSentences, unmatchedStateLabels } from './words.ts';
import { MemberName } from '~/components/ui/name.tsx';

const hues = { OPEN: 'warning', PAID_BACK: 'neutral', ASSIGNED: 'success' } as const;

/** The id of the field for the order of a payment. */
export const numberFieldId = (paymentId: string) => `number-${paymentId}`;

/** A payment that pays no order, with what is known of it and what can be done. */
export function PaymentCard({
  payment,
  refused,
}: {
  payment: UnmatchedPayment;
  /** A form about this payment that was refused: the number typed, and its messages. */
  refused?: { number?: string; errors: Record<string, string[] | null> };
}) {
  const { id, amount, currency, state, reason, returned } = payment;
  const left = formatMoney(amount - returned, currency);
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="flex flex-col gap-1.5">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 tabular-nums">
          {formatMoney(amount, currency)} <Tag hue={hues[state]}>{unmatchedStateLabels[state]}</Tag>
        </h2>
        <p className="max-w-prose text-pretty text-muted">{reasonSentences[reason]}</p>
      </div>
      <div className="max-w-xl">
        <DefinitionList entries={listFacts(payment)} />
      </div>
      {state === 'OPEN' && (
        <div className="flex flex-wrap items-end justify-between gap-4 border-t border-line pt-4">
          {isAssignable(payment) && (
            <form method="post" className="flex flex-wrap items-end gap-2">
              <input type="hidden" name="intent" value="assign" />
              <input type="hidden" name="payment" value={id} />
              <TextField
                name="number"
                id={numberFieldId(id)}
                label="Order it was meant for"
                placeholder="LOT-…"
                maxLength={40}
                autoComplete="off"
                required
                defaultValue={refused?.number}
                error={refused?.errors.number}
              />
              <Button>
                Assign<span className="sr-only">{` ${formatMoney(amount, currency)} to this order`}</span>
              </Button>
            </form>
          )}
          <Confirmation
            id={`pay-back-${id}`}
            label={`Pay back ${left}`}
            title={`Pay back ${left}?`}
            confirmLabel={`Yes, pay back ${left}`}
            fields={{ intent: 'pay-back', payment: id }}
          >
            <p>The money goes back to the card it came from. This cannot be taken back.</p>
          </Confirmation>
        </div>
      )}
    </Card>
  );
}

function listFacts(payment: UnmatchedPayment) {
  const { namedNumber, organizationName, receivedAt, returned, currency, paymentIntent } = payment;
  return [
    { term: 'Received', details: formatDateTime(receivedAt) },
    {
      term: 'Order it names',
      details:
        namedNumber === null ? 'None' : organizationName === null ? namedNumber : <OrderLink number={namedNumber} />,
    },
    ...(organizationName === null ? [] : [{ term: 'Organization', details: <bdi>{organizationName}</bdi> }]),
    { term: 'Payment at the provider', details: <span className="break-all">{paymentIntent}</span> },
    ...(returned > 0 && payment.state === 'OPEN'
      ? [{ term: 'Went back already', details: formatMoney(returned, currency) }]
      : []),
    ...listDecision(payment),
  ];
}

function listDecision({ state, resolvedAt, resolvedByName, assignedNumber, refundReference }: UnmatchedPayment) {
  if (!resolvedAt) return [];
  return [
    {
      term: state === 'ASSIGNED' ? 'Assigned' : 'Paid back',
      details: (
        <>
          <Day date={resolvedAt} />
          {' by '}
          <MemberName name={resolvedByName} unknown="the provider" />
        </>
      ),
    },
    ...(assignedNumber === null ? [] : [{ term: 'Pays the order', details: <OrderLink number={assignedNumber} /> }]),
    ...(state === 'PAID_BACK'
      ? [
          {
            term: 'Refund at the provider',
            details: refundReference ? <span className="break-all">{refundReference}</span> : 'Not sent yet',
          },
        ]
      : []),
  ];
}

const OrderLink = ({ number }: { number: string }) => (
  <a className="link whitespace-nowrap" href={`/admin/orders/${number}`}>
    {number}
  </a>
);
