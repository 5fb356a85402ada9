import { type PriceModel, priceModelLabels } from '~/modules/marketplace/labels.ts';
import { formatMoney } from '~/utils/money.ts';

/** The terms of a tool that is paid by use, beside its price; all null for any other. */
export interface UsageTerms {
  /** The unit that is counted, in the singular. */
  usageUnit: string | null;
  /** The units a month's price covers. */
  unitsIncluded: number | null;
  /** The cents of each further unit. */
  unitPrice: number | null;
}

/** The terms of a tool that is not paid by use. */
export const noUsage: UsageTerms = { usageUnit: null, unitsIncluded: null, unitPrice: null };

/** A number of units: "1 report", "1,200 summaries". The same words as `app.count_units`. */
export function countUnits(count: number, unit: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? unit : severalOf(unit)}`;
}

function severalOf(unit: string): string {
  if (/[^aeiou]y$/.test(unit)) return `${unit.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(unit) ? `${unit}es` : `${unit}s`;
}

/** Says what the price of a month covers and what follows: "200 reports included, then $0.25 a report". Empty for a tool not paid by use. */
export function describeUsage({ usageUnit, unitsIncluded, unitPrice }: UsageTerms, currency = 'USD'): string {
  if (usageUnit === null || unitsIncluded === null || unitPrice === null) return '';
  const article = /^[aeiou]/.test(usageUnit) ? 'an' : 'a';
  return `${countUnits(unitsIncluded, usageUnit)} included, then ${formatMoney(unitPrice, currency)} ${article} ${usageUnit}`;
}

/** Says how a tool of an order is paid: "Monthly", "By usage, 200 reports included, then $0.25 a report", or that it bills use in arrears. */
export function describePayment(
  tool: UsageTerms & { priceModel: PriceModel; unitsBilled: number | null },
  currency = 'USD',
): string {
  if (tool.unitsBilled !== null) return 'Use beyond what was included';
  return [priceModelLabels[tool.priceModel], describeUsage(tool, currency)].filter(Boolean).join(', ');
}
