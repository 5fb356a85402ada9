import { sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { organizations } from '../accounts/organizations.ts';
import { createdAt, id, moment, texted, timeZone, updatedAt, version } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { modulePolicies } from '../policies.ts';

/** What an organization says once about all it sends. Functions write it. */
export const campaignSettings = pgTable(
  'campaign_settings',
  {
    organizationId: uuid('organization_id')
      .primaryKey()
      .references(() => organizations.id),
    /** Stands at the end of every email, as laws on advertising ask. */
    postalAddress: text('postal_address'),
    fromName: text('from_name'),
    replyTo: text('reply_to'),
    timeZone: text('time_zone').notNull().default('America/New_York'),
    /** The first day of a week: 0 is Sunday, 1 Monday. */
    weekStart: smallint('week_start').notNull().default(0),
    tracksEmails: boolean('tracks_emails').notNull().default(true),
    /** Keys the hash of a recipient's address in the ledger. No role but the owner's reads it. */
    recipientKey: text('recipient_key')
      .notNull()
      .default(sql`replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`),
    version,
    createdAt,
    updatedAt,
  },
  () => [
    timeZone('campaign_settings', 'time_zone'),
    texted('campaign_settings', 500, 'postal_address'),
    check('campaign_settings_from_name', sql`char_length(from_name) between 1 and 100 and from_name !~ '[[:cntrl:]]'`),
    check(
      'campaign_settings_reply_to',
      sql`reply_to ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(reply_to) <= 254`,
    ),
    check('campaign_settings_week_start', sql`week_start in (0, 1)`),
    ...modulePolicies('campaigns', 'campaign_settings', {}),
  ],
);

/** A domain that an organization sends from, with the key that signs for it (DKIM). Functions write it. */
export const sendingDomains = pgTable(
  'sending_domains',
  {
    id,
    organizationId,
    /** Lower case, ASCII. */
    domain: text().notNull(),
    selector: text().notNull(),
    /** Base64 of the public key, as its DNS record has it. */
    publicKey: text('public_key').notNull(),
    /** One function reads it. */
    sealedPrivateKey: text('sealed_private_key').notNull(),
    /** Stands in a TXT record of the domain, so that nobody claims another's. */
    ownershipToken: text('ownership_token').notNull(),
    /** The last look at DNS: {dkim, ownership, dmarc, spf}, each OK, MISSING or WRONG. */
    findings: jsonb().notNull().default({}),
    checkedAt: moment('checked_at'),
    /** Since when it may be sent from; null while a record is missing. */
    verifiedAt: moment('verified_at'),
    createdBy: person('created_by').notNull(),
    createdAt,
  },
  (table) => [
    unique('sending_domains_organization_id_domain').on(table.organizationId, table.domain),
    index('sending_domains_checked_at').on(table.checkedAt),
    check(
      'sending_domains_domain_format',
      sql`domain ~ '^([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+[a-z0-9-]{2,63}$' and char_length(domain) <= 253`,
    ),
    ...modulePolicies('campaigns', 'sending_domains', {}),
  ],
);
