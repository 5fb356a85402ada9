import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { hashToken } from '~/services/tokens.server.ts';
import { writeBase32 } from './base32.ts';

/**
 * What opens the pages of one message: one token for each purpose, so that whoever is forwarded a mail can unsubscribe its recipient
 * and forge no bounce.
 */
export interface DeliveryTokens {
  /** For `/u/` and `u+…@`. */
  unsubscribe: string;
  /** For `/v/`. */
  view: string;
  /** For the return path, `b+…@`. */
  bounce: string;
}

const purposes = ['unsubscribe', 'view', 'bounce'] as const satisfies readonly (keyof DeliveryTokens)[];

/** A token as it is made here. Mail servers may write it in capitals. */
const deliveryToken = z
  .string()
  .toLowerCase()
  .regex(/^[a-z2-7]{32}$/);

/** Bytes of a token: 160 bits. */
const length = 20;

/**
 * Makes the tokens of the message at a place of a stride. The lane makes them before it is told who gets it, so that their hashes go along
 * with the request for the stride; the same claim has the same tokens.
 * @param secret  the newest of TRACKING_SECRETS
 */
export function makeDeliveryTokens(secret: string, claimId: string, place: number): DeliveryTokens {
  const make = (purpose: string) =>
    writeBase32(
      createHmac('sha256', secret).update(`delivery ${purpose} ${claimId} ${place}`).digest().subarray(0, length),
    );
  return { unsubscribe: make(purposes[0]), view: make(purposes[1]), bounce: make(purposes[2]) };
}

/** The form in which the ledger keeps tokens: SHA-256 in hex. Links outlive a secret that was replaced. */
export function hashDeliveryTokens({ unsubscribe, view, bounce }: DeliveryTokens): DeliveryTokens {
  return { unsubscribe: hashToken(unsubscribe), view: hashToken(view), bounce: hashToken(bounce) };
}

/** The hash of a token that came in an address; for anything else that of none that was ever given out. */
export function hashSentDeliveryToken(token: string | undefined): string {
  return hashToken(deliveryToken.safeParse(token).data ?? '');
}

/** Names a secret without telling it: the ledger remembers which one made a message's tokens. */
export function nameSecret(secret: string): string {
  return hashToken(`tracking secret ${secret}`).slice(0, 12);
}
