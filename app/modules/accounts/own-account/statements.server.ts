import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Gives the viewer another name. */
export function changeName(handle: QueryHandle, name: string) {
  return handle.select({ changed: sql<boolean>`changed` }).from(sql`app.change_name(${name}) as changed`);
}

/**
 * Counts an attempt and finds what is needed to check the viewer's current password; the hash is null while the account
 * waits after too many failures, for `waitInSeconds`. No row for nobody.
 */
export function startPasswordChange(handle: QueryHandle) {
  return handle
    .select({ passwordHash: sql<string | null>`password_hash`, waitInSeconds: sql<number>`wait_seconds` })
    .from(sql`app.start_password_change()`);
}

/**
 * Sets the viewer's password and ends their other sessions; false when it was changed since the current one was checked.
 * @param checkedHash  the hash the current password was checked against
 */
export function finishPasswordChange(handle: QueryHandle, checkedHash: string, passwordHash: string) {
  return handle
    .select({ changed: sql<boolean>`changed` })
    .from(sql`app.finish_password_change(${checkedHash}, ${passwordHash}) as changed`);
}
