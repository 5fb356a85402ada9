import { priceModelLabels } from '~/modules/marketplace/labels.ts';
import { describeUsage } from '~/modules/marketplace/uses/terms.ts';
import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import type { PricedTool } from './queries.server.ts';

/** Says of a tool in a bundle what it costs there, or why it costs nothing: "monthly, $80.00" or "owned already". */
export function describeTool(tool: PricedTool): string {
  const { state, priceModel, price } = tool;
  switch (state) {
    case 'OWNED':
      return 'owned already';
    case 'INCLUDED':
      return 'in another bundle of your cart';
    case 'NOT_SOLD':
      return 'not on sale now';
    default:
      return [priceModelLabels[priceModel].toLowerCase(), formatMoney(price), describeUsage(tool)]
        .filter(Boolean)
        .join(', ');
  }
}

/** Says how a tool is paid, what that covers, and when it is paid again: "Monthly, renews on Dec 29, 2026 at $80.00". */
export function describeTerms(tool: PricedTool): string {
  const { priceModel, renewalPrice, renewsOn } = tool;
  const label = [priceModelLabels[priceModel], describeUsage(tool)].filter(Boolean).join(', ');
  if (renewalPrice === null || renewsOn === null) return label;
  return `${label}, renews on ${formatDate(renewsOn)} at ${formatMoney(renewalPrice)}`;
}
