import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { TypedConsent, TypedContact } from './schema.ts';

/**
 * Adds a contact, or changes one that has a version.
 * @param consent  of a new one who agreed to email
 * @param listIds  lists that a new one is put on
 */
export function saveContact(
  handle: QueryHandle,
  { id, version, name, email, phone, tags, notes, timeZone }: TypedContact,
  consent: TypedConsent | null = null,
  listIds: readonly string[] = [],
) {
  return callFunction(handle, 'save_contact', {
    id,
    version,
    contact: { name, email, phone, tags, notes, timeZone },
    consent,
    listIds,
  });
}

/** Records that a contact agreed to email. */
export function recordConsent(
  handle: QueryHandle,
  contactId: string,
  { id, source, wording, since, months }: TypedConsent,
) {
  return callFunction(handle, 'record_consent', { id, contactId, isGranted: true, source, wording, since, months });
}

/** Records that a contact took their consent to email back. */
export function withdrawConsent(handle: QueryHandle, contactId: string, id: string, source: string) {
  return callFunction(handle, 'record_consent', {
    id,
    contactId,
    isGranted: false,
    source,
    wording: null,
    since: null,
    months: null,
  });
}

/** Puts a contact on a list, unless they left it themselves. */
export function addToList(handle: QueryHandle, listId: string, contact: { id: string } | { email: string }) {
  return callFunction(handle, 'add_to_list', {
    listId,
    contactId: 'id' in contact ? contact.id : null,
    email: 'email' in contact ? contact.email : null,
  });
}

/** Takes a contact off a list. */
export function removeFromList(handle: QueryHandle, listId: string, contactId: string) {
  return callFunction(handle, 'remove_from_list', { listId, contactId });
}

/** Erases a contact: what is left of them is a digest in the ledger, and a suppression of their address. */
export function eraseContact(handle: QueryHandle, contactId: string) {
  return callFunction(handle, 'erase_contact', { contactId });
}

/** Notes in the audit trail that the viewer takes all contacts away. Only `RECORDED` lets it go on. */
export function recordContactExport(handle: QueryHandle) {
  return callFunction(handle, 'record_contact_export', {});
}
