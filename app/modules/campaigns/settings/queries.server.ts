import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { campaignSettings } from '#db/schema/index.ts';

/**
 * What the organization says once about all it sends: one row, with the settings of a new organization where nobody saved any, at
 * version 0. For somebody without the module these are all that there is.
 */
export function findCampaignSettings(handle: QueryHandle) {
  return handle
    .select({
      postalAddress: campaignSettings.postalAddress,
      fromName: campaignSettings.fromName,
      replyTo: campaignSettings.replyTo,
      timeZone: sql<string>`coalesce(${campaignSettings.timeZone}, 'America/New_York')`,
      /** 0 is Sunday, 1 Monday. */
      weekStart: sql<number>`coalesce(${campaignSettings.weekStart}, 0)`,
      tracksEmails: sql<boolean>`coalesce(${campaignSettings.tracksEmails}, true)`,
      version: sql<number>`coalesce(${campaignSettings.version}, 0)`,
    })
    .from(sql`(select 1) as once`)
    .leftJoin(campaignSettings, sql`${campaignSettings.organizationId} = app.current_organization_id()`);
}
export type FoundCampaignSettings = Awaited<ReturnType<typeof findCampaignSettings>>[number];
