import { asc, desc, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { platformApprovalRequests, platformPeople } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

/** Those who work for the platform, by name; nobody but for SUPERADMIN and AUDITOR. */
export function listPlatformPeople(handle: QueryHandle) {
  return handle.select().from(platformPeople).orderBy(inNameOrder(platformPeople.name), asc(platformPeople.id));
}

export const approvalsAtOnce = 100;

/** What waits for a second person, and after it what was decided, each newest first; nothing but for BILLING and AUDITOR. */
export function listApprovals(handle: QueryHandle) {
  return handle
    .select()
    .from(platformApprovalRequests)
    .orderBy(desc(sql`${platformApprovalRequests.state} = 'WAITING'`), desc(platformApprovalRequests.askedAt))
    .limit(approvalsAtOnce);
}

export type PlatformPerson = Awaited<ReturnType<typeof listPlatformPeople>>[number];
export type Approval = Awaited<ReturnType<typeof listApprovals>>[number];
