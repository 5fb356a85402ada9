import type { DkimKey } from './dkim.server.ts';

/** Sender of mail. */
export interface Sender {
  name: string;
  address: string;
}

/** A message to one person, as plain text and the same as HTML. */
export interface Message {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Files that go with it. */
  attachments?: { name: string; type: string; content: Uint8Array }[];
  /** Where mail programs post that their user wants no more of this (RFC 8058). */
  unsubscribe?: string;
  /** The same for every attempt to send the same message; the transport makes it its Message-ID. */
  id: string;
  /** In place of the sender of all mail. */
  from?: Sender;
  replyTo?: string;
  /** In place of the header that marks mail as automatic, and of what `unsubscribe` stands for. */
  headers?: Record<string, string>;
  /** Where mail servers return it to; the address it is from by default. */
  returnPath?: string;
  /** Signs it. */
  dkim?: DkimKey;
}

/** A connection over which several messages can go out, one after the other. */
export interface MailConnection {
  /**
   * Sends a message.
   * @param next  the one that is sent after it, where that is known: it is written while the server answers
   * @throws MailError when the message was not taken, or when that is unknown
   */
  send(message: Message, next?: Message): Promise<void>;
  close(): Promise<void>;
}

/** Sends mail. Called after the transaction that queued it has committed. */
export interface Mailer {
  /** Whether there is a transport. */
  isConfigured: boolean;
  /** @throws MailError */
  connect(): Promise<MailConnection>;
  /**
   * Sends one message over a connection of its own.
   * @throws MailError
   */
  send(message: Omit<Message, 'id'>): Promise<void>;
}

/**
 * Why a message was not sent.
 * - `temporary`: it was not taken now, and may be another time
 * - `permanent`: it was refused, and would be again
 * - `unknown`: it was handed over and nobody said whether it was taken, so sending it again could send it twice
 */
export class MailError extends Error {
  override name = 'MailError';
  constructor(
    message: string,
    readonly failure: 'temporary' | 'permanent' | 'unknown',
    /** The three digits that the mail server answered; undefined where the connection failed. */
    readonly reply?: number,
  ) {
    super(message);
  }
}
