import { MailError } from '~/services/mail-transport.server.ts';

/**
 * What became of one message.
 * - `SENT`: it was taken
 * - `REFUSED`: it was not, and would not be another time
 * - `NOT_TAKEN`: it certainly was not, and may be later
 * - `UNSENT`: it was not even tried
 * - `UNKNOWN`: it was handed over, and nobody said whether it was taken
 */
export interface Outcome {
  outcome: 'SENT' | 'REFUSED' | 'NOT_TAKEN' | 'UNSENT' | 'UNKNOWN';
  /** The server's words; null for what was taken. */
  reason: string | null;
  /** The enhanced status code in them (RFC 3463), such as 5.1.1. */
  code: string | null;
  /** The provider's name of the message. */
  messageId: string | null;
  /** What is slowed down: mail to the recipient's servers, or all of it. */
  pauses: 'GROUP' | 'TRANSPORT' | null;
}

const longestReason = 500;

/**
 * The words of a server as they are kept: one line of limited length, without what Postgres takes for no text (control characters, half
 * of a pair of surrogates).
 * @returns null where nothing is left
 */
export function writeReason(words: string): string | null {
  const line = words.replaceAll(/\p{Cc}+/gu, ' ').slice(0, longestReason);
  return line.replaceAll(/\p{Surrogate}/gu, ' ') || null;
}

/** An outcome of which nothing more is known. */
export function describeOutcome(outcome: Outcome['outcome'], more: Partial<Omit<Outcome, 'outcome'>> = {}): Outcome {
  return { outcome, code: null, messageId: null, pauses: null, ...more, reason: writeReason(more.reason ?? '') };
}

/** Whether a reply asks to come back later: 421, 45x. */
const asksToWait = (reply: number | undefined) =>
  reply === 421 || (reply !== undefined && reply >= 450 && reply <= 459);

/** The outcome of a message that the mail server did not take, or may not have taken. */
export function toOutcome(error: unknown): Outcome {
  const reason = error instanceof Error ? error.message : String(error);
  // An error of our own happens before anything goes out.
  if (!(error instanceof MailError)) return describeOutcome('REFUSED', { reason });
  switch (error.failure) {
    case 'permanent':
      return describeOutcome('REFUSED', { reason, code: findStatusCode(reason) });
    case 'temporary':
      return describeOutcome('NOT_TAKEN', {
        reason,
        code: findStatusCode(reason),
        pauses: asksToWait(error.reply) ? 'GROUP' : null,
      });
    case 'unknown':
      return describeOutcome('UNKNOWN', { reason });
  }
}

/** The enhanced status code that an answer names; null where it names none. */
export function findStatusCode(reason: string): string | null {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)/.exec(reason)?.[1] ?? null;
}
