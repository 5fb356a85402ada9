import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { areaFilters, count, counts, createdAt, id, inRange, moment, named, texts, updatedAt } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { currentUserId, isManager, isOwnToChange, modulePolicies, personalRows } from '../policies.ts';
import { areaKey } from './areas.ts';

export const reidAlertType = pgEnum('reid_alert_type', [
  'PRICE_DROP',
  'PRICE_INCREASE',
  'NEW_LISTINGS',
  'SOLD',
  'INVENTORY',
  'DAYS_ON_MARKET',
  'MARKET_TREND',
]);
export const reidAlertFrequency = pgEnum('reid_alert_frequency', ['IMMEDIATE', 'DAILY', 'WEEKLY', 'MONTHLY']);
export const reidDeliveryChannel = pgEnum('reid_delivery_channel', ['IN_APP', 'EMAIL', 'WEBHOOK']);
export const reidAlertPriority = pgEnum('reid_alert_priority', ['LOW', 'NORMAL', 'HIGH', 'URGENT']);

/** Why an alert is off though nobody switched it off. */
export const reidPauseReason = pgEnum('reid_pause_reason', ['TIER', 'TRIGGERS']);

/** Changes of the market that somebody, or the whole organization (no person), wants to be told about. */
export const reidAlerts = pgTable(
  'reid_alerts',
  {
    id,
    organizationId,
    userId: person('user_id'),
    name: text().notNull(),
    alertType: reidAlertType('alert_type').notNull(),
    isActive: boolean('is_active').notNull().default(true),
    /** The areas it watches; the filters below name areas that are not known yet. */
    areaKeys: texts('area_keys'),
    ...areaFilters,
    conditions: jsonb().notNull(),
    frequency: reidAlertFrequency().notNull().default('DAILY'),
    deliveryChannels: reidDeliveryChannel('delivery_channels').array().notNull().default(sql`'{IN_APP}'`),
    lastTriggeredAt: moment('last_triggered_at'),
    triggerCount: count('trigger_count'),
    priority: reidAlertPriority().notNull().default('NORMAL'),
    /** The number of times it fires before it switches itself off; null when it stays on. */
    autoDisableAfter: integer('auto_disable_after'),
    maxTriggersPerDay: integer('max_triggers_per_day'),
    /** Whether a person looks at it before it is delivered. */
    requireVerification: boolean('require_verification').notNull().default(false),
    emailAddresses: texts('email_addresses'),
    webhookUrl: text('webhook_url'),
    /** Encrypted secret that signs what the webhook gets. One function reads it. */
    webhookSecret: text('webhook_secret'),
    /** The secret before, which still signs until then. */
    previousWebhookSecret: text('previous_webhook_secret'),
    previousSecretUntil: moment('previous_secret_until'),
    secretVersion: integer('secret_version').notNull().default(0),
    /** Failures in a row; the webhook is paused after the last try or an answer 410. */
    webhookFailures: count('webhook_failures'),
    webhookPausedAt: moment('webhook_paused_at'),
    notificationTemplate: text('notification_template'),
    /** IANA zone of digests and of the day that `max_triggers_per_day` counts. */
    timeZone: text('time_zone').notNull().default('UTC'),
    nextDigestAt: moment('next_digest_at'),
    pausedReason: reidPauseReason('paused_reason'),
    createdAt,
    updatedAt,
  },
  (table) => [
    index('reid_alerts_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    index('reid_alerts_organization_id_user_id').on(table.organizationId, table.userId, table.createdAt),
    // The job that watches the market goes through these.
    index('reid_alerts_active').on(table.organizationId, table.id).where(sql`is_active`),
    unique('reid_alerts_organization_id_id').on(table.organizationId, table.id),
    index('reid_alerts_next_digest_at').on(table.nextDigestAt).where(sql`next_digest_at is not null`),
    named('reid_alerts'),
    check('reid_alerts_areas', sql`cardinality(area_keys) <= 200`),
    check('reid_alerts_email_addresses', sql`cardinality(email_addresses) <= 10`),
    check('reid_alerts_conditions', sql`jsonb_typeof(conditions) = 'object'`),
    check('reid_alerts_pause', sql`paused_reason is null or not is_active`),
    counts('reid_alerts', 'trigger_count', 'webhook_failures', 'secret_version'),
    inRange('reid_alerts_limits', ['auto_disable_after', 'max_triggers_per_day'], 1),
    check('reid_alerts_has_channel', sql`cardinality(delivery_channels) > 0`),
    check('reid_alerts_states', sql`array_to_string(states, ',') ~ '^([A-Z]{2}(,[A-Z]{2})*)?$'`),
    check(
      'reid_alerts_webhook',
      sql`webhook_url ~ '^https://' and ('WEBHOOK' <> all (delivery_channels) or webhook_url is not null)`,
    ),
    ...modulePolicies('reid-dashboard', 'reid_alerts', {
      ...personalRows('user_id', sql`user_id is null`),
      insert: sql`(${isOwnToChange('user_id')}) or (user_id is null and ${isManager})`,
    }),
  ],
);

/**
 * NEW is told, or waits for the next digest; HELD_BACK passed the most of a day; AWAITING waits for a person; DISMISSED was judged not
 * worth telling.
 */
export const reidEventState = pgEnum('reid_event_state', ['NEW', 'HELD_BACK', 'AWAITING', 'APPROVED', 'DISMISSED']);

// Whoever reads the alert reads what it told.
const isOfVisibleAlert = sql`alert_id in (select id from reid_alerts)`;

/** An alert found what it watches for, in one area and period. It is told once, whatever runs twice. */
export const reidAlertEvents = pgTable(
  'reid_alert_events',
  {
    id,
    organizationId,
    alertId: uuid('alert_id').notNull(),
    areaKey: areaKey().notNull(),
    areaName: text('area_name').notNull(),
    dataSource: text('data_source').notNull(),
    reportDate: date('report_date').notNull(),
    figure: text().notNull(),
    /** The figure, in its own unit: cents, days, a count, a share. */
    value: numeric({ mode: 'number' }),
    /** The one it is compared with; null where none is. */
    baseline: numeric({ mode: 'number' }),
    /** What happened, in one sentence. */
    sentence: text().notNull(),
    /** The row of the figure, while it is there. */
    marketDataId: uuid('market_data_id'),
    state: reidEventState().notNull(),
    decidedBy: person('decided_by'),
    decidedAt: moment('decided_at'),
    /** When mail and webhook were queued. */
    deliveredAt: moment('delivered_at'),
    createdAt,
  },
  (table) => [
    unique('reid_alert_events_organization_id_id').on(table.organizationId, table.id),
    unique('reid_alert_events_area_period').on(table.organizationId, table.alertId, table.areaKey, table.reportDate),
    index('reid_alert_events_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    index('reid_alert_events_undelivered')
      .on(table.organizationId, table.alertId, table.createdAt)
      .where(sql`delivered_at is null`),
    foreignKey({
      name: 'reid_alert_events_alert',
      columns: [table.organizationId, table.alertId],
      foreignColumns: [reidAlerts.organizationId, reidAlerts.id],
    }).onDelete('cascade'),
    check('reid_alert_events_decision', sql`(decided_by is null) = (decided_at is null)`),
    ...modulePolicies('reid-dashboard', 'reid_alert_events', { select: isOfVisibleAlert }),
  ],
);

/** Somebody has read of an event. */
export const reidAlertReads = pgTable(
  'reid_alert_reads',
  {
    organizationId,
    eventId: uuid('event_id').notNull(),
    userId: person('user_id').notNull(),
    readAt: moment('read_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId, table.eventId] }),
    foreignKey({
      name: 'reid_alert_reads_event',
      columns: [table.organizationId, table.eventId],
      foreignColumns: [reidAlertEvents.organizationId, reidAlertEvents.id],
    }).onDelete('cascade'),
    ...modulePolicies('reid-dashboard', 'reid_alert_reads', {
      select: sql`user_id = ${currentUserId}`,
      insert: sql`${isOwnToChange('user_id')} and event_id in (select id from reid_alert_events)`,
      delete: isOwnToChange('user_id'),
    }),
  ],
);

/** A DELIVERED request was answered with 2xx; one that was GIVEN_UP is not sent again. */
export const reidDeliveryStatus = pgEnum('reid_delivery_status', ['PENDING', 'DELIVERED', 'GIVEN_UP']);

/** What a webhook of an alert gets, and how often it was tried. */
export const reidWebhookDeliveries = pgTable(
  'reid_webhook_deliveries',
  {
    id,
    organizationId,
    alertId: uuid('alert_id').notNull(),
    /** The body, at most 64 kB; the same bytes at every try. */
    body: text().notNull(),
    isTest: boolean('is_test').notNull().default(false),
    status: reidDeliveryStatus().notNull().default('PENDING'),
    attempts: smallint().notNull().default(0),
    nextAttemptAt: moment('next_attempt_at').notNull().defaultNow(),
    leasedUntil: moment('leased_until'),
    /** Status of the last answer; null where there was none. */
    answerStatus: smallint('answer_status'),
    /** Why the last try failed, in words. */
    problem: text(),
    deliveredAt: moment('delivered_at'),
    createdAt,
  },
  (table) => [
    index('reid_webhook_deliveries_alert_id').on(table.organizationId, table.alertId, table.createdAt),
    index('reid_webhook_deliveries_next_attempt_at').on(table.nextAttemptAt).where(sql`status = 'PENDING'`),
    foreignKey({
      name: 'reid_webhook_deliveries_alert',
      columns: [table.organizationId, table.alertId],
      foreignColumns: [reidAlerts.organizationId, reidAlerts.id],
    }).onDelete('cascade'),
    check('reid_webhook_deliveries_body_size', sql`octet_length(body) <= 65536`),
    counts('reid_webhook_deliveries', 'attempts'),
    ...modulePolicies('reid-dashboard', 'reid_webhook_deliveries', { select: isOfVisibleAlert }),
  ],
);
