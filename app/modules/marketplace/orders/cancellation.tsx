import type { Outcome } from '#db/call-function.server.ts';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { listNames } from '~/utils/words.ts';

interface Cancellation {
  outcome: Outcome<'find_cancellation'>;
  /** The orders that are cancelled with it or, for RESTED_ON, that keep it from being cancelled. */
  orderNumbers: readonly string[];
}

/** The reason why an order that is not paid cannot be cancelled, as a sentence; null where it can, or there is nothing to cancel. */
export function explainOwed(outcome: string, orderNumbers: readonly string[]): string | null {
  switch (outcome) {
    case 'RENEWED':
      return 'It renews tools that your organization kept, so it is owed. Switch the renewal off under “My tools” to end them with their period.';
    case 'TOO_LATE':
      return 'An order can be cancelled for 14 days; after that it is owed.';
    case 'USED':
      return 'One of its tools was used already, so it is owed.';
    case 'REPEATED':
      return 'Your organization cancelled an order of one of its tools within the last year, so this one is owed.';
    case 'RESTED_ON':
      return `It cannot be cancelled, because ${listNames(orderNumbers)} counted tools of it as paid and is owed itself.`;
    default:
      return null;
  }
}

/** Cancels an order, with the orders that rest on it, or says why it cannot be cancelled. */
export function CancelOrder({ number, cancellation }: { number: string; cancellation: Cancellation }) {
  const { outcome, orderNumbers } = cancellation;
  if (outcome !== 'CANCELLABLE') return null;
  const isAlone = orderNumbers.length === 0;
  return (
    <Confirmation
      id="cancel-order"
      label={isAlone ? 'Cancel' : orderNumbers.length === 1 ? 'Cancel both' : `Cancel all ${orderNumbers.length + 1}`}
      size="small"
      variant="quiet"
      title={isAlone ? `Cancel order ${number}?` : `Cancel ${listNames([number, ...orderNumbers])}?`}
      confirmLabel={isAlone ? 'Yes, cancel the order' : 'Yes, cancel them together'}
      fields={{ intent: 'cancel', together: orderNumbers.join(' ') }}
    >
      {!isAlone && (
        <p>
          {`${listNames(orderNumbers)} counted tools of this order as paid for, so it is cancelled only together with ${orderNumbers.length === 1 ? 'that one' : 'those'}.`}
        </p>
      )}
      <p>
        Nothing is owed for it any more, and the tools it unlocked are locked again at once for everybody in your
        organization. They can be cancelled like this once a year.
      </p>
    </Confirmation>
  );
}
