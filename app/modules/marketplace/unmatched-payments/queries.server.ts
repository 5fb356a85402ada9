import { desc, eq } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { platformCreditNotes, platformUnmatchedPayments } from '#db/schema/index.ts';

// For platform admins; for anybody else there are none.

export const unmatchedPaymentsPerPage = 25;
const creditsAtMost = 25;

/** A page of the payments that paid no order when they came, newest first, and one more row when there is another page. */
export function listUnmatchedPayments(handle: QueryHandle, page: number) {
  return handle
    .select()
    .from(platformUnmatchedPayments)
    .limit(unmatchedPaymentsPerPage + 1)
    .offset((page - 1) * unmatchedPaymentsPerPage);
}

export type UnmatchedPayment = Awaited<ReturnType<typeof listUnmatchedPayments>>[number];

/** The latest credit notes that ended nothing: sums that went back without being the price of a tool. */
export function listCreditsThatEndNothing(handle: QueryHandle) {
  return handle
    .select({
      number: platformCreditNotes.number,
      orderNumber: platformCreditNotes.orderNumber,
      reason: platformCreditNotes.reason,
      total: platformCreditNotes.total,
      currency: platformCreditNotes.currency,
      issuedAt: platformCreditNotes.issuedAt,
    })
    .from(platformCreditNotes)
    .where(eq(platformCreditNotes.endsNothing, true))
    .orderBy(desc(platformCreditNotes.issuedAt), desc(platformCreditNotes.number))
    .limit(creditsAtMost);
}
