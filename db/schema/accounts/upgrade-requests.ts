import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  pgEnum,
  pgTable,
  pgView,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id } from '../columns.ts';
import { organizationId } from '../owners.ts';
import { isManager, tenantReads } from '../policies.ts';
import { subscriptionTier } from './organizations.ts';
import { users } from './people.ts';

export const upgradeStatus = pgEnum('upgrade_status', ['PENDING', 'GRANTED', 'DECLINED', 'WITHDRAWN']);

/** What organizations asked for: a higher plan, which SUPPORT of the platform grants or declines. One waits at a time. */
export const upgradeRequests = pgTable(
  'upgrade_requests',
  {
    id,
    organizationId,
    requesterId: uuid('requester_id')
      .notNull()
      .references(() => users.id),
    /** The plan the organization had when it asked. */
    formerTier: subscriptionTier('former_tier').notNull(),
    askedTier: subscriptionTier('asked_tier').notNull(),
    reason: text().notNull(),
    status: upgradeStatus().notNull().default('PENDING'),
    /** Somebody of SUPPORT, or whoever withdrew it. */
    decidedBy: uuid('decided_by').references(() => users.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    /** What SUPPORT wrote to the organization. */
    decisionNote: text('decision_note'),
    createdAt,
  },
  (table) => [
    index('upgrade_requests_organization_id').on(table.organizationId, table.createdAt.desc()),
    uniqueIndex('upgrade_requests_waiting').on(table.organizationId).where(sql`status = 'PENDING'`),
    index('upgrade_requests_requester_id').on(table.requesterId),
    index('upgrade_requests_decided_by').on(table.decidedBy),
    check('upgrade_requests_higher', sql`asked_tier > former_tier`),
    check(
      'upgrade_requests_decided',
      sql`(status = 'PENDING') = (decided_at is null) and (decided_by is null) = (decided_at is null)`,
    ),
    ...tenantReads('upgrade_requests', isManager),
  ],
);

/** Upgrade requests of all organizations, for SUPPORT, BILLING and AUDITOR; empty for everybody else. */
export const platformUpgradeRequests = pgView('platform_upgrade_requests', {
  id: uuid().notNull(),
  organizationId: uuid('organization_id').notNull(),
  organizationName: text('organization_name').notNull(),
  requesterName: text('requester_name').notNull(),
  formerTier: subscriptionTier('former_tier').notNull(),
  /** The plan the organization has now. */
  currentTier: subscriptionTier('current_tier').notNull(),
  askedTier: subscriptionTier('asked_tier').notNull(),
  reason: text().notNull(),
  status: upgradeStatus().notNull(),
  decidedByName: text('decided_by_name'),
  decidedAt: timestamp('decided_at', { withTimezone: true }),
  decisionNote: text('decision_note'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  /** Whether the viewer belongs to the organization, or asked for it, so that somebody else has to decide. */
  isOwnOrganization: boolean('is_own_organization').notNull(),
}).existing();
