import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  count,
  counts,
  createdAt,
  id,
  moment,
  named,
  rate,
  scheduledTime,
  texted,
  updatedAt,
  version,
} from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { campaignRows, modulePolicies } from '../policies.ts';
import { campaigns } from './campaigns.ts';
import { contacts } from './contacts.ts';
import { campaignRepeats } from './repeats.ts';

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
  // Handed over, and nobody said whether it was taken: it may have reached the person, so it is not sent again.
  'UNKNOWN',
]);

/** Two groups that get one subject each. */
export const emailVariant = pgEnum('email_variant', ['A', 'B']);

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
    /** The time that was chosen, by the clock of `scheduled_time_zone`; `scheduled_at` follows from both. */
    scheduledLocal: timestamp('scheduled_local', { mode: 'string' }),
    /** Whether each person gets it at that time of their own clock. */
    inRecipientZone: boolean('in_recipient_zone').notNull().default(false),
    /** Ids of segments, and of lists whose contacts are left out. */
    recipientSegments: uuid('recipient_segments').array().notNull().default(sql`'{}'::uuid[]`),
    excludedLists: uuid('excluded_lists').array().notNull().default(sql`'{}'::uuid[]`),
    /** The blocks of the editor: app/modules/campaigns/blocks/schema.ts. */
    bodyBlocks: jsonb('body_blocks').notNull().default([]),
    isTracked: boolean('is_tracked').notNull().default(true),
    /** Made from the blocks when it was scheduled, literals and tags: app/modules/campaigns/emails/compile.server.ts. */
    compiled: jsonb(),
    /** The audience and the sender as they were when it was scheduled. */
    snapshot: jsonb(),
    startedAt: moment('started_at'),
    /** Where queueing has come to: the last contact. */
    queueCursor: uuid('queue_cursor'),
    queuedAllAt: moment('queued_all_at'),
    pausedReason: text('paused_reason'),
    cancelledAt: moment('cancelled_at'),
    failedReason: text('failed_reason'),
    sentAt: moment('sent_at'),
    status: emailCampaignStatus().notNull().default('DRAFT'),
    totalSent: count('total_sent'),
    totalDelivered: count('total_delivered'),
    totalOpened: count('total_opened'),
    totalClicked: count('total_clicked'),
    totalBounced: count('total_bounced'),
    totalUnsubscribed: count('total_unsubscribed'),
    totalComplained: count('total_complained'),
    totalFailed: count('total_failed'),
    totalSkipped: count('total_skipped'),
    totalUnknown: count('total_unknown'),
    /** People whose message was opened by programs only, as far as is known. */
    totalMachineOpened: count('total_machine_opened'),
    /** Percent of the delivered messages. */
    openRate: rate('open_rate', 'total_opened', 'total_delivered'),
    clickRate: rate('click_rate', 'total_clicked', 'total_delivered'),
    isAbTest: boolean('is_ab_test').notNull().default(false),
    /** {subject, previewText, share (percent in the test), waitHours, by: CLICKS or OPENS}. */
    abTestConfig: jsonb('ab_test_config'),
    abWinner: emailVariant('ab_winner'),
    abDecidedAt: moment('ab_decided_at'),
    /** Why it won, in words. */
    abReason: text('ab_reason'),
    repeatId: uuid('repeat_id'),
    /** The local day it was made for. */
    occursOn: date('occurs_on'),
    version,
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
    uniqueIndex('email_campaigns_repeat_occurs_on').on(table.repeatId, table.occursOn),
    // Those that queue or send.
    index('email_campaigns_sending').on(table.startedAt).where(sql`status = 'SENDING'`),
    foreignKey({
      name: 'email_campaigns_repeat',
      columns: [table.organizationId, table.repeatId],
      foreignColumns: [campaignRepeats.organizationId, campaignRepeats.id],
    }),
    check('email_campaigns_subject_length', sql`char_length(subject) <= 998`),
    check(
      'email_campaigns_headers',
      sql`subject !~ '[[:cntrl:]]' and coalesce(preview_text, '') !~ '[[:cntrl:]]' and from_name !~ '[[:cntrl:]]'
        and from_email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and reply_to ~ '^[^@[:space:]]+@[^@[:space:]]+$'`,
    ),
    check(
      'email_campaigns_body_blocks',
      sql`jsonb_typeof(body_blocks) = 'array' and octet_length(body_blocks::text) <= 400000`,
    ),
    texted('email_campaigns', 1000, 'paused_reason', 'failed_reason', 'ab_reason'),
    check('email_campaigns_occurrence', sql`(repeat_id is null) = (occurs_on is null)`),
    check('email_campaigns_local_time', sql`scheduled_local is null or scheduled_time_zone is not null`),
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
      'total_complained',
      'total_failed',
      'total_skipped',
      'total_unknown',
      'total_machine_opened',
    ),
    ...modulePolicies('campaigns', 'email_campaigns', campaignRows('created_by')),
  ],
);

/**
 * The send ledger: one row for each message and recipient, made before anything is sent, so that a second try
 * finds it. Only functions write it; the application role reads no hash of a token and no merge value.
 */
export const emailDeliveries = pgTable(
  'email_deliveries',
  {
    id,
    // The composite keys below imply the organization: a key of its own would be checked at every row.
    organizationId: uuid('organization_id').notNull(),
    emailCampaignId: uuid('email_campaign_id').notNull(),
    /** Null when the contact no longer exists; the row stays, so that nobody writes to the address again. */
    contactId: uuid('contact_id'),
    /** Lower case. Once the person was erased, a digest at `erased.invalid`. */
    email: text().notNull(),
    /** Keyed hash of the address, hex: the same after the address was erased, so that no second copy goes there. */
    recipientHash: text('recipient_hash').notNull(),
    /** Whose servers take the address: gmail, yahoo, microsoft, apple, or its domain. */
    domainGroup: text('domain_group').notNull().default(''),
    status: emailDeliveryStatus().notNull().default('QUEUED'),
    /** The reason why nothing was sent, or the provider's answer. */
    reason: text(),
    variant: emailVariant(),
    /** Not before then; null for at once. */
    sendAfter: moment('send_after'),
    attempts: count('attempts'),
    /** The stride that has it, or had it last, and its place in there from 0. Tokens are made from both. */
    claimId: uuid('claim_id'),
    claimPlace: smallint('claim_place'),
    leaseUntil: moment('lease_until'),
    firstHandedOverAt: moment('first_handed_over_at'),
    handedOverAt: moment('handed_over_at'),
    /** What its tags were replaced with, as long as it may have to be sent once more or viewed. */
    mergeValues: jsonb('merge_values'),
    /** Names the secret that its tokens were made with. */
    secretVersion: text('secret_version'),
    providerMessageId: text('provider_message_id'),
    /** SHA-256 of the tokens in this recipient's links and return path, hex. */
    unsubscribeTokenHash: text('unsubscribe_token_hash'),
    viewTokenHash: text('view_token_hash'),
    bounceTokenHash: text('bounce_token_hash'),
    sentAt: moment('sent_at'),
    deliveredAt: moment('delivered_at'),
    bouncedAt: moment('bounced_at'),
    complainedAt: moment('complained_at'),
    openedAt: moment('opened_at'),
    machineOpenedAt: moment('machine_opened_at'),
    clickedAt: moment('clicked_at'),
    unsubscribedAt: moment('unsubscribed_at'),
    createdAt,
  },
  (table) => [
    unique('email_deliveries_once').on(table.organizationId, table.emailCampaignId, table.recipientHash),
    unique('email_deliveries_organization_id_id').on(table.organizationId, table.id),
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
    index('email_deliveries_status').on(table.organizationId, table.emailCampaignId, table.status, table.id),
    index('email_deliveries_queued')
      .on(table.organizationId, table.emailCampaignId, table.id)
      .where(sql`status = 'QUEUED'`),
    index('email_deliveries_send_after').on(table.sendAfter).where(sql`status = 'QUEUED' and send_after is not null`),
    index('email_deliveries_leased').on(table.leaseUntil).where(sql`status = 'SENDING'`),
    uniqueIndex('email_deliveries_unsubscribe_token_hash')
      .on(table.unsubscribeTokenHash)
      .where(sql`unsubscribe_token_hash is not null`),
    uniqueIndex('email_deliveries_view_token_hash').on(table.viewTokenHash).where(sql`view_token_hash is not null`),
    uniqueIndex('email_deliveries_bounce_token_hash')
      .on(table.bounceTokenHash)
      .where(sql`bounce_token_hash is not null`),
    index('email_deliveries_claim_id').on(table.claimId).where(sql`claim_id is not null`),
    check('email_deliveries_email_format', sql`email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'`),
    check('email_deliveries_recipient_hash_format', sql`recipient_hash ~ '^[0-9a-f]{64}$'`),
    check(
      'email_deliveries_token_hash_formats',
      sql`unsubscribe_token_hash ~ '^[0-9a-f]{64}$' and view_token_hash ~ '^[0-9a-f]{64}$' and bounce_token_hash ~ '^[0-9a-f]{64}$'`,
    ),
    counts('email_deliveries', 'attempts'),
    ...modulePolicies('campaigns', 'email_deliveries', {}),
  ],
);

/** The links of an email, by the number that its messages name. Made when it is scheduled. */
export const emailLinks = pgTable(
  'email_links',
  {
    organizationId,
    emailCampaignId: uuid('email_campaign_id').notNull(),
    /** From 1. */
    number: smallint().notNull(),
    url: text().notNull(),
    label: text().notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.emailCampaignId, table.number] }),
    foreignKey({
      name: 'email_links_email_campaign',
      columns: [table.organizationId, table.emailCampaignId],
      foreignColumns: [emailCampaigns.organizationId, emailCampaigns.id],
    }).onDelete('cascade'),
    check('email_links_url', sql`url ~ '^https?://' and char_length(url) <= 4000`),
    ...modulePolicies('campaigns', 'email_links', {}),
  ],
);

export const emailEventKind = pgEnum('email_event_kind', [
  'OPEN',
  'CLICK',
  'UNSUBSCRIBE',
  'DELIVERY',
  'BOUNCE',
  'COMPLAINT',
]);

/** What became known of a message after it went out. No network address and no program is kept. */
export const emailEvents = pgTable(
  'email_events',
  {
    id,
    organizationId,
    deliveryId: uuid('delivery_id').notNull(),
    kind: emailEventKind().notNull(),
    linkNumber: smallint('link_number'),
    /** Whether a program did it, as far as is known, and the rule that says so. */
    isMachine: boolean('is_machine').notNull().default(false),
    verdict: text(),
    /** To the minute. */
    occurredAt: moment('occurred_at').notNull(),
    /** The provider's name of it, so that it counts once. */
    externalId: text('external_id'),
  },
  (table) => [
    foreignKey({
      name: 'email_events_delivery',
      columns: [table.organizationId, table.deliveryId],
      foreignColumns: [emailDeliveries.organizationId, emailDeliveries.id],
    }).onDelete('cascade'),
    index('email_events_delivery_id').on(table.organizationId, table.deliveryId, table.occurredAt),
    uniqueIndex('email_events_external_id').on(table.externalId),
    texted('email_events', 500, 'verdict', 'external_id'),
    ...modulePolicies('campaigns', 'email_events', {}),
  ],
);

/** How many recipients an organization has reserved in a month of UTC. */
export const sendingMonths = pgTable(
  'sending_months',
  { organizationId, month: date().notNull(), reserved: integer().notNull().default(0) },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.month] }),
    counts('sending_months', 'reserved'),
    ...modulePolicies('campaigns', 'sending_months', {}),
  ],
);

/**
 * How fast may be sent, for each transport and group of recipients' domains, over all organizations: a bucket of tokens, and until when
 * nothing goes there. Only functions read and write it.
 */
export const sendBudgets = pgTable(
  'send_budgets',
  {
    /** `transport`, or the group of domains. */
    name: text().primaryKey(),
    tokens: integer().notNull(),
    refilledAt: moment('refilled_at').notNull().defaultNow(),
    pausedUntil: moment('paused_until'),
    /** Minutes of the last pause. */
    pauseMinutes: count('pause_minutes'),
  },
  () => [counts('send_budgets', 'pause_minutes')],
).enableRLS();
