import { renews } from '~/modules/marketplace/cart/costs.ts';
import { sumPrices } from '~/utils/money.ts';
import { priceAtRate, splitPrice } from './pricing.ts';
import type { CandidateTool } from './queries.server.ts';

type TermsOfTool = Pick<CandidateTool, 'priceModel' | 'price' | 'unitPrice'>;

/**
 * Prices the tools of a bundle as it would charge them to somebody who owns none of them.
 * @param bundlePrice  cents
 */
export function priceContents<Tool extends TermsOfTool>(tools: readonly Tool[], bundlePrice: number) {
  const sum = sumPrices(tools);
  const shares = splitPrice(
    bundlePrice,
    tools.map(({ price }) => price),
  );
  return tools.map((tool, index) => ({
    ...tool,
    state: 'CHARGED' as const,
    listPrice: tool.price,
    price: shares[index] ?? 0,
    renewalPrice: renews(tool.priceModel) ? priceAtRate(tool.price, bundlePrice, sum) : null,
    unitPrice: tool.unitPrice === null ? null : priceAtRate(tool.unitPrice, bundlePrice, sum),
  }));
}
