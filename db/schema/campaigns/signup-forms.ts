import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, moment, named, texted, updatedAt, version } from '../columns.ts';
import { organizationId } from '../owners.ts';
import { isManager, modulePolicies, sharedRows } from '../policies.ts';
import { contactLists, mailbox } from './contacts.ts';

/** A form by which people put themselves on a list. */
export const signupForms = pgTable(
  'signup_forms',
  {
    id,
    organizationId,
    name: text().notNull(),
    slug: text().notNull(),
    listId: uuid('list_id').notNull(),
    heading: text().notNull(),
    introduction: text(),
    /** What people agree to; kept with each consent. */
    consentWording: text('consent_wording').notNull(),
    asksName: boolean('asks_name').notNull().default(true),
    isActive: boolean('is_active').notNull().default(true),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('signup_forms_organization_id_slug').on(table.organizationId, table.slug),
    unique('signup_forms_organization_id_id').on(table.organizationId, table.id),
    foreignKey({
      name: 'signup_forms_list',
      columns: [table.organizationId, table.listId],
      foreignColumns: [contactLists.organizationId, contactLists.id],
    }),
    named('signup_forms'),
    texted('signup_forms', 200, 'heading'),
    texted('signup_forms', 2000, 'introduction', 'consent_wording'),
    check('signup_forms_slug_format', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 120`),
    ...modulePolicies('campaigns', 'signup_forms', sharedRows),
  ],
);

/** Somebody asked to be written to, or to be written to again, and has to confirm it from their mailbox within 7 days. */
export const subscriptionRequests = pgTable(
  'subscription_requests',
  {
    id,
    organizationId,
    formId: uuid('form_id').notNull(),
    name: text().notNull().default(''),
    email: text().notNull(),
    /** What they agreed to. */
    wording: text().notNull(),
    /** SHA-256 of the token in the mail, hex. */
    tokenHash: text('token_hash').notNull().unique(),
    expiresAt: moment('expires_at').notNull(),
    confirmedAt: moment('confirmed_at'),
    createdAt,
  },
  (table) => [
    index('subscription_requests_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    index('subscription_requests_email').on(table.email, table.createdAt),
    foreignKey({
      name: 'subscription_requests_form',
      columns: [table.organizationId, table.formId],
      foreignColumns: [signupForms.organizationId, signupForms.id],
    }).onDelete('cascade'),
    check('subscription_requests_name_length', sql`char_length(name) <= 200 and name !~ '[[:cntrl:]]'`),
    check('subscription_requests_token_hash_format', sql`token_hash ~ '^[0-9a-f]{64}$'`),
    mailbox('subscription_requests'),
    ...modulePolicies('campaigns', 'subscription_requests', { select: isManager }),
  ],
);
