import { and, asc, desc, eq, type SQLWrapper, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import {
  auditLog,
  campaignContent,
  campaignEntries,
  campaigns,
  content,
  emailCampaigns,
  socialMediaPosts,
  users,
} from '#db/schema/index.ts';
import type { AuditEntry } from '~/modules/audit/entries.ts';
import { mostParts } from './labels.ts';

const mostChoices = 200;
const mostAuditEntries = 20;

/** The id of the campaign at an address, worked out by the database; null where the viewer finds none. */
export const campaignIdOf = (slug: string) => sql`(select id from ${campaigns} where slug = ${slug})`;

const momentOrNone = (column: SQLWrapper) =>
  sql<string | null>`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const localOrNone = (column: SQLWrapper) => sql<string | null>`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI')`;

// A query of one table leaves its name out of columns, which would then be those of the inner tables: these say it themselves.
const sumOfEntries = (expression: string) =>
  sql<number>`(select coalesce(sum(${sql.raw(expression)}), 0)::float8 from ${campaignEntries} entry where entry.campaign_id = campaigns.id)`;

/** A campaign with what it brought so far. */
export function findCampaign(handle: QueryHandle, slug: string) {
  return handle
    .select({
      id: campaigns.id,
      name: campaigns.name,
      description: campaigns.description,
      slug: campaigns.slug,
      type: campaigns.type,
      status: campaigns.status,
      startDate: campaigns.startDate,
      endDate: campaigns.endDate,
      goals: campaigns.goals,
      budget: campaigns.budget,
      spent: campaigns.budgetSpent,
      currency: campaigns.currency,
      tags: campaigns.tags,
      isArchived: campaigns.isArchived,
      version: campaigns.version,
      createdBy: campaigns.createdBy,
      /** The name of who made it; null once they have left. */
      creator: sql<string | null>`(select name from ${users} person where person.id = campaigns.created_by)`,
      /** Whether its creator may still delete it. */
      isNew: sql<boolean>`campaigns.created_at > now() - interval '24 hours'`,
      /** Cents. */
      revenue: sumOfEntries(`case entry.kind when 'RESULT' then entry.amount else 0 end`),
      leads: sumOfEntries('entry.leads'),
      /** By people, in emails and posts. */
      clicks: sql<number>`(
        (select coalesce(sum(total_clicked), 0) from ${emailCampaigns} email where email.campaign_id = campaigns.id)
        + (select coalesce(sum(clicks), 0) from ${socialMediaPosts} post where post.campaign_id = campaigns.id))::float8`,
      /** Whether an email of it was handed to anybody's server, so that nobody deletes it. */
      wentOut: sql<boolean>`exists (select from ${emailCampaigns} email where email.campaign_id = campaigns.id
        and (email.status in ('SENDING', 'PAUSED') or email.total_sent + email.total_failed + email.total_unknown > 0))`,
    })
    .from(campaigns)
    .where(eq(campaigns.slug, slug));
}
/** A campaign on its page. */
export type ShownCampaign = Awaited<ReturnType<typeof findCampaign>>[number];

/** The newest emails of a campaign. */
export function listCampaignEmails(handle: QueryHandle, slug: string) {
  return handle
    .select({
      id: emailCampaigns.id,
      name: emailCampaigns.name,
      status: emailCampaigns.status,
      scheduledLocal: localOrNone(emailCampaigns.scheduledLocal),
      timeZone: emailCampaigns.scheduledTimeZone,
      sentAt: momentOrNone(emailCampaigns.sentAt),
      recipients: emailCampaigns.recipientCount,
      delivered: emailCampaigns.totalDelivered,
      openRate: emailCampaigns.openRate,
      clickRate: emailCampaigns.clickRate,
    })
    .from(emailCampaigns)
    .where(eq(emailCampaigns.campaignId, campaignIdOf(slug)))
    .orderBy(desc(emailCampaigns.createdAt), desc(emailCampaigns.id))
    .limit(mostParts);
}
export type CampaignEmail = Awaited<ReturnType<typeof listCampaignEmails>>[number];

/** The newest posts of a campaign. */
export function listCampaignPosts(handle: QueryHandle, slug: string) {
  return handle
    .select({
      id: socialMediaPosts.id,
      label: sql<string>`left(coalesce(nullif(title, ''), nullif(post_text, ''), 'Without text'), 80)`,
      platform: socialMediaPosts.platform,
      status: socialMediaPosts.status,
      isDueByHand: sql<boolean>`hand_due_at is not null`,
      scheduledLocal: localOrNone(socialMediaPosts.scheduledLocal),
      timeZone: socialMediaPosts.scheduledTimeZone,
      publishedAt: momentOrNone(socialMediaPosts.publishedAt),
      impressions: socialMediaPosts.impressions,
      engagementRate: socialMediaPosts.engagementRate,
    })
    .from(socialMediaPosts)
    .where(eq(socialMediaPosts.campaignId, campaignIdOf(slug)))
    .orderBy(desc(socialMediaPosts.createdAt), desc(socialMediaPosts.id))
    .limit(mostParts);
}
export type CampaignPost = Awaited<ReturnType<typeof listCampaignPosts>>[number];

/** The content of a campaign, in its order. */
export function listLinkedContent(handle: QueryHandle, slug: string) {
  return handle
    .select({
      id: content.id,
      title: content.title,
      kind: content.kind,
      status: content.status,
      isPrimary: campaignContent.isPrimary,
      notes: campaignContent.notes,
    })
    .from(campaignContent)
    .innerJoin(
      content,
      and(eq(content.organizationId, campaignContent.organizationId), eq(content.id, campaignContent.contentId)),
    )
    .where(eq(campaignContent.campaignId, campaignIdOf(slug)))
    .orderBy(asc(campaignContent.position), asc(content.id));
}
export type LinkedContent = Awaited<ReturnType<typeof listLinkedContent>>[number];

/** Content that a campaign does not use yet, what was changed last first; 200 at most. */
export function listContentChoices(handle: QueryHandle, slug: string) {
  return handle
    .select({ id: content.id, title: content.title })
    .from(content)
    .where(
      sql`status <> 'ARCHIVED' and not exists (select from ${campaignContent} link
        where link.content_id = content.id and link.campaign_id = ${campaignIdOf(slug)})`,
    )
    .orderBy(desc(content.updatedAt), desc(content.id))
    .limit(mostChoices);
}
export type ContentChoice = Awaited<ReturnType<typeof listContentChoices>>[number];

/** What the trail says of a campaign, its emails and posts, the newest first. Nothing below ADMIN. */
export function listCampaignAudit(handle: QueryHandle, slug: string) {
  const campaign = campaignIdOf(slug);
  return handle
    .select({
      id: auditLog.id,
      position: sql<number>`chain_position`.mapWith(Number),
      occurredAt: sql<string>`to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      organization: sql<null>`null::text`,
      actorId: auditLog.actorId,
      actor: sql<string | null>`(select name from ${users} person where person.id = audit_log.actor_id)`,
      action: auditLog.action,
      subjectType: auditLog.subjectType,
      subjectId: auditLog.subjectId,
      before: sql<AuditEntry['before']>`before`,
      after: sql<AuditEntry['after']>`after`,
      names: sql<AuditEntry['names']>`'{}'::jsonb`,
    })
    .from(auditLog)
    .where(
      sql`subject_type in ('campaign', 'campaign_email', 'campaign_post') and subject_id = any (array(
        select (${campaign})::text
        union all select id::text from ${emailCampaigns} where campaign_id = ${campaign}
        union all select id::text from ${socialMediaPosts} where campaign_id = ${campaign}))`,
    )
    .orderBy(desc(auditLog.occurredAt), desc(auditLog.id))
    .limit(mostAuditEntries);
}
