import type { Client } from 'pg';
import type { TestOrganization } from '../factories/organizations.ts';
import { type CrowdedPage, crowdedOrganizations, findId } from './crowded-pages.ts';

/** Of each organization: 200 of them have a million contacts and five million deliveries. */
const contacts = 5_000;
const emails = 5;

export const campaignBenchPages: readonly CrowdedPage[] = [
  { address: '/campaigns', shows: 'Campaign 1<' },
  { address: '/campaigns?q=campaign+1&status=ACTIVE', shows: 'Campaign 1<' },
  { address: '/campaigns/campaign-1', shows: 'Email 1<' },
  { address: '/campaigns/new', shows: 'New campaign' },
  { address: '/campaigns/emails/:email', shows: 'Email 1' },
  { address: '/campaigns/emails/:email/results', shows: 'Email 1' },
  { address: '/campaigns/repeats/post/:post', shows: 'Repeat' },
  { address: '/campaigns/contacts', shows: '@people.test' },
  { address: '/campaigns/contacts?q=person+12', shows: 'Person 12' },
  { address: '/campaigns/contacts?tag=buyer', shows: '@people.test' },
  { address: '/campaigns/contacts?list=:list', shows: '@people.test' },
  { address: '/campaigns/contacts/:contact', shows: 'Person 1' },
  { address: '/campaigns/contacts/lists', shows: 'Everybody' },
  { address: '/campaigns/contacts/lists/:list', shows: 'Everybody' },
  { address: '/campaigns/contacts/segments/:segment', shows: 'Buyers' },
  { address: '/campaigns/contacts/suppressions', shows: '@people.test' },
  { address: '/campaigns/contacts/forms', shows: 'Newsletter' },
  { address: '/campaigns/posts', shows: 'New post' },
  { address: '/campaigns/posts/:post', shows: 'Post 1' },
  { address: '/campaigns/content', shows: 'Guide 1' },
  { address: '/campaigns/settings', shows: '1 Lake Street' },
  { address: '/campaigns/accounts', shows: 'Connect' },
];

/** Gives every organization 5,000 contacts, five emails to all of them, and of everything else what goes with it. */
export async function fillCampaigns(sql: Client, organization: TestOrganization): Promise<Record<string, string>> {
  const { id, owner } = organization;
  await fillPlans(sql, id, owner.id);
  await fillContacts(sql, id, owner.id);
  await fillLedger(sql, id);
  const find = (table: string, condition: string) =>
    findId(sql, `select id from ${table} where organization_id = $1 and ${condition}`, [id]);
  return {
    email: await find('email_campaigns', `name = 'Email 1'`),
    post: await find('social_media_posts', `title = 'Post 1'`),
    list: await find('contact_lists', `name = 'Everybody'`),
    segment: await find('contact_segments', `name = 'Buyers'`),
    contact: await find('contacts', `name = 'Person 1'`),
  };
}

/** Campaigns with their emails, posts, content, costs and results. */
async function fillPlans(sql: Client, id: string, ownerId: string) {
  await sql.query(
    `insert into campaign_settings (organization_id, postal_address) select organization.id, '1 Lake Street' from ${crowdedOrganizations}`,
    [id],
  );
  await sql.query(
    `insert into campaigns (organization_id, name, slug, type, status, budget, budget_spent, tags, created_by, created_at)
     select organization.id, 'Campaign ' || number, 'campaign-' || number, 'EMAIL_MARKETING', 'ACTIVE', 100000, 25000, '{spring}', $2,
       now() - number * interval '1 day'
     from ${crowdedOrganizations} cross join generate_series(1, 60) number`,
    [id, ownerId],
  );
  await sql.query(
    `insert into campaign_entries (organization_id, campaign_id, kind, label, occurred_on, amount, created_by)
     select campaign.organization_id, campaign.id, 'COST', 'Cost ' || number, current_date - number, 250, $2
     from ${crowdedOrganizations} join campaigns campaign on campaign.organization_id = organization.id
     cross join generate_series(1, 20) number`,
    [id, ownerId],
  );
  await sql.query(
    `insert into email_campaigns (organization_id, campaign_id, name, subject, from_name, from_email, status, recipient_count, total_sent,
       total_delivered, total_opened, total_clicked, started_at, queued_all_at, sent_at, created_by, created_at)
     select organization.id, campaign.id, 'Email ' || number, 'Subject', 'Sender', 'sender@people.test', 'SENT', $3, $3, $3, $3 / 3, $3 / 20,
       now() - number * interval '1 day', now() - number * interval '1 day', now() - number * interval '1 day', $2, now() - number * interval '1 day'
     from ${crowdedOrganizations}
     join campaigns campaign on campaign.organization_id = organization.id and campaign.slug = 'campaign-1'
     cross join generate_series(1, $4::integer) number`,
    [id, ownerId, contacts, emails],
  );
  await sql.query(
    `insert into social_media_posts (organization_id, campaign_id, title, post_text, platform, created_by, scheduled_at, scheduled_time_zone,
       scheduled_local, status, created_at)
     select organization.id, campaign.id, 'Post ' || number, 'Open house', 'LINKEDIN', $2, now() + number * interval '6 hours', 'UTC',
       (now() + number * interval '6 hours') at time zone 'UTC', 'SCHEDULED', now() - number * interval '1 day'
     from ${crowdedOrganizations}
     join campaigns campaign on campaign.organization_id = organization.id and campaign.slug = 'campaign-1'
     cross join generate_series(1, 60) number`,
    [id, ownerId],
  );
  await sql.query(
    `insert into content (organization_id, title, slug, author, body, created_by, updated_at)
     select organization.id, 'Guide ' || number, 'guide-' || number, 'Ada', 'Text', $2, now() - number * interval '1 hour'
     from ${crowdedOrganizations} cross join generate_series(1, 40) number`,
    [id, ownerId],
  );
}

/** Contacts on a list, who agreed but for one in ten, of whom half are suppressed. */
async function fillContacts(sql: Client, id: string, ownerId: string) {
  await sql.query(
    `insert into contacts (organization_id, name, email, tags, email_consent, created_at)
     select organization.id, 'Person ' || number, number || '.somebody@people.test', array[case number % 3 when 0 then 'seller' else 'buyer' end],
       case number % 10 when 0 then 'NONE' else 'GRANTED' end::email_consent, now() - number * interval '1 minute'
     from ${crowdedOrganizations} cross join generate_series(1, $2::integer) number`,
    [id, contacts],
  );
  await sql.query(
    `insert into contact_consents (organization_id, contact_id, email, is_granted, source, recorded_by)
     select contact.organization_id, contact.id, contact.email, true, 'Sign-up form', $2
     from ${crowdedOrganizations} join contacts contact on contact.organization_id = organization.id
     where contact.email_consent = 'GRANTED'`,
    [id, ownerId],
  );
  await sql.query(
    `with list as (insert into contact_lists (organization_id, name) select organization.id, 'Everybody' from ${crowdedOrganizations}
       returning id, organization_id)
     insert into contact_list_members (organization_id, list_id, contact_id)
     select list.organization_id, list.id, contact.id from list join contacts contact on contact.organization_id = list.organization_id`,
    [id],
  );
  await sql.query(
    `insert into contact_segments (organization_id, name, rules)
     select organization.id, 'Buyers', '[{"field": "TAG", "operator": "IS", "value": "buyer"}]' from ${crowdedOrganizations}`,
    [id],
  );
  await sql.query(
    `insert into suppressions (organization_id, email, reason, created_at)
     select contact.organization_id, contact.email, 'UNSUBSCRIBED', contact.created_at
     from ${crowdedOrganizations} join contacts contact on contact.organization_id = organization.id
     where contact.email ~ '^[0-9]*20[.]'`,
    [id],
  );
  await sql.query(
    `insert into signup_forms (organization_id, name, slug, list_id, heading, consent_wording)
     select organization.id, 'Newsletter', 'newsletter', list.id, 'Newsletter', 'I want it.'
     from ${crowdedOrganizations} join contact_lists list on list.organization_id = organization.id`,
    [id],
  );
}

/** The ledger of all emails, and what is known of each fourth message. */
async function fillLedger(sql: Client, id: string) {
  await sql.query(
    `insert into email_deliveries (organization_id, email_campaign_id, contact_id, email, recipient_hash, domain_group, status, attempts,
       first_handed_over_at, handed_over_at, sent_at, delivered_at, opened_at, clicked_at, unsubscribe_token_hash, view_token_hash,
       bounce_token_hash, created_at)
     select email.organization_id, email.id, contact.id, contact.email, hash.text, 'people.test', 'DELIVERED', 1, email.sent_at, email.sent_at,
       email.sent_at, email.sent_at, case get_byte(hash.bytes, 0) % 3 when 0 then email.sent_at + interval '1 hour' end,
       case get_byte(hash.bytes, 0) % 20 when 0 then email.sent_at + interval '1 hour' end,
       encode(sha256(hash.bytes || 'u'), 'hex'), encode(sha256(hash.bytes || 'v'), 'hex'), encode(sha256(hash.bytes || 'b'), 'hex'), email.sent_at
     from ${crowdedOrganizations}
     join email_campaigns email on email.organization_id = organization.id
     join contacts contact on contact.organization_id = organization.id
     cross join lateral (select sha256(convert_to(email.id::text || contact.id, 'UTF8')) as bytes) digest
     cross join lateral (select digest.bytes, encode(digest.bytes, 'hex') as text) hash`,
    [id],
  );
  await sql.query(
    `insert into email_events (organization_id, delivery_id, kind, occurred_at)
     select delivery.organization_id, delivery.id, 'OPEN', delivery.opened_at
     from ${crowdedOrganizations} join email_deliveries delivery on delivery.organization_id = organization.id
     where delivery.opened_at is not null and get_byte(decode(delivery.recipient_hash, 'hex'), 1) % 4 = 0`,
    [id],
  );
}
