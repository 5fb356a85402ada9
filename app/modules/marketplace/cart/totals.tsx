import { DefinitionList } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { describeFollowing, sumLineCosts } from './costs.ts';
import { sumLines } from './notices.ts';
import type { PricedLine } from './queries.server.ts';

/** The sums of a cart: the list prices, the credits, the amount due now, and what follows. */
export function Totals({ lines }: { lines: readonly PricedLine[] }) {
  const following = describeFollowing(sumLineCosts(lines));
  const { subtotal, credit, total } = sumLines(lines);
  return (
    <DefinitionList
      entries={[
        { term: 'Subtotal', details: <Money cents={subtotal} /> },
        ...(credit > 0 ? [{ term: 'Credit for tools paid for already', details: <Money cents={-credit} /> }] : []),
        {
          term: <strong className="text-base text-ink">{following ? 'Total today' : 'Total'}</strong>,
          details: (
            <strong className="text-base">
              <Money cents={total} />
            </strong>
          ),
        },
        ...(following ? [{ term: 'Then', details: following }] : []),
      ]}
    />
  );
}
