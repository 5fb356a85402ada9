import { z } from 'zod';
import type { SubscriptionTier } from '#db/request-db.server.ts';
import { requiredTierLabels } from '~/modules/marketplace/labels.ts';
import { readKey, readSearchText, writeAddress } from '~/utils/addresses.ts';

/** The name is compared exactly, so an altered one is of no use: it is taken as it is or not at all. */
const cursor = z.object({ name: z.string().regex(/^\P{Cc}{0,120}$/u), id: z.guid() });

/** The organizations that the platform's administration asks for. */
export interface OrganizationFilters {
  /** Part of a name. */
  name: string | null;
  tier: SubscriptionTier | null;
  /** The last organization of the page before. */
  after: z.infer<typeof cursor> | null;
}

/** Reads the form above the organizations from an address. Leaves values without a meaning out. */
export function parseOrganizationFilters(search: URLSearchParams): OrganizationFilters {
  return {
    name: readSearchText(search.get('name'), 120) || null,
    tier: readKey(requiredTierLabels, search.get('tier')) ?? null,
    after: cursor.safeParse({ name: search.get('after'), id: search.get('afterId') }).data ?? null,
  };
}

/** The address of these organizations. */
export function organizationsAddress({ name, tier, after }: OrganizationFilters): string {
  return writeAddress('/admin/organizations', { name, tier, after: after?.name, afterId: after?.id });
}
