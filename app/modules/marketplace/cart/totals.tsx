import { DefinitionList } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { sumLines } from './notices.ts';
import type { PricedLine } from './queries.server.ts';

/** The sums of a cart: the list prices, the credits, and the amount due. */
export function Totals({ lines }: { lines: readonly PricedLine[] }) {
  const { subtotal, credit, total } = sumLines(lines);
  return (
    <DefinitionList
      entries={[
        { term: 'Subtotal', details: <Money cents={subtotal} /> },
        ...(credit > 0 ? [{ term: 'Credit for tools paid for already', details: <Money cents={-credit} /> }] : []),
        {
          term: <strong className="text-base text-ink">Total</strong>,
          details: (
            <strong className="text-base">
              <Money cents={total} />
            </strong>
          ),
        },
      ]}
    />
  );
}
