import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, named, texts, updatedAt } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { currentUserId, isContributor, isManager, modulePolicies, sharedRows } from '../policies.ts';

// The people an organization writes to, their consents, and the addresses it must not write to.

export const consentChannel = pgEnum('consent_channel', ['EMAIL', 'SMS', 'PHONE']);
export const suppressionReason = pgEnum('suppression_reason', ['UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED', 'MANUAL']);

/** One spelling for one mailbox, so that unique keys and the suppression list find it. */
const mailbox = (table: string) =>
  check(
    `${table}_email_format`,
    sql`email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(email) <= 254`,
  );

/** A person outside the organization. */
export const contacts = pgTable(
  'contacts',
  {
    id,
    organizationId,
    name: text().notNull(),
    /** Lower case. */
    email: text().notNull(),
    phone: text(),
    tags: texts('tags'),
    notes: text(),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('contacts_organization_id_email').on(table.organizationId, table.email),
    unique('contacts_organization_id_id').on(table.organizationId, table.id),
    index('contacts_organization_id_name').on(table.organizationId, table.name, table.id),
    named('contacts'),
    mailbox('contacts'),
    ...modulePolicies('campaigns', 'contacts', sharedRows),
  ],
);

/** Contacts that are written to together. */
export const contactLists = pgTable(
  'contact_lists',
  { id, organizationId, name: text().notNull(), description: text(), createdAt, updatedAt },
  (table) => [
    unique('contact_lists_organization_id_name').on(table.organizationId, table.name),
    unique('contact_lists_organization_id_id').on(table.organizationId, table.id),
    named('contact_lists'),
    ...modulePolicies('campaigns', 'contact_lists', sharedRows),
  ],
);

/** The contacts on each list. */
export const contactListMembers = pgTable(
  'contact_list_members',
  { organizationId, listId: uuid('list_id').notNull(), contactId: uuid('contact_id').notNull(), createdAt },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.listId, table.contactId] }),
    foreignKey({
      name: 'contact_list_members_list',
      columns: [table.organizationId, table.listId],
      foreignColumns: [contactLists.organizationId, contactLists.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'contact_list_members_contact',
      columns: [table.organizationId, table.contactId],
      foreignColumns: [contacts.organizationId, contacts.id],
    }).onDelete('cascade'),
    index('contact_list_members_contact_id').on(table.organizationId, table.contactId),
    ...modulePolicies('campaigns', 'contact_list_members', { insert: isContributor, delete: isContributor }),
  ],
);

/** A consent that a contact gave or took back, and how that is known. Entries are added and never changed: the latest holds. */
export const contactConsents = pgTable(
  'contact_consents',
  {
    id,
    organizationId,
    contactId: uuid('contact_id').notNull(),
    channel: consentChannel().notNull().default('EMAIL'),
    isGranted: boolean('is_granted').notNull(),
    /** The place of the consent: a form, a call, an import. */
    source: text().notNull(),
    /** Null when the contact did it themselves. */
    recordedBy: person('recorded_by'),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    foreignKey({
      name: 'contact_consents_contact',
      columns: [table.organizationId, table.contactId],
      foreignColumns: [contacts.organizationId, contacts.id],
    }).onDelete('cascade'),
    index('contact_consents_organization_id_contact_id').on(table.organizationId, table.contactId, table.recordedAt),
    ...modulePolicies('campaigns', 'contact_consents', {
      insert: sql`recorded_by = ${currentUserId} and ${isContributor}`,
    }),
  ],
);

/** Addresses that get no mail, on any list and of any contact. They outlive the contact. */
export const suppressions = pgTable(
  'suppressions',
  {
    id,
    organizationId,
    /** Lower case. */
    email: text().notNull(),
    reason: suppressionReason().notNull(),
    note: text(),
    createdAt,
  },
  (table) => [
    unique('suppressions_organization_id_email').on(table.organizationId, table.email),
    index('suppressions_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    mailbox('suppressions'),
    // An organization can only remove addresses that its own people added: the others refused mail themselves.
    ...modulePolicies('campaigns', 'suppressions', {
      insert: isContributor,
      delete: sql`${isManager} and reason = 'MANUAL'`,
    }),
  ],
);
