import type { ReactNode } from 'react';
import type { SubscriptionTier } from '#db/request-db.server.ts';
import { Money } from '~/components/ui/money.tsx';
import { findNotices } from '~/modules/marketplace/cart/notices.ts';
import { PlansLink } from '~/modules/marketplace/cart/plans-link.tsx';
import { describeTerms } from '~/modules/marketplace/cart/priced-tools.ts';
import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import type { OrderSource } from '~/modules/marketplace/cart/schema.ts';
import { formatMoney } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';

interface CheckoutLinesProps {
  lines: readonly PricedLine[];
  tier: SubscriptionTier;
  source: OrderSource;
  /** Actions for a line, below it. */
  lineAction?: (line: PricedLine) => ReactNode;
}

/** The lines of an order, as a buyer reads them before placing it. */
export function CheckoutLines({ lines, tier, source, lineAction }: CheckoutLinesProps) {
  return (
    <ul className="divide-y divide-line border-b border-line">
      {lines.map((line) => (
        <li key={line.id} className="flex justify-between gap-4 py-3">
          <div className="min-w-0">
            <p className="font-medium">{line.name ?? 'A tool or bundle that no longer exists'}</p>
            <LineTerms line={line} />
            {findNotices(line, tier, source).map(({ message, blocks, plan }) => (
              <p key={message} className={blocks ? 'text-danger-ink' : 'text-muted'}>
                {message}
                {plan && <PlansLink address={plan} />}
              </p>
            ))}
            {lineAction?.(line)}
          </div>
          <Money cents={line.price} />
        </li>
      ))}
    </ul>
  );
}

/** What is paid for a line and when again; for a bundle, of each tool it charges. */
function LineTerms({ line }: { line: PricedLine }) {
  const charged = line.tools.filter(({ state }) => state === 'CHARGED');
  const [tool] = charged;
  if (line.kind === 'TOOL') return tool ? <p className="text-muted">{describeTerms(tool)}</p> : null;
  return (
    <details className="text-muted">
      <summary className="cursor-pointer">Bundle, {countWords(charged.length, 'tool')} charged</summary>
      <ul className="mt-1 list-disc pl-5">
        {charged.map((one) => (
          <li key={one.id}>
            {one.name}: {formatMoney(one.price)}. {describeTerms(one)}
          </li>
        ))}
      </ul>
    </details>
  );
}
