import type { ReactNode } from 'react';
import type { Viewer } from '#db/request-db.server.ts';
import { describeCosts, subtractCosts, sumCosts, sumListCosts } from '~/modules/marketplace/cart/costs.ts';
import type { PricedLine, PricedTool } from '~/modules/marketplace/cart/queries.server.ts';
import { formatMoney } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
import { PlanLink } from '../plans/plan-link.tsx';
import type { BundleSummary } from './bundle-queries.server.ts';
import { PurchaseAction } from './purchase-action.tsx';
import { PurchaseNote } from './purchase-note.tsx';
import type { PurchaseState } from './purchase-state.ts';

/** The price of a bundle, from the sum of its tools down to the amount for this viewer: the numbers of the checkout. */
export function BundlePurchase({
  bundle,
  line,
  state,
  organization,
}: {
  bundle: BundleSummary;
  line: PricedLine;
  state: PurchaseState;
  organization: Viewer['organization'];
}) {
  const money = (cents: number) => formatMoney(cents, bundle.currency);
  const sold = line.tools.filter((tool) => tool.state !== 'NOT_SOLD');
  const namesOf = (one: PricedTool['state']) =>
    line.tools.filter((tool) => tool.state === one).map((tool) => tool.name);
  const owned = namesOf('OWNED');
  const unsold = namesOf('NOT_SOLD');
  const charged = sold.filter((tool) => tool.state === 'CHARGED');
  const sum = sold.reduce((total, tool) => total + tool.listPrice, 0);
  const costs = sumCosts(charged);
  const saving = subtractCosts(sumListCosts(charged), costs);
  const isCredited = line.state === 'CHARGED' && line.credit > 0;
  return (
    <aside className="card item-purchase" id={`bundle-${bundle.slug}`} tabIndex={-1} aria-label="Price">
      <dl className="flex flex-col gap-2">
        <Amount term={`${countWords(sold.length, 'tool')}, one by one`}>{money(sum)}</Amount>
        {sum > line.listPrice && (
          <Amount term={`Bundle discount (${bundle.discount} %)`}>{`−${money(sum - line.listPrice)}`}</Amount>
        )}
        <Amount term={costs.monthly + costs.yearly > 0 && !isCredited ? 'Bundle price today' : 'Bundle price'} strong>
          {money(line.listPrice)}
        </Amount>
        {isCredited && (
          <>
            <Amount term={`Credit for ${countWords(owned.length, 'tool')} you own`}>{`−${money(line.credit)}`}</Amount>
            <Amount term={costs.monthly + costs.yearly > 0 ? 'You pay today' : 'You pay'} strong>
              {money(line.price)}
            </Amount>
          </>
        )}
        {costs.monthly > 0 && <Amount term="Then each month">{money(costs.monthly)}</Amount>}
        {costs.yearly > 0 && <Amount term="Then each year">{money(costs.yearly)}</Amount>}
      </dl>
      {saving.today > 0 && (
        <p className="text-success-ink">{`You save ${describeCosts(saving, bundle.currency)}, against buying each tool by itself.`}</p>
      )}
      <PurchaseAction
        item={{ ...bundle, kind: 'BUNDLE', requiredTier: line.requiredTier }}
        state={state}
        address={`/bundles/${bundle.slug}`}
        variant="primary"
        size="large"
      />
      <BundleNote state={state} line={line} organization={organization} />
      {owned.length > 0 && state !== 'OWNED' && <p className="text-muted">{`You own already: ${owned.join(', ')}.`}</p>}
      {unsold.length > 0 && (
        <p className="text-muted">{`Not on sale now, so neither charged nor included: ${unsold.join(', ')}.`}</p>
      )}
      {state !== 'NEEDS_TIER' && (
        <p className="text-xs text-muted">
          {line.requiredTier && line.requiredTier !== 'FREE' ? (
            <>
              Needs <PlanLink tier={line.requiredTier} /> or a higher one.
            </>
          ) : (
            'For organizations on every plan.'
          )}
        </p>
      )}
    </aside>
  );
}

function Amount({ term, strong = false, children }: { term: string; strong?: boolean; children: ReactNode }) {
  return (
    <div
      className={`flex items-baseline justify-between gap-4 ${strong ? 'border-t border-line pt-2 font-semibold' : ''}`}
    >
      <dt className={strong ? '' : 'text-muted'}>{term}</dt>
      <dd className={`tabular-nums ${strong ? 'text-lg' : ''}`}>{children}</dd>
    </div>
  );
}

function BundleNote({
  state,
  line,
  organization,
}: {
  state: PurchaseState;
  line: PricedLine;
  organization: Viewer['organization'];
}) {
  switch (state) {
    case 'OWNED':
      return <p className="text-muted">Your organization owns every tool of this bundle.</p>;
    case 'NOT_SOLD':
      return <p className="text-muted">Its tools can still be bought one by one.</p>;
    default:
      return <PurchaseNote state={state} requiredTier={line.requiredTier} organization={organization} />;
  }
}
