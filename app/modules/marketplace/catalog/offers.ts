import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import type { OfferedBundle } from './bundle-card.tsx';
import type { BundleSummary } from './bundle-queries.server.ts';

/** Bundles with the price that the database charges the viewer for each; a bundle without a price is not on offer. */
export function offerBundles(bundles: BundleSummary[], prices: PricedLine[]): OfferedBundle[] {
  const lines = new Map(prices.map((line) => [line.id, line]));
  return bundles.flatMap((bundle) => {
    const line = lines.get(bundle.id);
    return line ? [{ ...bundle, line }] : [];
  });
}
