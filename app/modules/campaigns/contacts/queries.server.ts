import { and, asc, desc, eq, type SQLWrapper, sql } from 'drizzle-orm';
import { callFunction, type Row } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import {
  contactConsents,
  contactListMembers,
  contactLists,
  contacts,
  emailCampaigns,
  emailDeliveries,
  emailEvents,
  emailLinks,
  suppressions,
  users,
} from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { type ContactFilters, contactsPerPage } from './filters.ts';
import type { MomentPlace } from './place.ts';

export const messagesPerPage = 50;

/** A moment of a column of UTC, to the microsecond: what a list is cut at. */
const momentOf = (column: SQLWrapper) =>
  sql<string>`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** A page of the contacts that the filters let through, and one row more where another page follows. */
export function listContacts(
  handle: QueryHandle,
  { query, listId, tag, standing, after }: ContactFilters,
  limit = contactsPerPage + 1,
) {
  return callFunction(handle, 'list_contacts', {
    query,
    listId,
    tag,
    standing,
    afterKey: after?.key ?? null,
    afterId: after?.id ?? null,
    limit,
  });
}
/** A contact in a list. */
export type ListedContact = Row<'list_contacts'>;

/** How many contacts there are, and how many the tier allows. */
export function countContacts(handle: QueryHandle) {
  return callFunction(handle, 'count_contacts', {});
}

/** The lists of the organization by name, to choose from. */
export function listListChoices(handle: QueryHandle) {
  return handle
    .select({ id: contactLists.id, name: contactLists.name })
    .from(contactLists)
    .orderBy(inNameOrder(contactLists.name))
    .limit(500);
}
export type ListChoice = Awaited<ReturnType<typeof listListChoices>>[number];

/** One contact. */
export function findContact(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: contacts.id,
      name: contacts.name,
      email: contacts.email,
      phone: contacts.phone,
      tags: contacts.tags,
      notes: contacts.notes,
      timeZone: contacts.timeZone,
      version: contacts.version,
      createdAt: contacts.createdAt,
      emailConsentUntil: contacts.emailConsentUntil,
      /** Why no email goes there; null where it does. */
      refusal: sql<string | null>`app.judge_recipient(exists (select from ${suppressions} found
        where found.organization_id = contacts.organization_id and found.email = contacts.email), contacts.email_consent,
        contacts.email_consent_until)`,
    })
    .from(contacts)
    .where(eq(contacts.id, id));
}
export type FoundContact = Awaited<ReturnType<typeof findContact>>[number];

/** Every list of the organization by name, and how the contact stands to it. */
export function listMemberships(handle: QueryHandle, contactId: string) {
  return handle
    .select({
      id: contactLists.id,
      name: contactLists.name,
      isOnList: sql<boolean>`${contactListMembers.contactId} is not null and app.is_on_list(${contactListMembers.leftAt},
        ${contactListMembers.leftByPerson}, ${contactListMembers.leftEmail}, (select email from ${contacts} one where one.id = ${contactId}))`,
      leftAt: contactListMembers.leftAt,
      leftByPerson: sql<boolean>`coalesce(${contactListMembers.leftByPerson}, false)`,
      since: contactListMembers.createdAt,
    })
    .from(contactLists)
    .leftJoin(
      contactListMembers,
      and(
        eq(contactListMembers.organizationId, contactLists.organizationId),
        eq(contactListMembers.listId, contactLists.id),
        eq(contactListMembers.contactId, contactId),
      ),
    )
    .orderBy(inNameOrder(contactLists.name))
    .limit(500);
}
export type Membership = Awaited<ReturnType<typeof listMemberships>>[number];

/** What the contact agreed to and took back, the latest first. */
export function listConsents(handle: QueryHandle, contactId: string) {
  return handle
    .select({
      id: contactConsents.id,
      email: contactConsents.email,
      channel: contactConsents.channel,
      isGranted: contactConsents.isGranted,
      source: contactConsents.source,
      wording: contactConsents.wording,
      expiresAt: contactConsents.expiresAt,
      isByPerson: sql<boolean>`${contactConsents.recordedBy} is null`,
      /** Null also once they have left. */
      person: users.name,
      recordedAt: contactConsents.recordedAt,
    })
    .from(contactConsents)
    .leftJoin(users, eq(users.id, contactConsents.recordedBy))
    .where(eq(contactConsents.contactId, contactId))
    .orderBy(desc(contactConsents.recordedAt), desc(contactConsents.id))
    .limit(100);
}
export type ListedConsent = Awaited<ReturnType<typeof listConsents>>[number];

/** Why the address of a contact is suppressed. */
export function listContactSuppressions(handle: QueryHandle, contactId: string) {
  return handle
    .select({
      id: suppressions.id,
      reason: suppressions.reason,
      note: suppressions.note,
      createdAt: suppressions.createdAt,
    })
    .from(suppressions)
    .where(sql`${suppressions.email} = (select one.email from ${contacts} one where one.id = ${contactId})`)
    .orderBy(asc(suppressions.createdAt));
}

/** A page of the messages to a contact, the newest first; one more row when there is another page. */
export function listMessages(handle: QueryHandle, contactId: string, before: MomentPlace | null) {
  return handle
    .select({
      id: emailDeliveries.id,
      emailId: emailDeliveries.emailCampaignId,
      name: emailCampaigns.name,
      address: emailDeliveries.email,
      status: emailDeliveries.status,
      reason: emailDeliveries.reason,
      sentAt: emailDeliveries.sentAt,
      at: momentOf(emailDeliveries.createdAt),
    })
    .from(emailDeliveries)
    .innerJoin(
      emailCampaigns,
      and(
        eq(emailCampaigns.organizationId, emailDeliveries.organizationId),
        eq(emailCampaigns.id, emailDeliveries.emailCampaignId),
      ),
    )
    .where(
      and(
        eq(emailDeliveries.contactId, contactId),
        before
          ? sql`(${emailDeliveries.createdAt}, ${emailDeliveries.id}) < (${before.at}::timestamptz, ${before.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(emailDeliveries.createdAt), desc(emailDeliveries.id))
    .limit(messagesPerPage + 1);
}
export type ListedMessage = Awaited<ReturnType<typeof listMessages>>[number];

/** What became known of messages to a contact after they went out, the newest first. */
export function listContactEvents(handle: QueryHandle, contactId: string) {
  return handle
    .select({
      id: emailEvents.id,
      kind: emailEvents.kind,
      isMachine: emailEvents.isMachine,
      email: emailCampaigns.name,
      link: emailLinks.url,
      occurredAt: emailEvents.occurredAt,
    })
    .from(emailEvents)
    .innerJoin(
      emailDeliveries,
      and(
        eq(emailDeliveries.organizationId, emailEvents.organizationId),
        eq(emailDeliveries.id, emailEvents.deliveryId),
      ),
    )
    .innerJoin(
      emailCampaigns,
      and(
        eq(emailCampaigns.organizationId, emailDeliveries.organizationId),
        eq(emailCampaigns.id, emailDeliveries.emailCampaignId),
      ),
    )
    .leftJoin(
      emailLinks,
      and(
        eq(emailLinks.organizationId, emailEvents.organizationId),
        eq(emailLinks.emailCampaignId, emailDeliveries.emailCampaignId),
        eq(emailLinks.number, emailEvents.linkNumber),
      ),
    )
    .where(eq(emailDeliveries.contactId, contactId))
    .orderBy(desc(emailEvents.occurredAt), desc(emailEvents.id))
    .limit(50);
}
export type ListedEvent = Awaited<ReturnType<typeof listContactEvents>>[number];

/** Everything that is kept about a contact, as one JSON object; null where there is none. */
export function collectContactData(handle: QueryHandle, contactId: string) {
  return callFunction(handle, 'collect_contact_data', { contactId });
}

/** Contacts as an export has them, by id. */
export function exportContacts(handle: QueryHandle, after: string | null, limit: number) {
  return callFunction(handle, 'export_contacts', { after, limit });
}
