import { asc, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { sendingDomains } from '#db/schema/index.ts';
import type { Findings } from './records.ts';

/** The domains that the organization sends from or is about to, by name: ten at most. */
export function listSendingDomains(handle: QueryHandle) {
  return handle
    .select({
      id: sendingDomains.id,
      domain: sendingDomains.domain,
      selector: sendingDomains.selector,
      publicKey: sendingDomains.publicKey,
      ownershipToken: sendingDomains.ownershipToken,
      findings: sql<Findings>`${sendingDomains.findings}`,
      checkedAt: sendingDomains.checkedAt,
      verifiedAt: sendingDomains.verifiedAt,
    })
    .from(sendingDomains)
    .orderBy(asc(sendingDomains.domain));
}
export type ListedDomain = Awaited<ReturnType<typeof listSendingDomains>>[number];
