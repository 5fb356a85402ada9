import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Takes the invoices of the organization that a link is about, or refuses them. */
export function answerBillingEmail(handle: QueryHandle, tokenHash: string, takes: boolean) {
  return callFunction(handle, 'answer_billing_email', { tokenHash, takes });
}
