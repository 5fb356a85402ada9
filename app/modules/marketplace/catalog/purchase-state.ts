import type { SubscriptionTier, Viewer } from '#db/request-db.server.ts';
import { mayHoldCart } from '~/modules/marketplace/cart/holders.ts';
import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import { type PriceModel, reachesTier, type ToolStatus } from '../labels.ts';

/** How an item stands for a viewer; `READ_ONLY` for viewers who never change anything. */
export type PurchaseState =
  | 'ADD'
  | 'OWNED'
  | 'IN_PLAN'
  | 'NEEDS_TIER'
  | 'COMING_SOON'
  | 'ON_REQUEST'
  | 'NOT_SOLD'
  | 'READ_ONLY';

/** The properties of a tool that decide its state. */
export interface ToolForSale {
  id: string;
  status: ToolStatus;
  priceModel: PriceModel;
  requiredTier: SubscriptionTier;
  owned: boolean;
}

/** The ids of everything in a cart: its tools and bundles, and the tools of its bundles. */
export function collectPlan(lines: PricedLine[]): Set<string> {
  return new Set(lines.flatMap((line) => [line.id, ...line.tools.map(({ id }) => id)]));
}

/** How a tool stands for the viewer. A guest has no tier yet, and may put anything on sale into the cart. */
export function decideToolState(tool: ToolForSale, viewer: Viewer | null, plan: ReadonlySet<string>): PurchaseState {
  if (tool.owned) return 'OWNED';
  if (tool.status === 'COMING_SOON') return 'COMING_SOON';
  if (tool.status !== 'ACTIVE' && tool.status !== 'BETA') return 'NOT_SOLD';
  if (tool.priceModel === 'CUSTOM') return 'ON_REQUEST';
  if (!mayHoldCart(viewer)) return 'READ_ONLY';
  if (plan.has(tool.id)) return 'IN_PLAN';
  if (viewer?.organization && !reachesTier(viewer.organization.tier, tool.requiredTier)) return 'NEEDS_TIER';
  return 'ADD';
}

/** How a bundle stands for the viewer, from the database's answer about it as the only line of a cart. */
export function decideBundleState(line: PricedLine, viewer: Viewer | null, plan: ReadonlySet<string>): PurchaseState {
  if (line.state === 'OWNED') return 'OWNED';
  if (line.state === 'NOT_SOLD') return 'NOT_SOLD';
  if (!mayHoldCart(viewer)) return 'READ_ONLY';
  if (plan.has(line.id)) return 'IN_PLAN';
  return line.state === 'TIER_TOO_LOW' ? 'NEEDS_TIER' : 'ADD';
}
