import { type ToolFieldName, type TypedTool, toolFields } from '~/modules/marketplace/catalog/tool-fields.ts';
import type { ToolSummary } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import { isPublished } from '~/modules/marketplace/labels.ts';
import { decideToolPrice } from './schema.ts';
import type { ToolValues } from './values.ts';

/** A tool of which nothing is typed yet, as its card begins. */
export const blankTool: ToolSummary = {
  id: '',
  slug: '',
  name: 'Name of the tool',
  description: 'What it does for whom, in one line.',
  category: 'FOUNDATION',
  area: 'LEADS',
  price: 0,
  currency: 'USD',
  priceModel: 'MONTHLY',
  usageUnit: null,
  unitsIncluded: null,
  unitPrice: null,
  requiredTier: 'FREE',
  status: 'ACTIVE',
  icon: 'box',
  rating: null,
  reviewCount: 0,
  owned: false,
};

/**
 * A tool as its card would show what a form holds, finished or not.
 * @param values  of the form
 * @param base  the tool as it is saved: what is not typed is taken from it, and so is what cannot be used
 */
export function previewTool(values: ToolValues, base: ToolSummary): ToolSummary {
  const read = <Name extends ToolFieldName>(name: Name): TypedTool[Name] | undefined =>
    toolFields[name].schema.safeParse(values[name] || undefined).data;
  const priceModel = read('priceModel') ?? base.priceModel;
  const isByUse = priceModel === 'USAGE_BASED';
  const { publishAs = base.status } = values;
  return {
    ...base,
    name: read('name') ?? base.name,
    description: read('description') ?? base.description,
    icon: read('icon') ?? base.icon,
    category: read('category') ?? base.category,
    area: read('area') ?? base.area,
    requiredTier: read('requiredTier') ?? base.requiredTier,
    priceModel,
    price: decideToolPrice({ price: read('price'), priceModel, tier: read('tier') ?? 'T1' }),
    usageUnit: isByUse ? (read('usageUnit') ?? null) : null,
    unitsIncluded: isByUse ? (read('unitsIncluded') ?? null) : null,
    unitPrice: isByUse ? (read('unitPrice') ?? null) : null,
    status: isPublished(publishAs) ? publishAs : 'ACTIVE',
  };
}
