import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { PartsOwner } from './campaign-parts.ts';
import { only } from './rows.ts';

/**
 * What has an address in this part of the module: a campaign with one of everything and one with nothing, an email that repeats with
 * a copy that was made of it, and a post that does not.
 */
export async function createPlansParts(sql: Client, { organizationId, requesterId }: PartsOwner) {
  const idOf = async (statement: string, values: unknown[]) =>
    only(await sql.query<{ id: string }>(`${statement} returning id`, values)).id;
  const write = async (name: string) => {
    const slug = `campaign-${randomUUID()}`;
    const id = await idOf(
      `insert into campaigns (organization_id, name, slug, type, description, goals, budget, tags, created_by)
       values ($1, $2, $3, 'EMAIL_MARKETING', 'For the spring', '{"leads": 20, "revenue": 500000, "clicks": 10, "deadline": "2026-06-30"}',
         100000, '{spring}', $4)`,
      [organizationId, name, slug, requesterId],
    );
    return { id, slug };
  };
  const campaign = await write('Open houses');
  const empty = await write('Nothing yet');
  await sql.query(
    `insert into campaign_entries (organization_id, campaign_id, kind, label, occurred_on, amount, leads, created_by)
     values ($1, $2, 'COST', 'Signs', '2025-03-01', 100000, 0, $3), ($1, $2, 'RESULT', 'First sale', '2025-04-01', 350000, 4, $3)`,
    [organizationId, campaign.id, requesterId],
  );
  const content = await idOf(
    `insert into content (organization_id, title, slug, author, created_by) values ($1, 'Guide', $2, 'Ada', $3)`,
    [organizationId, `guide-${randomUUID()}`, requesterId],
  );
  await sql.query(
    `insert into campaign_content (organization_id, campaign_id, content_id, is_primary, notes, linked_by) values ($1, $2, $3, true, 'First', $4)`,
    [organizationId, campaign.id, content, requesterId],
  );
  const repeatedEmail = await idOf(
    `insert into email_campaigns (organization_id, campaign_id, name, subject, from_name, from_email, created_by)
     values ($1, $2, 'Weekly letter', 'News', 'Harbor', 'news@people.test', $3)`,
    [organizationId, campaign.id, requesterId],
  );
  const repeat = await idOf(
    `insert into campaign_repeats (organization_id, campaign_id, kind, source_id, frequency, starts_on, local_time, time_zone, next_on, next_at,
       created_by)
     values ($1, $2, 'EMAIL', $3, 'WEEKLY', '2026-01-05', '09:00', 'America/Chicago', '2100-01-04', '2100-01-04T15:00:00Z', $4)`,
    [organizationId, campaign.id, repeatedEmail, requesterId],
  );
  const repeatCopy = await idOf(
    `insert into email_campaigns (organization_id, campaign_id, name, subject, from_name, from_email, created_by, repeat_id, occurs_on, status,
       failed_reason)
     values ($1, $2, 'Weekly letter, Jan 5, 2026', 'News', 'Harbor', 'news@people.test', $3, $4, '2026-01-05', 'FAILED', 'There was nobody.')`,
    [organizationId, campaign.id, requesterId, repeat],
  );
  const unrepeatedPost = await idOf(
    `insert into social_media_posts (organization_id, campaign_id, post_text, platform, created_by) values ($1, $2, 'Open house', 'LINKEDIN', $3)`,
    [organizationId, campaign.id, requesterId],
  );
  return { campaign: campaign.slug, emptyCampaign: empty.slug, repeatedEmail, repeatCopy, unrepeatedPost };
}
