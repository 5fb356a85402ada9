import { sql } from 'drizzle-orm';
import { bigint, boolean, index, jsonb, pgPolicy, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { organizations } from '../accounts/organizations.ts';
import { users } from '../accounts/people.ts';
import { applicationRole, currentOrganizationId, genuineRequest, hasPlatformRole, isManager } from '../policies.ts';

/**
 * Every change with its author, its time and both values. Written by triggers, append-only, and chained: each entry's
 * hash covers the hash before it, one chain per organization and one (organization null) for the platform.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    id: uuid().primaryKey().defaultRandom(),
    organizationId: uuid('organization_id').references(() => organizations.id),
    chainPosition: bigint('chain_position', { mode: 'number' }).notNull(),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
    /** Null when the system itself acted. */
    actorId: uuid('actor_id').references(() => users.id),
    action: text().notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    before: jsonb(),
    after: jsonb(),
    previousHash: text('previous_hash').notNull(),
    hash: text().notNull(),
  },
  (table) => [
    unique('audit_log_chain').on(table.organizationId, table.chainPosition).nullsNotDistinct(),
    index('audit_log_actor_id').on(table.actorId),
    index('audit_log_occurred_at').on(table.occurredAt.desc(), table.id.desc()),
    index('audit_log_organization_id_occurred_at').on(table.organizationId, table.occurredAt.desc()),
    // What happened to one row.
    index('audit_log_organization_id_subject_id').on(table.organizationId, table.subjectId),
    genuineRequest(),
    pgPolicy('tenant_isolation_audit_log', {
      to: applicationRole,
      for: 'select',
      using: sql`(organization_id = ${currentOrganizationId} and ${isManager}) or ${hasPlatformRole('AUDITOR')}`,
    }),
  ],
);

/**
 * The length and the last hash of each chain, so that a missing last entry shows as well. Only functions read and write it.
 */
export const auditChains = pgTable(
  'audit_chains',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Null for the platform's. */
    organizationId: uuid('organization_id').references(() => organizations.id),
    length: bigint({ mode: 'number' }).notNull(),
    lastHash: text('last_hash').notNull(),
    /** What stands for the hash before the first entry: nothing, or the hash the chain ended with before its entries were converted. */
    startHash: text('start_hash').notNull().default(''),
    /** Its length then; null for a chain that was never converted, because it held digests from its first entry on. */
    convertedLength: bigint('converted_length', { mode: 'number' }),
    /** Whether its entries hold digests of what tells who somebody is. False only before the migration command has converted it. */
    holdsDigests: boolean('holds_digests').notNull().default(true),
    /** When its entries went with the data of its organization; length and last hash stay. */
    erasedAt: timestamp('erased_at', { withTimezone: true }),
  },
  (table) => [unique('audit_chains_organization_id').on(table.organizationId).nullsNotDistinct()],
).enableRLS();
