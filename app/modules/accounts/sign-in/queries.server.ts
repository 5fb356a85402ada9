import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Whether a reset token can still be used. */
export function isPasswordResetOpen(handle: QueryHandle, tokenHash: string) {
  return handle.select({ open: sql<boolean>`open` }).from(sql`app.is_password_reset_open(${tokenHash}) as open`);
}
