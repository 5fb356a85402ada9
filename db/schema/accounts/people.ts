import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, updatedAt, visibleName } from '../columns.ts';
import { applicationRole, currentOrganizationId, currentUserId, isManager, tenantReads } from '../policies.ts';
import { organizations } from './organizations.ts';

export const organizationRole = pgEnum('org_role', ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER']);

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text('password_hash').notNull(),
    isPlatformAdmin: boolean('is_platform_admin').notNull().default(false),
    /** The organization they worked in last: signing in leads there. */
    lastOrganizationId: uuid('last_organization_id').references(() => organizations.id, { onDelete: 'set null' }),
    createdAt,
    updatedAt,
  },
  () => [
    uniqueIndex('users_email_key').on(sql`lower(email)`),
    check('users_email_length', sql`char_length(email) between 3 and 254`),
    check('users_name_length', sql`char_length(name) between 1 and 120`),
    visibleName('users'),
    pgPolicy('colleagues_read_users', {
      to: applicationRole,
      for: 'select',
      using: sql`id = ${currentUserId} or exists (select 1 from memberships where memberships.organization_id = ${currentOrganizationId} and memberships.user_id = users.id)`,
    }),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: organizationRole().notNull(),
    createdAt,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    index('memberships_user_id').on(table.userId),
    tenantReads('memberships'),
  ],
);

export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    role: organizationRole().notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: uuid('invited_by')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt,
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    acceptedAt: timestamp('accepted_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('invitations_open_key').on(table.organizationId, sql`lower(email)`).where(sql`accepted_at is null`),
    tenantReads('invitations', isManager),
  ],
);
