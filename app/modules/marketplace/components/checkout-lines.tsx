import { Money } from '~/components/ui/money.tsx';
import { findNotices } from '../cart-notices.ts';
import type { PricedLine } from '../priced-cart.server.ts';

/** What is about to be ordered, as a buyer reads it before placing the order. */
export function CheckoutLines({ lines, tier }: { lines: readonly PricedLine[]; tier: string }) {
  return (
    <ul className="divide-y divide-line border-b border-line">
      {lines.map((line) => (
        <li key={line.id} className="flex justify-between gap-4 py-3">
          <div className="min-w-0">
            <p className="font-medium">{line.name ?? 'A tool or bundle that no longer exists'}</p>
            {line.kind === 'BUNDLE' && <p className="text-muted">Bundle of {line.toolNames.length} tools</p>}
            {findNotices(line, tier).map(({ message, blocks }) => (
              <p key={message} className={blocks ? 'text-danger-ink' : 'text-muted'}>
                {message}
              </p>
            ))}
          </div>
          <Money cents={line.price} />
        </li>
      ))}
    </ul>
  );
}
