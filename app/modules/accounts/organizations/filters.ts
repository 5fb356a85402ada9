import type { SubscriptionTier } from '#db/request-db.server.ts';
import { tierOrder } from '~/modules/marketplace/labels.ts';

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which organizations the platform's administration asks for. */
export interface OrganizationFilters {
  /** Part of a name. */
  name: string | null;
  tier: SubscriptionTier | null;
  /** The organization the page before ended with. */
  after: { name: string; id: string } | null;
}

/** Reads the form above the organizations from an address. What means nothing is left out. */
export function parseOrganizationFilters(search: URLSearchParams): OrganizationFilters {
  const text = (name: string) => (search.get(name) ?? '').replace(/\p{Cc}/gu, '').slice(0, 120);
  const after = { name: text('after'), id: text('afterId') };
  return {
    name: text('name').trim() || null,
    tier: tierOrder.find((tier) => tier === text('tier')) ?? null,
    after: id.test(after.id) ? after : null,
  };
}

/** The address of these organizations. */
export function organizationsAddress({ name, tier, after }: OrganizationFilters): string {
  const search = new URLSearchParams();
  if (name) search.set('name', name);
  if (tier) search.set('tier', tier);
  if (after) {
    search.set('after', after.name);
    search.set('afterId', after.id);
  }
  return search.size > 0 ? `/admin/organizations?${search}` : '/admin/organizations';
}
