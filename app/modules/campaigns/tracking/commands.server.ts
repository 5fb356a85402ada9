import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { Judgement } from './verdicts.ts';

/** Notes that the picture of a message was loaded. The same minute counts once, so it may be told twice. */
export function noteEmailOpen(handle: QueryHandle, deliveryId: string, { verdict, earlySeconds }: Judgement) {
  return callFunction(handle, 'note_email_open', { deliveryId, verdict, earlySeconds });
}

/** Notes a click on a link of a message and gives the link's address; null where there is no such link. */
export function followEmailLink(
  handle: QueryHandle,
  deliveryId: string,
  number: number,
  { verdict, earlySeconds }: Judgement,
) {
  return callFunction(handle, 'follow_email_link', { deliveryId, number, verdict, earlySeconds });
}

/** The address of a link of a message, for a request that counts nothing. */
export function findEmailLink(handle: QueryHandle, deliveryId: string, number: number) {
  return callFunction(handle, 'find_email_link', { deliveryId, number });
}
