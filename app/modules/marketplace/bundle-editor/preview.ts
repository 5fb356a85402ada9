import type { SubscriptionTier, Viewer } from '#db/request-db.server.ts';
import { renews } from '~/modules/marketplace/cart/costs.ts';
import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import { decideBundleState } from '~/modules/marketplace/catalog/purchase-state.ts';
import { reachesTier, tierOrder } from '~/modules/marketplace/labels.ts';
import { sumPrices } from '~/utils/money.ts';
import type { EditedBundle } from './draft.ts';
import { discountFromPrice, priceAtRate, splitPrice } from './pricing.ts';
import type { CandidateTool } from './queries.server.ts';

/** A bundle to preview: perhaps not saved, perhaps not on sale. */
export type PreviewedBundle = Omit<EditedBundle, 'status' | 'toolIds'> & { id: string };

/**
 * Shows the bundle's own page as if it were on sale now, to the owner of an organization of this tier that owns
 * none of its tools.
 */
export function previewBundle(bundle: PreviewedBundle, tools: CandidateTool[], tier: SubscriptionTier) {
  const requiredTier =
    tierOrder.findLast((one) => one === bundle.requiredTier || tools.some((tool) => tool.requiredTier === one)) ??
    bundle.requiredTier;
  const state = tools.length === 0 ? 'NOT_SOLD' : reachesTier(tier, requiredTier) ? 'CHARGED' : 'TIER_TOO_LOW';
  const sum = sumPrices(tools);
  const shares = splitPrice(
    bundle.bundlePrice,
    tools.map(({ price }) => price),
  );
  const line: PricedLine = {
    kind: 'BUNDLE',
    id: bundle.id,
    slug: bundle.slug,
    name: bundle.name,
    icon: bundle.icon,
    state,
    includedIn: null,
    requiredTier,
    priceModel: null,
    priceSeen: bundle.bundlePrice,
    listPrice: bundle.bundlePrice,
    credit: 0,
    price: state === 'CHARGED' ? bundle.bundlePrice : 0,
    tools: tools.map(({ id, name, priceModel, price, usageUnit, unitsIncluded, unitPrice }, index) => ({
      id,
      name,
      state: 'CHARGED',
      priceModel,
      listPrice: price,
      price: shares[index] ?? 0,
      renewalPrice: renews(priceModel) ? priceAtRate(price, bundle.bundlePrice, sum) : null,
      renewsOn: null,
      usageUnit,
      unitsIncluded,
      unitPrice: unitPrice === null ? null : priceAtRate(unitPrice, bundle.bundlePrice, sum),
    })),
  };
  const organization = { id: bundle.id, name: 'The buyer’s organization', slug: 'buyer', tier, closingAt: null };
  const buyer: Viewer = {
    user: {
      ...{ id: bundle.id, name: 'Buyer', email: '', isConfirmed: true, pendingEmail: null },
      ...{ isPlatformAdmin: false, platformRoles: [] },
      theme: 'SYSTEM',
    },
    organization,
    role: 'OWNER',
    organizations: [],
    cartLines: 0,
    secondFactor: null,
    waitingRequests: 0,
  };
  return {
    bundle: {
      ...bundle,
      originalPrice: sum,
      discount: discountFromPrice(sum, bundle.bundlePrice) / 100,
      currency: 'USD',
    },
    line,
    tools: tools.map((tool) => ({ ...tool, bundleSlug: bundle.slug })),
    state: decideBundleState(line, buyer, new Set()),
    organization,
  };
}
