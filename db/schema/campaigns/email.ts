import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, jsonb, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { count, counts, createdAt, id, moment, named, rate, scheduledTime, updatedAt } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { campaignRows, modulePolicies } from '../policies.ts';
import { campaigns } from './campaigns.ts';
import { contacts } from './contacts.ts';

export const emailCampaignStatus = pgEnum('email_campaign_status', [
  'DRAFT',
  'SCHEDULED',
  'SENDING',
  'SENT',
  'FAILED',
  'PAUSED',
]);
export const emailDeliveryStatus = pgEnum('email_delivery_status', [
  'QUEUED',
  'SENDING',
  'SENT',
  'DELIVERED',
  'BOUNCED',
  'COMPLAINED',
  'FAILED',
  'SKIPPED',
]);

/** One message to the contacts of some lists. Its totals follow the send ledger. */
export const emailCampaigns = pgTable(
  'email_campaigns',
  {
    id,
    organizationId,
    campaignId: uuid('campaign_id').notNull(),
    name: text().notNull(),
    subject: text().notNull(),
    previewText: text('preview_text'),
    bodyHtml: text('body_html').notNull().default(''),
    bodyPlaintext: text('body_plaintext').notNull().default(''),
    fromName: text('from_name').notNull(),
    fromEmail: text('from_email').notNull(),
    replyTo: text('reply_to'),
    /** Ids of contact lists. One that is gone by the time of sending has no contacts. */
    recipientLists: uuid('recipient_lists').array().notNull().default(sql`'{}'::uuid[]`),
    recipientCount: count('recipient_count'),
    scheduledAt: moment('scheduled_at'),
    scheduledTimeZone: text('scheduled_time_zone'),
    sentAt: moment('sent_at'),
    status: emailCampaignStatus().notNull().default('DRAFT'),
    totalSent: count('total_sent'),
    totalDelivered: count('total_delivered'),
    totalOpened: count('total_opened'),
    totalClicked: count('total_clicked'),
    totalBounced: count('total_bounced'),
    totalUnsubscribed: count('total_unsubscribed'),
    /** Percent of the delivered messages. */
    openRate: rate('open_rate', 'total_opened', 'total_delivered'),
    clickRate: rate('click_rate', 'total_clicked', 'total_delivered'),
    isAbTest: boolean('is_ab_test').notNull().default(false),
    abTestConfig: jsonb('ab_test_config'),
    createdBy: person('created_by').notNull(),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('email_campaigns_organization_id_id').on(table.organizationId, table.id),
    foreignKey({
      name: 'email_campaigns_campaign',
      columns: [table.organizationId, table.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
    index('email_campaigns_organization_id_campaign_id').on(table.organizationId, table.campaignId, table.createdAt),
    index('email_campaigns_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    // The job that sends looks for these.
    index('email_campaigns_scheduled').on(table.scheduledAt).where(sql`status = 'SCHEDULED'`),
    named('email_campaigns'),
    check('email_campaigns_subject_length', sql`char_length(subject) between 1 and 998`),
    scheduledTime('email_campaigns'),
    check('email_campaigns_scheduled_when', sql`status <> 'SCHEDULED' or scheduled_at is not null`),
    check('email_campaigns_ab_test', sql`not is_ab_test or ab_test_config is not null`),
    counts(
      'email_campaigns',
      'recipient_count',
      'total_sent',
      'total_delivered',
      'total_opened',
      'total_clicked',
      'total_bounced',
      'total_unsubscribed',
    ),
    ...modulePolicies('campaigns', 'email_campaigns', campaignRows('created_by')),
  ],
);

/**
 * The send ledger: one row for each message and recipient, made before anything is sent, so that a second try
 * finds it. Only functions write it; the application role cannot read `unsubscribe_token_hash`.
 */
export const emailDeliveries = pgTable(
  'email_deliveries',
  {
    id,
    organizationId,
    emailCampaignId: uuid('email_campaign_id').notNull(),
    /** Null when the contact no longer exists; the address stays, so that nobody writes to it again. */
    contactId: uuid('contact_id'),
    /** Lower case. */
    email: text().notNull(),
    status: emailDeliveryStatus().notNull().default('QUEUED'),
    /** The reason why nothing was sent, or the provider's answer. */
    reason: text(),
    attempts: count('attempts'),
    providerMessageId: text('provider_message_id'),
    /** SHA-256 of the token in this recipient's unsubscribe link, hex. */
    unsubscribeTokenHash: text('unsubscribe_token_hash').unique(),
    sentAt: moment('sent_at'),
    deliveredAt: moment('delivered_at'),
    openedAt: moment('opened_at'),
    clickedAt: moment('clicked_at'),
    unsubscribedAt: moment('unsubscribed_at'),
    createdAt,
  },
  (table) => [
    unique('email_deliveries_once').on(table.organizationId, table.emailCampaignId, table.email),
    foreignKey({
      name: 'email_deliveries_email_campaign',
      columns: [table.organizationId, table.emailCampaignId],
      foreignColumns: [emailCampaigns.organizationId, emailCampaigns.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'email_deliveries_contact',
      columns: [table.organizationId, table.contactId],
      foreignColumns: [contacts.organizationId, contacts.id],
    }),
    index('email_deliveries_contact_id').on(table.organizationId, table.contactId, table.createdAt),
    index('email_deliveries_queued')
      .on(table.organizationId, table.emailCampaignId, table.id)
      .where(sql`status = 'QUEUED'`),
    check('email_deliveries_email_format', sql`email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'`),
    check('email_deliveries_unsubscribe_token_hash_format', sql`unsubscribe_token_hash ~ '^[0-9a-f]{64}$'`),
    counts('email_deliveries', 'attempts'),
    ...modulePolicies('campaigns', 'email_deliveries', {}),
  ],
);
