import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { describeDelay } from './waiting-mail.ts';

/** Finds how long mail waits that this transaction queued for the viewer's organization, in seconds. Ask it last. */
export function findMailDelay(handle: QueryHandle) {
  return callFunction(handle, 'find_mail_delay', {});
}

/** Adds to a message that its mail waits, where it does. */
export function withMailDelay(message: string, found: { value: number | null }[]): string {
  const delay = describeDelay(found[0]?.value ?? 0);
  return delay ? `${message} ${delay}` : message;
}
