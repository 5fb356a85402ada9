import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/**
 * Queues a message for the people behind the site.
 * @param addressDigest  of the network address it comes from; null where it is not known
 */
export function sendContactMessage(
  handle: QueryHandle,
  { name, email, topic, message }: { name: string; email: string; topic: string; message: string },
  addressDigest: string | null,
) {
  return callFunction(handle, 'send_contact_message', { name, email, topic, message, addressDigest });
}
