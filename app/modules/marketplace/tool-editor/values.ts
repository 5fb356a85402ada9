import {
  areaLabels,
  categoryLabels,
  integrationTypeLabels,
  isPublished,
  labelOf,
  priceModelLabels,
  requiredTierLabels,
  statusLabels,
  tierLabels,
} from '~/modules/marketplace/labels.ts';
import type { findToolToEdit } from './queries.server.ts';
import { tierPrices } from './schema.ts';

export type EditedTool = Awaited<ReturnType<typeof findToolToEdit>>[number];

/** What each field of a tool is called, in the order of the form. */
export const toolFieldLabels = {
  name: 'Name',
  slug: 'Slug',
  description: 'Description',
  longDescription: 'Long description',
  category: 'Category',
  area: 'Area',
  tags: 'Tags',
  icon: 'Icon',
  tier: 'Price tier',
  price: 'Price',
  priceModel: 'Paid',
  requiredTier: 'Tier needed',
  seatsIncluded: 'Seats included',
  capabilities: 'Capabilities',
  features: 'Features',
  integrations: 'Integrations',
  integrationType: 'Works as',
  provider: 'Provider',
  version: 'Version',
  documentationUrl: 'Documentation address',
  demoUrl: 'Demo address',
  supportUrl: 'Support address',
  isFeatured: 'Featured',
} as const;

type ToolField = keyof typeof toolFieldLabels;
const fieldNames = Object.keys(toolFieldLabels).filter((name): name is ToolField => name in toolFieldLabels);

/** A tool as its form holds it: texts, lists with one entry a line. */
export type ToolValues = Record<ToolField, string>;

/** The texts of a tool's form. A price that is the tier's is left empty, so that it follows when the tier changes. */
export function toToolValues(tool: EditedTool): ToolValues {
  const followsTier = tool.priceModel === 'FREE' || tool.price === tierPrices[tool.tier];
  return {
    name: tool.name,
    slug: tool.slug,
    description: tool.description,
    longDescription: tool.longDescription,
    category: tool.category,
    area: tool.area,
    tags: tool.tags.join('\n'),
    icon: tool.icon,
    tier: tool.tier,
    price: followsTier ? '' : (tool.price / 100).toFixed(2),
    priceModel: tool.priceModel,
    requiredTier: tool.requiredTier,
    seatsIncluded: tool.seatsIncluded === null ? '' : String(tool.seatsIncluded),
    capabilities: tool.capabilities.join('\n'),
    features: tool.features.join('\n'),
    integrations: tool.integrations.join('\n'),
    integrationType: tool.integrationType,
    provider: tool.provider,
    version: tool.version ?? '',
    documentationUrl: tool.documentationUrl ?? '',
    demoUrl: tool.demoUrl ?? '',
    supportUrl: tool.supportUrl ?? '',
    isFeatured: tool.isFeatured ? 'on' : '',
  };
}

/** How a new tool's form starts. */
export const newToolValues: Partial<ToolValues> = {
  icon: 'box',
  tier: 'T1',
  priceModel: 'MONTHLY',
  requiredTier: 'FREE',
  integrationType: 'NATIVE',
  provider: 'Lotline',
};

/** A tool as it is, to be compared with later. */
export function takeSnapshot(tool: EditedTool): Record<string, string> {
  return { ...toToolValues(tool), status: tool.status };
}

/** One field that is not what it was, in words. */
export interface ToolChange {
  label: string;
  before: string;
  now: string;
  /** What the form holds; undefined for what is not typed into it. */
  typed: string | undefined;
}

/** Every field in which two snapshots differ, beside what was typed. */
export function describeToolChanges(
  before: Record<string, string>,
  now: Record<string, string>,
  typed: Record<string, string>,
): ToolChange[] {
  const changes: ToolChange[] = fieldNames
    .filter((name) => (before[name] ?? '') !== (now[name] ?? ''))
    .map((name) => ({
      label: toolFieldLabels[name],
      before: describeValue(name, before[name] ?? ''),
      now: describeValue(name, now[name] ?? ''),
      typed: describeValue(name, (typed[name] ?? '').replaceAll('\r\n', '\n')),
    }));
  const { status: statusBefore = '' } = before;
  const { status: statusNow = '' } = now;
  if (statusBefore !== statusNow) {
    const describe = (status: string) => labelOf(statusLabels, status);
    changes.push({
      label: 'Status',
      before: describe(statusBefore),
      now: describe(statusNow),
      typed: isPublished(statusNow) ? describe(typed.publishAs ?? '') : undefined,
    });
  }
  return changes;
}

/** A value of the form as it is read, not as it is sent. */
function describeValue(name: ToolField, value: string): string {
  switch (name) {
    case 'category':
      return labelOf(categoryLabels, value);
    case 'area':
      return labelOf(areaLabels, value);
    case 'tier':
      return labelOf(tierLabels, value);
    case 'priceModel':
      return labelOf(priceModelLabels, value);
    case 'requiredTier':
      return labelOf(requiredTierLabels, value);
    case 'integrationType':
      return labelOf(integrationTypeLabels, value);
    case 'price':
      return value === '' ? 'That of its tier' : `$${value}`;
    case 'seatsIncluded':
      return value === '' ? 'Everyone' : value;
    case 'isFeatured':
      return value === 'on' ? 'Yes' : 'No';
    default:
      return value === '' ? 'Nothing' : value;
  }
}
