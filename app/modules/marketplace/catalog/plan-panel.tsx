import { LinkButton } from '~/components/ui/button.tsx';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { describeFollowing, sumLineCosts } from '~/modules/marketplace/cart/costs.ts';
import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import { planLabels } from '~/modules/marketplace/labels.ts';
import { formatMoney, sumPrices } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
import { useShop } from './shop.tsx';

/** The cart beside the catalog; nothing while it is empty, so that no column is kept for it. It is there to be renewed, with the first line. */
export function PlanPanel() {
  const { lines } = useShop();
  const total = sumPrices(lines);
  const following = describeFollowing(sumLineCosts(lines));
  return (
    <section id="plan" data-live="" aria-label="Your cart" className={lines.length > 0 ? 'card plan-panel' : undefined}>
      {lines.length > 0 && (
        <>
          <h2 className="text-base">Your cart</h2>
          <ul className="mt-1 divide-y divide-line">
            {lines.map((line) => (
              <PlanLine key={line.id} line={line} />
            ))}
          </ul>
          <p className="flex justify-between gap-3 border-t border-line pt-3 font-semibold tabular-nums">
            <span>{following ? 'Total today' : 'Total'}</span>
            {formatMoney(total)}
          </p>
          {following && <p className="mt-1 text-right text-xs text-muted tabular-nums">{`then ${following}`}</p>}
          <LinkButton href="/cart" variant="primary" className="mt-4 w-full">
            Go to cart
          </LinkButton>
        </>
      )}
    </section>
  );
}

function PlanLine({ line }: { line: PricedLine }) {
  const note = describeLine(line);
  return (
    <li className="flex gap-2.5 py-2.5">
      <ToolIcon name={line.icon} className="icon mt-0.5 size-4 text-muted" />
      <span className="min-w-0 grow">
        {line.name ?? 'No longer in the catalog'}
        {note && <span className="block text-xs text-muted">{note}</span>}
      </span>
      <span className="tabular-nums">{line.state === 'CHARGED' && formatMoney(line.price)}</span>
    </li>
  );
}

function describeLine(line: PricedLine): string {
  switch (line.state) {
    case 'CHARGED':
      if (line.kind === 'TOOL') return '';
      return line.credit > 0
        ? `${countWords(line.tools.length, 'tool')}, ${formatMoney(line.credit)} credited`
        : countWords(line.tools.length, 'tool');
    case 'INCLUDED':
      return `Included in ${line.includedIn}`;
    case 'OWNED':
      return 'Owned already, not charged';
    case 'NOT_SOLD':
      return 'No longer sold, not charged';
    case 'TIER_TOO_LOW':
      return line.requiredTier ? `Needs the ${planLabels[line.requiredTier]} plan, not charged` : 'Not charged';
  }
}
