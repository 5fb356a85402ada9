import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { DomainRecords, Findings } from './records.ts';

/** Adds a domain with a key that was made for it. */
export function addSendingDomain(
  handle: QueryHandle,
  domain: DomainRecords & { id: string; sealedPrivateKey: string },
) {
  return callFunction(handle, 'add_sending_domain', domain);
}

/** Takes a domain and its key away. */
export function removeSendingDomain(handle: QueryHandle, id: string) {
  return callFunction(handle, 'remove_sending_domain', { id });
}

/** Counts a look at the DNS of a domain, and says what has to stand there. */
export function startDomainCheck(handle: QueryHandle, id: string) {
  return callFunction(handle, 'start_domain_check', { id });
}

/** Notes what DNS said of a domain. */
export function noteDomainCheck(handle: QueryHandle, id: string, findings: Findings) {
  return callFunction(handle, 'note_domain_check', { id, findings });
}

/** Domains that have not been looked at for a week. */
export function listDomainsToCheck(handle: QueryHandle, limit: number) {
  return callFunction(handle, 'list_domains_to_check', { limit });
}
