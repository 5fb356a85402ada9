import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import type { PartsOwner } from './campaign-parts.ts';
import { only } from './rows.ts';

/** What has an address in this part of the module: forms, content, and links of mails that confirm sign-ups. */
export async function createFormsParts(sql: Client, { organizationId, requesterId }: PartsOwner) {
  const idOf = async (statement: string, values: unknown[]) =>
    only(await sql.query<{ id: string }>(`${statement} returning id`, values)).id;
  const unique = (prefix: string) => `${prefix}-${randomBytes(6).toString('hex')}`;
  const { slug: organizationSlug } = only(
    await sql.query<{ slug: string }>('select slug from organizations where id = $1', [organizationId]),
  );
  const list = await idOf('insert into contact_lists (organization_id, name) values ($1, $2)', [
    organizationId,
    unique('List'),
  ]);
  const signupFormSlug = unique('news');
  const signupForm = await idOf(
    `insert into signup_forms (organization_id, name, slug, list_id, heading, introduction, consent_wording)
     values ($1, 'News', $2, $3, 'Our news', 'Once a month.', 'I want the news.')`,
    [organizationId, signupFormSlug, list],
  );
  const ask = async (expires: string, confirmed: string | null) => {
    const token = randomBytes(32).toString('base64url');
    await idOf(
      `insert into subscription_requests (organization_id, form_id, email, wording, token_hash, expires_at, confirmed_at)
       values ($1, $2, $3, 'I want the news.', $4, now() + $5::interval, now() + $6::interval)`,
      [
        organizationId,
        signupForm,
        `${unique('somebody')}@people.test`,
        createHash('sha256').update(token).digest('hex'),
        expires,
        confirmed,
      ],
    );
    return token;
  };
  const write = (slug: string, status: string) =>
    idOf(
      `insert into content (organization_id, title, slug, body, author, status, published_at, created_by)
       values ($1, 'Open house', $2, 'Come **in**.', 'Ada', $3::content_status, case when $3 = 'PUBLISHED' then now() - interval '1 day' end, $4)`,
      [organizationId, slug, status, requesterId],
    );
  const publishedSlug = unique('open-house');
  const content = await write(publishedSlug, 'PUBLISHED');
  await idOf(
    `insert into sending_domains (organization_id, domain, selector, public_key, sealed_private_key, ownership_token, created_by)
     values ($1, $2, 'lotline-0000abcd', $3, 'sealed', $4, $5)`,
    [organizationId, `${unique('mail')}.example`, 'MIIB'.repeat(98), randomBytes(16).toString('hex'), requesterId],
  );
  return {
    organizationSlug,
    signupForm,
    signupFormSlug,
    confirmedSignup: await ask('7 days', '0'),
    openSignup: await ask('7 days', null),
    expiredSignup: await ask('-1 minute', null),
    content,
    publishedSlug,
    archivedContent: await write(unique('old'), 'ARCHIVED'),
  };
}
