import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { writeReason } from '~/modules/campaigns/sending/outcomes.ts';

/** What a provider or a mail server reports of a message. */
export interface DeliveryEvent {
  kind: 'DELIVERY' | 'BOUNCE' | 'COMPLAINT';
  /** The server's words, with their status code where there is one. */
  reason: string | null;
  /** The reporter's name of the event: it counts once. */
  externalId: string;
}

/** Notes an event of a delivery. */
export function noteDeliveryEvent(handle: QueryHandle, deliveryId: string, event: DeliveryEvent) {
  return callFunction(handle, 'note_delivery_event', { deliveryId, ...readable(event) });
}

/** Notes what came back to a return path. */
export function noteReturnedMail(handle: QueryHandle, tokenHash: string, event: DeliveryEvent) {
  return callFunction(handle, 'note_returned_mail', { tokenHash, ...readable(event) });
}

/** Unsubscribes the recipient of the message that has this token. */
export function unsubscribeByMail(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'unsubscribe_by_token', { tokenHash });
}

/** An event whose words Postgres takes: whoever reports it may send any bytes. */
const readable = (event: DeliveryEvent): DeliveryEvent => ({ ...event, reason: writeReason(event.reason ?? '') });
