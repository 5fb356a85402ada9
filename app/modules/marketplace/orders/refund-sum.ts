import { sumPrices } from '~/utils/money.ts';

/**
 * What a refund gives back, in cents: the prices of its tools, but no more than is left of the order, of which some may have gone back
 * without a tool.
 */
export function sumRefund(
  { total, refundedTotal }: { total: number; refundedTotal: number },
  tools: readonly { price: number }[],
): number {
  return Math.min(sumPrices(tools), total - refundedTotal);
}
