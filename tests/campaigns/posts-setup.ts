import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { createTenantSecrets } from '../../app/services/tenant-secrets.server.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { blueskyHost, hookHost, knownSecret, mastodonHost } from './social-servers.ts';

type Values = Record<string, unknown>;

/** Keys as the Worker of tests has them. */
export const secretKey = Buffer.alloc(32, 'only for tests');

/** An organization whose OWNER, ADMIN and MEMBER have a seat, with a campaign of its MEMBER. */
export async function createPosters(sql: Client): Promise<TestOrganization & { campaign: string }> {
  const organization = await createOrganization(sql);
  await unlockModules(sql, organization);
  const { id } = await createModuleRow(sql, 'campaigns', organization, { status: 'ACTIVE', slug: 'spring' });
  return { ...organization, campaign: String(id) };
}
export type Posters = Awaited<ReturnType<typeof createPosters>>;

/** A post of the MEMBER, a draft for LinkedIn unless told otherwise. Returns its id. */
export async function insertPost(sql: Client, posters: Posters, values: Values = {}): Promise<string> {
  const row = await createModuleRow(sql, 'social_media_posts', posters, { campaign_id: posters.campaign, ...values });
  return String(row.id);
}

/** The time of a post that is due. */
export const dueSince = (minutes: number) => {
  const at = new Date(Date.now() - minutes * 60_000);
  return {
    status: 'SCHEDULED',
    scheduled_at: at,
    scheduled_time_zone: 'UTC',
    scheduled_local: at.toISOString().slice(0, 16),
  };
};

const servers = {
  MASTODON: { server: `https://${mastodonHost}`, handle: `@harbor@${mastodonHost}` },
  BLUESKY: { server: `https://${blueskyHost}`, handle: 'harbor.bsky.social' },
  WEBHOOK: { server: `https://${hookHost}/posts?key=1`, handle: null },
};
export type Kind = keyof typeof servers;

const secrets = createTenantSecrets([Uint8Array.from(secretKey)]);
const hookSecret = `whsec_${Buffer.alloc(32, 'hook').toString('base64')}`;

/** A connected account with credentials that its server knows. Returns its id. */
export async function insertAccount(sql: Client, posters: Posters, kind: Kind, values: Values = {}): Promise<string> {
  const { id } = await createModuleRow(sql, 'social_accounts', posters, {
    kind,
    platform: kind === 'WEBHOOK' ? null : kind,
    name: `Account ${randomBytes(6).toString('hex')}`,
    ...servers[kind],
    ...values,
  });
  const sealed = await secrets.seal(kind === 'WEBHOOK' ? hookSecret : knownSecret, `social_accounts:${String(id)}`);
  await sql.query('update social_accounts set sealed_credentials = $2 where id = $1', [id, sealed]);
  return String(id);
}

/** A row of a post. */
export async function readPost(sql: Client, id: string) {
  return only(
    await sql.query<{
      status: string;
      failedReason: string | null;
      externalId: string | null;
      externalUrl: string | null;
      attempts: number;
      version: number;
      isDueByHand: boolean;
      isLeased: boolean;
      mayBeOut: boolean;
      /** Seconds. */
      waits: number | null;
      local: string | null;
      at: Date | null;
      text: string;
      accountId: string | null;
    }>(
      `select status, failed_reason as "failedReason", external_post_id as "externalId", external_url as "externalUrl", attempts, version,
         hand_due_at is not null as "isDueByHand", leased_until is not null as "isLeased", first_attempt_at is not null as "mayBeOut",
         extract(epoch from next_attempt_at - now())::integer as waits, to_char(scheduled_local, 'YYYY-MM-DD"T"HH24:MI') as local,
         scheduled_at as at, post_text as text, account_id as "accountId"
       from social_media_posts where id = $1`,
      [id],
    ),
  );
}
