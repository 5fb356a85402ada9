import type { SubscriptionTier } from '#db/request-db.server.ts';
import type { bundleStatus } from '#db/schema/marketplace/catalog.ts';
import type { BundleType } from '~/modules/marketplace/labels.ts';
import type { TypedPrice } from './pricing.ts';

export type BundleStatus = (typeof bundleStatus.enumValues)[number];

/** A saved bundle: everything that its editor changes. */
export interface EditedBundle {
  name: string;
  slug: string;
  description: string;
  longDescription: string;
  bundleType: BundleType;
  requiredTier: SubscriptionTier;
  icon: string;
  isPopular: boolean;
  /** Cents. */
  bundlePrice: number;
  status: BundleStatus;
  /** In the order of the bundle. */
  toolIds: string[];
}

/** The values of the editor's form, valid or not. */
export interface BundleDraft extends TypedPrice {
  id: string;
  /** Revision of the bundle that is edited; 0 for a new one. */
  revision: number;
  /** The bundle as it was when the editor was opened, to find the changes of others since; null for a new one. */
  opened: EditedBundle | null;
  name: string;
  slug: string;
  description: string;
  longDescription: string;
  bundleType: string;
  requiredTier: string;
  icon: string;
  isPopular: boolean;
  /** Whether somebody said that it is sold for what its tools cost one by one. */
  sellsAtSum: boolean;
  toolIds: string[];
  /** The words of the search for tools to add. */
  query: string;
}

/** The tools of a draft, in its order. */
export function orderTools<Tool extends { id: string }>(toolIds: readonly string[], tools: readonly Tool[]): Tool[] {
  const byId = new Map(tools.map((tool) => [tool.id, tool]));
  return toolIds.flatMap((id) => byId.get(id) ?? []);
}
