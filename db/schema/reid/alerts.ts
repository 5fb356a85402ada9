import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgEnum, pgTable, text } from 'drizzle-orm/pg-core';
import { areaFilters, count, counts, createdAt, id, inRange, moment, named, texts, updatedAt } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { isManager, isOwnToChange, modulePolicies, personalRows } from '../policies.ts';

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
    notificationTemplate: text('notification_template'),
    createdAt,
    updatedAt,
  },
  (table) => [
    index('reid_alerts_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    index('reid_alerts_organization_id_user_id').on(table.organizationId, table.userId, table.createdAt),
    // The job that watches the market goes through these.
    index('reid_alerts_active').on(table.organizationId, table.id).where(sql`is_active`),
    named('reid_alerts'),
    counts('reid_alerts', 'trigger_count'),
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
