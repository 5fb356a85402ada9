import type { Message, Sender } from '~/services/mail-transport.server.ts';
import type { Outcome } from './outcomes.ts';

/** A message of a campaign, written for one recipient. */
export interface CampaignMessage extends Omit<Message, 'unsubscribe' | 'attachments'> {
  from: Sender;
  headers: Record<string, string>;
}

/** Up to ten messages that are handed over together. */
export interface Stride {
  /** The key of idempotency, for a provider that knows one. */
  claimId: string;
  /** Every message of the claim, also those that are settled: a provider that is asked again has to see the same stride. */
  messages: CampaignMessage[];
  /** Whether a message is still to be sent. */
  isOpen: (id: string) => boolean;
  /** Whether the lane's lease still runs. Asked before each message; what is not begun is UNSENT. */
  mayBegin: () => boolean;
}

/** The way out for campaigns' mail. */
export interface CampaignTransport {
  /** Whether a stride of unknown outcome may be sent once more under the same claim. */
  repeatsUnknown: boolean;
  /** Whether we sign messages; such a provider does it itself. */
  isSigned: boolean;
  /** Whether mail may be from an address of this domain, which the organization has verified. */
  sendsFrom: (domain: string) => boolean;
  /** Sends a stride. Never throws: each open message has an outcome, by its id. */
  send(stride: Stride): Promise<Map<string, Outcome>>;
  close(): Promise<void>;
}
