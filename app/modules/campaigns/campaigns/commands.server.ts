import type { SQL } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { CampaignStatus } from './labels.ts';
import { campaignIdOf } from './queries.server.ts';
import { type TypedCampaign, wishSlug } from './schema.ts';

/**
 * Saves a campaign, a new one where its version is 0.
 * @param id  as the form made it, or of the campaign at an address
 */
export function saveCampaign(handle: QueryHandle, id: string | SQL, { id: _, version, ...campaign }: TypedCampaign) {
  return callFunction(handle, 'save_campaign', {
    id,
    version,
    campaign: { ...campaign, slug: wishSlug(campaign.name) },
  });
}

/** Moves the campaign at an address to another state. @param version  that its button was shown for */
export function moveCampaign(handle: QueryHandle, slug: string, to: CampaignStatus, version: number) {
  return callFunction(handle, 'move_campaign', { campaignId: campaignIdOf(slug), to, version });
}

/** Puts the campaign at an address out of sight, or back. */
export function archiveCampaign(handle: QueryHandle, slug: string, isArchived: boolean) {
  return callFunction(handle, 'archive_campaign', { campaignId: campaignIdOf(slug), isArchived });
}

/** Deletes the campaign at an address, where its creator or an ADMIN may. */
export function deleteCampaign(handle: QueryHandle, slug: string) {
  return callFunction(handle, 'delete_campaign', { campaignId: campaignIdOf(slug) });
}
