import { eq, inArray, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import {
  campaignSettings,
  campaigns,
  contactLists,
  contactSegments,
  contacts,
  emailCampaigns,
  listings,
  sendingDomains,
} from '#db/schema/index.ts';
import { readBlocks } from '../blocks/schema.ts';
import type { AbTest, EditedEmail } from './edited.ts';

/** Where a person's plan to send a mail stands when nothing else is chosen, as the settings have it. */
const usualZone = 'America/New_York';

/** An email with all that its editor needs to know of the organization. */
export function findEmail(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: emailCampaigns.id,
      name: emailCampaigns.name,
      subject: emailCampaigns.subject,
      previewText: emailCampaigns.previewText,
      fromName: emailCampaigns.fromName,
      fromEmail: emailCampaigns.fromEmail,
      replyTo: emailCampaigns.replyTo,
      lists: emailCampaigns.recipientLists,
      segments: emailCampaigns.recipientSegments,
      excluded: emailCampaigns.excludedLists,
      isTracked: emailCampaigns.isTracked,
      isAbTest: emailCampaigns.isAbTest,
      abTestConfig: sql<unknown>`${emailCampaigns.abTestConfig}`,
      bodyBlocks: sql<unknown>`${emailCampaigns.bodyBlocks}`,
      status: emailCampaigns.status,
      version: emailCampaigns.version,
      createdBy: emailCampaigns.createdBy,
      createdAt: sql<string>`to_char(${emailCampaigns.createdAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
      recipientCount: emailCampaigns.recipientCount,
      /** By the clock of its zone. */
      scheduledLocal: sql<string | null>`to_char(${emailCampaigns.scheduledLocal}, 'YYYY-MM-DD"T"HH24:MI')`,
      scheduledTimeZone: emailCampaigns.scheduledTimeZone,
      inRecipientZone: emailCampaigns.inRecipientZone,
      pausedReason: emailCampaigns.pausedReason,
      failedReason: emailCampaigns.failedReason,
      campaignName: campaigns.name,
      campaignSlug: campaigns.slug,
      /** Null while none was entered. */
      postalAddress: sql<string | null>`(select postal_address from ${campaignSettings})`,
      timeZone: sql<string>`coalesce((select time_zone from ${campaignSettings}), ${usualZone})`,
      tracksEmails: sql<boolean>`coalesce((select tracks_emails from ${campaignSettings}), true)`,
      verifiedDomains: sql<
        string[]
      >`(select coalesce(jsonb_agg(domain order by domain), '[]') from ${sendingDomains} where verified_at is not null)`,
    })
    .from(emailCampaigns)
    .innerJoin(campaigns, eq(campaigns.id, emailCampaigns.campaignId))
    .where(eq(emailCampaigns.id, id));
}
export type FoundEmail = Awaited<ReturnType<typeof findEmail>>[number];

const abTestSchema: z.ZodType<AbTest> = z.object({
  subject: z.string(),
  previewText: z.string().catch(''),
  share: z.number(),
  waitHours: z.number(),
  by: z.enum(['CLICKS', 'OPENS']),
});

/** What people write of an email, out of its row. */
export function readEdited(row: FoundEmail): EditedEmail {
  return {
    name: row.name,
    subject: row.subject,
    previewText: row.previewText ?? '',
    fromName: row.fromName,
    fromEmail: row.fromEmail,
    replyTo: row.replyTo ?? '',
    lists: row.lists,
    segments: row.segments,
    excluded: row.excluded,
    isTracked: row.isTracked,
    isAbTest: row.isAbTest,
    abTest: abTestSchema.safeParse(row.abTestConfig).data ?? null,
    blocks: readBlocks(row.bodyBlocks),
  };
}

/** What was compiled when the email was scheduled; null before. */
export function findCompiled(handle: QueryHandle, id: string) {
  return handle
    .select({ compiled: sql<unknown>`${emailCampaigns.compiled}` })
    .from(emailCampaigns)
    .where(eq(emailCampaigns.id, id));
}

/** As many as a form offers. */
const offered = 200;

/** The lists and segments that an email can go to, by name. */
export function listAudienceChoices(handle: QueryHandle) {
  const listOf = (table: typeof contactLists | typeof contactSegments) => sql<{ id: string; name: string }[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name collate human, id), '[]')
    from (select id, name from ${table} order by name collate human, id limit ${offered}) named)`;
  return handle
    .select({ lists: listOf(contactLists), segments: listOf(contactSegments) })
    .from(sql`(select 1) as once`);
}

const listingColumns = {
  id: listings.id,
  address: listings.address,
  city: listings.city,
  state: listings.state,
  zipCode: listings.zipCode,
};

/** The listings that a block can show: those that are active, by address. */
export function listOfferedListings(handle: QueryHandle) {
  return handle
    .select(listingColumns)
    .from(listings)
    .where(eq(listings.isActive, true))
    .orderBy(listings.address, listings.id)
    .limit(offered);
}

/** These listings, as far as they are there. */
export function listListings(handle: QueryHandle, ids: readonly string[]) {
  return handle
    .select(listingColumns)
    .from(listings)
    .where(inArray(listings.id, [...ids, noId]));
}

/** The listings that an email shows as it is saved. */
export function listSavedListings(handle: QueryHandle, id: string) {
  const named = sql`(
    select case when block ->> 'listingId' ~* '^[0-9a-f-]{36}$' then (block ->> 'listingId')::uuid end
    from ${emailCampaigns}, jsonb_array_elements(body_blocks) block where ${emailCampaigns.id} = ${id})`;
  return handle.select(listingColumns).from(listings).where(sql`${listings.id} in ${named}`);
}

/** Stands for nobody and nothing: a list of ids is never empty. */
const noId = '00000000-0000-0000-0000-000000000000';

/** The contact that a preview is filled in for: by id, or by address; no row where neither is given. */
export function findPreviewContact(handle: QueryHandle, { id, email }: { id: string | null; email: string }) {
  return handle
    .select({ name: contacts.name, email: contacts.email })
    .from(contacts)
    .where(or(eq(contacts.id, id ?? noId), eq(contacts.email, email.trim().toLowerCase())))
    .limit(1);
}

/** Counts the audience of an email as it is typed, with people to try it with. */
export function describeAudience(
  handle: QueryHandle,
  { lists, segments, excluded }: Pick<EditedEmail, 'lists' | 'segments' | 'excluded'>,
) {
  return callFunction(handle, 'describe_audience', { lists, segments, excluded });
}

/** Counts the audience of an email as it is saved. */
export function describeSavedAudience(handle: QueryHandle, id: string) {
  const column = (name: string) => sql`(select ${sql.raw(name)} from ${emailCampaigns} where id = ${id})`;
  return callFunction(handle, 'describe_audience', {
    lists: column('recipient_lists'),
    segments: column('recipient_segments'),
    excluded: column('excluded_lists'),
  });
}

const samplesSchema = z.array(z.object({ name: z.string(), email: z.string() })).catch([]);

/** The people of an answer of `describeAudience`, or of `beginTestSend`. */
export const readPeople = (samples: unknown) => samplesSchema.parse(samples);
