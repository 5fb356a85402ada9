import type { SubscriptionTier } from '#db/request-db.server.ts';
import type {
  bundleType,
  integrationType,
  priceModel,
  toolArea,
  toolCategory,
  toolStatus,
  toolTier,
} from '#db/schema/marketplace/catalog.ts';
import type { paymentMethod, paymentStatus } from '#db/schema/marketplace/orders.ts';
import type { purchaseStatus } from '#db/schema/marketplace/purchases.ts';
import { capitalize } from '~/utils/words.ts';

export type ToolCategory = (typeof toolCategory.enumValues)[number];
export type ToolArea = (typeof toolArea.enumValues)[number];
export type ToolTier = (typeof toolTier.enumValues)[number];
export type ToolStatus = (typeof toolStatus.enumValues)[number];
export type PriceModel = (typeof priceModel.enumValues)[number];
export type IntegrationType = (typeof integrationType.enumValues)[number];
export type BundleType = (typeof bundleType.enumValues)[number];
export type PaymentMethod = (typeof paymentMethod.enumValues)[number];
export type PaymentStatus = (typeof paymentStatus.enumValues)[number];
export type PurchaseStatus = (typeof purchaseStatus.enumValues)[number];

// Imports types only from the schema: the browser needs these words, too. The order is the order of lists.

export const categoryLabels = {
  FOUNDATION: 'Foundation',
  GROWTH: 'Growth',
  ELITE: 'Elite',
  CUSTOM: 'Custom',
  ADVANCED: 'Advanced',
  INTEGRATION: 'Integration',
} as const satisfies Record<ToolCategory, string>;

/** The hue of a category's tag. */
export const categoryHues = {
  FOUNDATION: 'foundation',
  GROWTH: 'growth',
  ELITE: 'elite',
  CUSTOM: 'custom',
  ADVANCED: 'advanced',
  INTEGRATION: 'integration',
} as const satisfies Record<ToolCategory, string>;

export const areaLabels = {
  LEADS: 'Leads',
  LISTINGS: 'Listings',
  MARKET_ANALYSIS: 'Market analysis',
  TRANSACTIONS: 'Transactions',
  FINANCE: 'Finance',
  CUSTOMER_SERVICE: 'Customer service',
  CRM: 'CRM',
  MARKETING: 'Marketing',
  PLATFORM: 'Platform',
} as const satisfies Record<ToolArea, string>;

export const tierLabels = {
  T1: 'T1 ($100 tools)',
  T2: 'T2 ($200 tools)',
  T3: 'T3 ($300 tools)',
} as const satisfies Record<ToolTier, string>;

/** The words of buyers for the same: T1 to T3 are words of the administration. */
export const priceTierLabels = {
  T1: '$100 tools',
  T2: '$200 tools',
  T3: '$300 tools',
} as const satisfies Record<ToolTier, string>;

export const integrationTypeLabels = {
  API: 'API',
  WEBHOOK: 'Webhook',
  EMBED: 'Embedded in your site',
  STANDALONE: 'Stands alone',
  N8N_WORKFLOW: 'n8n workflow',
  NATIVE: 'Built into Lotline',
} as const satisfies Record<IntegrationType, string>;

export const statusLabels = {
  ACTIVE: 'Available',
  BETA: 'Beta',
  COMING_SOON: 'Coming soon',
  DEPRECATED: 'No longer sold',
  DISABLED: 'Not available',
} as const satisfies Record<ToolStatus, string>;

/** The hue of each status, for those who manage tools. */
export const statusHues = {
  ACTIVE: 'success',
  BETA: 'info',
  COMING_SOON: 'info',
  DEPRECATED: 'warning',
  DISABLED: 'neutral',
} as const satisfies Record<ToolStatus, string>;

/** Statuses of the tools that the catalog lists. */
export const publishedStatuses = ['ACTIVE', 'BETA', 'COMING_SOON'] as const satisfies ToolStatus[];

/** Whether the catalog lists a tool of this status. */
export function isPublished(status: string): status is (typeof publishedStatuses)[number] {
  return publishedStatuses.some((published) => published === status);
}

export const priceModelLabels = {
  FREE: 'Free',
  ONE_TIME: 'One-time',
  MONTHLY: 'Monthly',
  ANNUAL: 'Annual',
  USAGE_BASED: 'By usage',
  CUSTOM: 'Price on request',
} as const satisfies Record<PriceModel, string>;

/** The words after a price: how often it is due. */
export const priceModelSuffixes = {
  FREE: '',
  ONE_TIME: 'once',
  MONTHLY: 'per month',
  ANNUAL: 'per year',
  USAGE_BASED: 'a month',
  CUSTOM: '',
} as const satisfies Record<PriceModel, string>;

export const bundleTypeLabels = {
  STARTER_PACK: 'Starter pack',
  GROWTH_PACK: 'Growth pack',
  ELITE_PACK: 'Elite pack',
  CUSTOM_PACK: 'Custom pack',
} as const satisfies Record<BundleType, string>;

export const paymentMethodLabels = {
  INVOICE: 'Invoice',
  CREDIT_CARD: 'Card',
  ACH: 'Bank transfer (ACH)',
  PLATFORM_CREDITS: 'Platform credits',
} as const satisfies Record<PaymentMethod, string>;

/** The statuses of an order's payment. */
export const paymentStatusLabels = {
  PENDING: 'Due',
  PROCESSING: 'Processing',
  COMPLETED: 'Paid',
  FAILED: 'Failed',
  REFUNDED: 'Refunded',
  CANCELLED: 'Cancelled',
} as const satisfies Record<PaymentStatus, string>;

export const purchaseStatusLabels = {
  ACTIVE: 'Active',
  CANCELLED: 'Cancelled',
  REFUNDED: 'Refunded',
  EXPIRED: 'Expired',
} as const satisfies Record<PurchaseStatus, string>;

/** Subscription tiers, lowest first. */
export const tierOrder: readonly SubscriptionTier[] = ['FREE', 'CUSTOM', 'STARTER', 'GROWTH', 'ELITE', 'ENTERPRISE'];

/** The tiers of organizations as buyers know them: plans. "Growth" alone could be a category, too, so say "the Growth plan". */
export const planLabels = {
  FREE: 'Free',
  CUSTOM: 'Custom',
  STARTER: 'Starter',
  GROWTH: 'Growth',
  ELITE: 'Elite',
  ENTERPRISE: 'Enterprise',
} as const satisfies Record<SubscriptionTier, string>;

/** The plan that an organization needs, as a choice. */
export const requiredTierLabels = { ...planLabels, FREE: 'Any' } as const satisfies Record<SubscriptionTier, string>;

/** The address of a plan on the page of plans: where everything leads that needs one. */
export function planAddress(tier: SubscriptionTier): string {
  return `/plans#${tier.toLowerCase()}`;
}

/** Whether an organization on `tier` may buy an item that needs `required`. */
export function reachesTier(tier: SubscriptionTier, required: SubscriptionTier): boolean {
  return tierOrder.indexOf(tier) >= tierOrder.indexOf(required);
}

/** The label of a value; the value itself when it has none. */
export function labelOf(labels: Readonly<Record<string, string>>, value: string): string {
  return (Object.hasOwn(labels, value) && labels[value]) || value;
}

/** A tag as words: "follow-up" is "Follow-up", "mls" is "MLS". */
export function tagLabel(tag: string): string {
  return tag === 'mls' ? 'MLS' : capitalize(tag);
}
