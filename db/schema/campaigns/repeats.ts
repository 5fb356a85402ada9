import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  pgEnum,
  pgTable,
  smallint,
  text,
  time,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, inRange, moment, timeZone, updatedAt } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { modulePolicies } from '../policies.ts';
import { campaigns } from './campaigns.ts';

export const repeatFrequency = pgEnum('repeat_frequency', ['DAILY', 'WEEKLY', 'MONTHLY']);
export const repeatKind = pgEnum('repeat_kind', ['EMAIL', 'POST']);

/** An email or a post that comes again: each time a copy, at a time of the clock of its zone. Functions write it. */
export const campaignRepeats = pgTable(
  'campaign_repeats',
  {
    id,
    organizationId,
    campaignId: uuid('campaign_id').notNull(),
    kind: repeatKind().notNull(),
    /** The email or post that is copied. */
    sourceId: uuid('source_id').notNull(),
    frequency: repeatFrequency().notNull(),
    /** Every so many days, weeks or months. */
    interval: smallint().notNull().default(1),
    startsOn: date('starts_on').notNull(),
    /** The last day it may come on. */
    endsOn: date('ends_on'),
    localTime: time('local_time').notNull(),
    timeZone: text('time_zone').notNull(),
    /** The next local day, and its moment. Null when none comes any more. */
    nextOn: date('next_on'),
    nextAt: moment('next_at'),
    isActive: boolean('is_active').notNull().default(true),
    createdBy: person('created_by').notNull(),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('campaign_repeats_organization_id_id').on(table.organizationId, table.id),
    unique('campaign_repeats_source_id').on(table.organizationId, table.sourceId),
    index('campaign_repeats_next_at').on(table.nextAt).where(sql`is_active`),
    foreignKey({
      name: 'campaign_repeats_campaign',
      columns: [table.organizationId, table.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
    inRange('campaign_repeats_interval', ['interval'], 1, 30),
    check('campaign_repeats_order', sql`ends_on >= starts_on`),
    check('campaign_repeats_next', sql`(next_on is null) = (next_at is null)`),
    timeZone('campaign_repeats', 'time_zone'),
    ...modulePolicies('campaigns', 'campaign_repeats', {}),
  ],
);
