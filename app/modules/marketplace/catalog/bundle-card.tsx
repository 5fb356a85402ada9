import { Hole } from '~/components/layout/hole.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { describeFollowing, sumCosts } from '~/modules/marketplace/cart/costs.ts';
import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import { formatMoney } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
import { bundleTypeLabels } from '../labels.ts';
import type { BundleSummary } from './bundle-queries.server.ts';
import { CompareBox } from './compare-bar.tsx';
import { ItemIcon } from './item-icon.tsx';
import { PurchaseAction } from './purchase-action.tsx';
import { decideBundleState } from './purchase-state.ts';
import { useShop } from './shop.tsx';

/** A bundle with its tools and its price. */
export type OfferedBundle = BundleSummary & { line: PricedLine };

/** @param compare  whether it can be ticked, to be compared */
export function BundleCard({
  bundle,
  address,
  compare = false,
}: {
  bundle: OfferedBundle;
  address: string;
  compare?: boolean;
}) {
  return (
    <li className="card flex flex-col gap-4 p-5" id={`bundle-${bundle.slug}`} tabIndex={-1}>
      <div className="flex items-start gap-3">
        <ItemIcon icon={bundle.icon} />
        <div className="min-w-0">
          <h3>
            <a href={`/bundles/${bundle.slug}`} className="rounded-sm hover:underline">
              {bundle.name}
            </a>
          </h3>
          <p className="mt-1 flex flex-wrap gap-1.5">
            <Tag>{bundleTypeLabels[bundle.bundleType]}</Tag>
            <Tag>{countWords(bundle.line.tools.length, 'tool')}</Tag>
          </p>
        </div>
      </div>
      <p className="text-pretty text-muted">{bundle.description}</p>
      <Hole>
        <BundleOffer bundle={bundle} address={address} />
      </Hole>
      {compare && <CompareBox things="bundles" slug={bundle.slug} name={bundle.name} />}
    </li>
  );
}

/** What a bundle costs its viewer, and their way to buy it. */
function BundleOffer({ bundle, address }: { bundle: OfferedBundle; address: string }) {
  const { viewer, plan, offers } = useShop();
  const line = offers.get(bundle.id) ?? bundle.line;
  const following = describeFollowing(sumCosts(line.tools), bundle.currency);
  return (
    <div className="mt-auto flex flex-wrap items-end justify-between gap-3">
      <div className="tabular-nums">
        <p className="text-lg font-semibold">
          {formatMoney(bundle.bundlePrice, bundle.currency)}
          {following && <span className="text-sm font-normal"> today</span>}
        </p>
        {following && <p className="text-muted">{`then ${following}`}</p>}
        {bundle.originalPrice > bundle.bundlePrice && (
          <p className="text-success-ink">
            {`Saves ${formatMoney(bundle.originalPrice - bundle.bundlePrice, bundle.currency)} of ${formatMoney(bundle.originalPrice, bundle.currency)}${following && ' today'}`}
          </p>
        )}
        {line.state === 'CHARGED' && line.credit > 0 && (
          <p className="text-success-ink">{`You pay ${formatMoney(line.price, bundle.currency)}, tools you own are credited`}</p>
        )}
      </div>
      <PurchaseAction
        item={{ ...bundle, kind: 'BUNDLE', requiredTier: line.requiredTier }}
        state={decideBundleState(line, viewer, plan)}
        address={address}
      />
    </div>
  );
}
