import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  pgEnum,
  pgPolicy,
  pgTable,
  pgView,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, updatedAt, visibleName } from '../columns.ts';
import {
  applicationRole,
  currentOrganizationId,
  currentUserId,
  genuineRequest,
  isManager,
  tenantReads,
} from '../policies.ts';
import { organizations } from './organizations.ts';

export const organizationRole = pgEnum('org_role', ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER']);
/** How the site looks: always light, always dark, or as the person's system does. */
export const colorTheme = pgEnum('color_theme', ['SYSTEM', 'LIGHT', 'DARK']);

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull(),
    name: text().notNull(),
    /** Of accounts from before `password_check`; nothing reads it any more, and the next migration takes it out. */
    passwordHash: text('password_hash'),
    /** How the key is derived from the password: `scrypt$N$r$p$salt`. Null for somebody without a password. */
    passwordSalt: text('password_salt'),
    /** SHA-256 of the derived key, hex. Only `app.finish_sign_in` and its siblings compare it. */
    passwordCheck: text('password_check'),
    /** When somebody proved that mail to the address reaches them; null until then. */
    emailConfirmedAt: timestamp('email_confirmed_at', { withTimezone: true }),
    /** The address that the account changes to once it is confirmed. */
    pendingEmail: text('pending_email'),
    theme: colorTheme().notNull().default('SYSTEM'),
    /** Somebody of the demo, who administers without a second factor. Never in production: see db/rules/accounts/second-factors.sql. */
    isDemo: boolean('is_demo').notNull().default(false),
    /** The organization they worked in last: signing in leads there. */
    lastOrganizationId: uuid('last_organization_id').references(() => organizations.id, { onDelete: 'set null' }),
    /** When they deleted their account, and the name that stands on what they did from then on. */
    closedAt: timestamp('closed_at', { withTimezone: true }),
    pseudonym: text(),
    createdAt,
    updatedAt,
  },
  () => [
    check('users_closed', sql`(closed_at is null) = (pseudonym is null)`),
    uniqueIndex('users_email_key').on(sql`lower(email)`),
    check('users_email_length', sql`char_length(email) between 3 and 254`),
    check('users_pending_email_length', sql`char_length(pending_email) between 3 and 254`),
    check('users_name_length', sql`char_length(name) between 1 and 120`),
    visibleName('users'),
    check('users_password', sql`(password_salt is null) = (password_check is null)`),
    // No mail reaches .test, so nobody on the Internet is one (RFC 6761).
    check('users_demo_address', sql`not is_demo or email like '%.test'`),
    genuineRequest(),
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
    ...tenantReads('memberships'),
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
    ...tenantReads('invitations', isManager),
  ],
);

/** The people of every organization, for SUPPORT, BILLING and AUDITOR of the platform; empty for everybody else. */
export const platformMembers = pgView('platform_members', {
  organizationId: uuid('organization_id').notNull(),
  userId: uuid('user_id').notNull(),
  name: text().notNull(),
  email: text().notNull(),
  role: organizationRole().notNull(),
  joinedAt: timestamp('joined_at', { withTimezone: true }).notNull(),
  /** Whether they have shown that the address is theirs. */
  isConfirmed: boolean('is_confirmed').notNull(),
}).existing();
