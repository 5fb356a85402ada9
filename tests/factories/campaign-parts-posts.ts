import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { PartsOwner } from './campaign-parts.ts';
import { only } from './rows.ts';

/** What has an address in this part of the module: a draft with everything, a post that is due by hand, and an account. */
export async function createPostsParts(sql: Client, { organizationId, requesterId }: PartsOwner) {
  const idOf = async (query: string, values: unknown[]) => only(await sql.query<{ id: string }>(query, values)).id;
  const campaign = await idOf(
    `insert into campaigns (organization_id, name, slug, type, created_by) values ($1, 'Posts', $2, 'SOCIAL_MEDIA', $3) returning id`,
    [organizationId, `posts-${randomUUID()}`, requesterId],
  );
  await sql.query(
    `insert into social_accounts (organization_id, kind, platform, name, server, handle, sealed_credentials, problem, created_by)
     values ($1, 'MASTODON', 'MASTODON', $2, 'https://social.example.org', '@harbor@social.example.org', 'sealed', 'It answered 401.', $3)`,
    [organizationId, `Account ${randomUUID()}`, requesterId],
  );
  const post = await idOf(
    `insert into social_media_posts (organization_id, campaign_id, title, post_text, hashtags, mentions, link_url, platform, created_by,
       scheduled_at, scheduled_time_zone, scheduled_local)
     values ($1, $2, 'Title', 'Open house', '{homes}', '{harbor}', 'https://example.org/', 'YOUTUBE', $3, '2026-03-05T15:00:00Z', 'America/Chicago',
       '2026-03-05T09:00') returning id`,
    [organizationId, campaign, requesterId],
  );
  const duePost = await idOf(
    `insert into social_media_posts (organization_id, campaign_id, post_text, platform, created_by, status, scheduled_at, scheduled_time_zone,
       scheduled_local, hand_due_at)
     values ($1, $2, 'Open house', 'LINKEDIN', $3, 'SCHEDULED', '2026-03-05T15:00:00Z', 'America/Chicago', '2026-03-05T09:00', now()) returning id`,
    [organizationId, campaign, requesterId],
  );
  return { post, duePost };
}
