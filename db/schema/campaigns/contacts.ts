import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, moment, named, texted, texts, timeZone, updatedAt, version } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { currentUserId, isContributor, modulePolicies, sharedRows } from '../policies.ts';

// The people an organization writes to, their consents, and the addresses it must not write to.

export const consentChannel = pgEnum('consent_channel', ['EMAIL', 'SMS', 'PHONE']);
export const suppressionReason = pgEnum('suppression_reason', ['UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED', 'MANUAL']);

/** What the latest EMAIL entry says of the address that the contact has now. */
export const emailConsent = pgEnum('email_consent', ['NONE', 'GRANTED', 'WITHDRAWN']);

/** One spelling for one mailbox, so that unique keys and the suppression list find it. */
export const mailbox = (table: string) =>
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
    /** Empty where only the address is known. */
    name: text().notNull().default(''),
    /** Lower case. */
    email: text().notNull(),
    phone: text(),
    tags: texts('tags'),
    notes: text(),
    timeZone: text('time_zone'),
    /** Kept by a trigger on the entries of consent. */
    emailConsent: emailConsent('email_consent').notNull().default('NONE'),
    /** When a granted consent ends; null where it does not. */
    emailConsentUntil: moment('email_consent_until'),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('contacts_organization_id_email').on(table.organizationId, table.email),
    unique('contacts_organization_id_id').on(table.organizationId, table.id),
    index('contacts_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    // The list is searched by beginnings, of names in lower case and of addresses.
    index('contacts_organization_id_lower_name').on(table.organizationId, sql`lower(name) collate "C"`, table.id),
    index('contacts_organization_id_email_beginning').on(table.organizationId, sql`email collate "C"`),
    index('contacts_tags').using('gin', table.tags),
    check('contacts_name_length', sql`char_length(name) <= 200 and name !~ '[[:cntrl:]]'`),
    texted('contacts', 50, 'phone'),
    texted('contacts', 5000, 'notes'),
    check('contacts_tags_count', sql`cardinality(tags) <= 50`),
    timeZone('contacts', 'time_zone'),
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

/** The contacts on each list, and those who left one. Functions write it: nobody puts a person back who left. */
export const contactListMembers = pgTable(
  'contact_list_members',
  {
    organizationId,
    listId: uuid('list_id').notNull(),
    contactId: uuid('contact_id').notNull(),
    createdAt,
    leftAt: moment('left_at'),
    /** Whether the person left by themselves, from the address `left_email`. */
    leftByPerson: boolean('left_by_person').notNull().default(false),
    leftEmail: text('left_email'),
  },
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
    check('contact_list_members_left', sql`not left_by_person or (left_at is not null and left_email is not null)`),
    ...modulePolicies('campaigns', 'contact_list_members', {}),
  ],
);

/** A consent that a contact gave or took back, and how that is known. Entries are added and never changed: the latest holds. */
export const contactConsents = pgTable(
  'contact_consents',
  {
    id,
    organizationId,
    contactId: uuid('contact_id').notNull(),
    /** The address it is for; a trigger takes it from the contact. Changing the contact's address leaves it behind. */
    email: text().notNull(),
    channel: consentChannel().notNull().default('EMAIL'),
    isGranted: boolean('is_granted').notNull(),
    /** The place of the consent: a form, a call, an import. */
    source: text().notNull(),
    /** What the person agreed to, word by word, where that is known. */
    wording: text(),
    /** When an implied consent ends. */
    expiresAt: moment('expires_at'),
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
    texted('contact_consents', 200, 'source'),
    texted('contact_consents', 2000, 'wording'),
    mailbox('contact_consents'),
    ...modulePolicies('campaigns', 'contact_consents', {
      insert: sql`recorded_by = ${currentUserId} and ${isContributor}`,
    }),
  ],
);

/** Addresses that get no mail, on any list and of any contact: a row for each reason. They outlive the contact. */
export const suppressions = pgTable(
  'suppressions',
  {
    id,
    organizationId,
    /** Lower case. */
    email: text().notNull(),
    reason: suppressionReason().notNull(),
    note: text(),
    /** Null where nobody of the organization did it. */
    createdBy: person('created_by'),
    createdAt,
  },
  (table) => [
    unique('suppressions_organization_id_email_reason').on(table.organizationId, table.email, table.reason),
    index('suppressions_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    mailbox('suppressions'),
    texted('suppressions', 1000, 'note'),
    // People add addresses in their own name; what was refused by mail servers and by the persons themselves, functions add and lift.
    ...modulePolicies('campaigns', 'suppressions', {
      insert: sql`reason = 'MANUAL' and created_by = ${currentUserId} and ${isContributor}`,
    }),
  ],
);

/** Contacts that have something in common, found anew each time. Its rules: app/modules/campaigns/segments/rules.ts. */
export const contactSegments = pgTable(
  'contact_segments',
  {
    id,
    organizationId,
    name: text().notNull(),
    /** Whether all rules have to hold or any. */
    matchesAll: boolean('matches_all').notNull().default(true),
    rules: jsonb().notNull().default([]),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('contact_segments_organization_id_name').on(table.organizationId, table.name),
    unique('contact_segments_organization_id_id').on(table.organizationId, table.id),
    named('contact_segments'),
    check('contact_segments_rules', sql`jsonb_typeof(rules) = 'array' and jsonb_array_length(rules) <= 20`),
    ...modulePolicies('campaigns', 'contact_segments', sharedRows),
  ],
);
