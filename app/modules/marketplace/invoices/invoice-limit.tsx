import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import type { Credit } from './credit.ts';

/** What the organization may still order by invoice, and how it gets more. */
export function InvoiceLimit({ credit: { room, approved, isOverdue, contact } }: { credit: Credit }) {
  return (
    <section aria-labelledby="invoice-limit" className="flex flex-col gap-3">
      <h2 id="invoice-limit">Invoice limit</h2>
      <Card className="flex flex-col gap-4 p-5">
        <p className="max-w-prose text-muted">
          An invoice unlocks tools before it is paid, so what may be owed has a limit, over all organizations of the
          same owners.
        </p>
        <DefinitionList
          entries={[
            { term: 'May still be ordered by invoice', details: <Money cents={isOverdue ? 0 : room} /> },
            ...(approved === null ? [] : [{ term: 'Approved for one order', details: <Money cents={approved} /> }]),
          ]}
        />
        <p className="max-w-prose">
          {isOverdue
            ? 'An invoice should have been paid by now. Until it is, nothing more is sold by invoice.'
            : 'Paying an open invoice makes room.'}
          {contact && (
            <>
              {' To ask for more, write to '}
              <a className="link break-all" href={`mailto:${contact}`}>
                {contact}
              </a>
              .
            </>
          )}
        </p>
      </Card>
    </section>
  );
}
