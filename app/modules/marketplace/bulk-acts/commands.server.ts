import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle, SubscriptionTier } from '#db/request-db.server.ts';
import type { BundleStatus } from '~/modules/marketplace/bundle-editor/draft.ts';
import type { ToolChange } from './tool-acts.ts';

// Each changes all of what it is given, or nothing. For anybody but the role of the platform that the rule names the database refuses
// (42501).

/** Changes prices, statuses or whether tools are featured, each tool as it was shown. */
export function changeTools(handle: QueryHandle, tools: readonly ({ id: string; revision: number } & ToolChange)[]) {
  const columns = tools.map(({ id, revision, price = null, status = null, isFeatured = null }) => ({
    id,
    revision,
    price,
    status,
    is_featured: isFeatured,
  }));
  return callFunction(handle, 'change_tools', { tools: columns });
}

/** Puts bundles on sale or archives them, each as it was shown. The row names the first that cannot be so. */
export function changeBundles(
  handle: QueryHandle,
  bundles: readonly { id: string; revision: number; sum: number }[],
  status: BundleStatus,
) {
  return callFunction(handle, 'change_bundles', { bundles, status });
}

/** Publishes reviews, each as it was read. The row names the first that cannot be published. */
export function approveReviews(handle: QueryHandle, reviews: readonly { id: string; version: string }[]) {
  return callFunction(handle, 'approve_reviews', { reviews });
}

/** Reminds buyers of invoices by mail; those reminded today already are left out. */
export function remindOfInvoices(handle: QueryHandle, numbers: readonly string[]) {
  return callFunction(handle, 'remind_of_invoices', { numbers });
}

/** Notes that invoices were paid, each with the cents owed that were shown. Some may wait for a second person. */
export function recordPayments(handle: QueryHandle, invoices: readonly { number: string; owed: number }[]) {
  return callFunction(handle, 'record_payments', { invoices });
}

/** Sets the tier of several organizations, each with the tier that was shown. The row names the first whose tier cannot be set. */
export function setTiers(
  handle: QueryHandle,
  organizations: readonly { id: string; tier: SubscriptionTier }[],
  tier: SubscriptionTier,
) {
  return callFunction(handle, 'set_tiers', { organizations, tier });
}
