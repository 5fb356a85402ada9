import { sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { contacts } from '#db/schema/index.ts';

/** Suppresses an address. `ALREADY`: somebody had done so. */
export function addSuppression(handle: QueryHandle, id: string, email: string, note: string | null) {
  return callFunction(handle, 'add_suppression', { id, email, note });
}

/** Suppresses the address that a contact has. */
export function suppressAddressOf(handle: QueryHandle, id: string, contactId: string, note: string | null) {
  const email = sql`(select one.email from ${contacts} one where one.id = ${contactId})`;
  return callFunction(handle, 'add_suppression', { id, email, note });
}

/** Takes one reason away for which an address is suppressed. */
export function liftSuppression(handle: QueryHandle, id: string) {
  return callFunction(handle, 'lift_suppression', { id });
}
