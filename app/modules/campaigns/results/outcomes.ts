/** What became of a message, in the words of people. */
export const outcomeLabels = {
  QUEUED: 'Waiting',
  SENDING: 'On its way',
  SENT: 'Sent',
  DELIVERED: 'Delivered',
  BOUNCED: 'Came back',
  COMPLAINED: 'Complained',
  FAILED: 'Refused',
  SKIPPED: 'Left out',
  UNKNOWN: 'Unknown',
} as const;
export type Outcome = keyof typeof outcomeLabels;

export const outcomeHues = {
  QUEUED: 'neutral',
  SENDING: 'info',
  SENT: 'success',
  DELIVERED: 'success',
  BOUNCED: 'warning',
  COMPLAINED: 'danger',
  FAILED: 'danger',
  SKIPPED: 'neutral',
  UNKNOWN: 'warning',
} as const satisfies Record<Outcome, string>;

/** Why somebody was left out. */
const skipLabels: Readonly<Record<string, string>> = {
  SUPPRESSED: 'Their address is suppressed.',
  NO_CONSENT: 'They did not agree to email.',
  CONSENT_EXPIRED: 'What they agreed to has ended.',
  ERASED: 'Their data was erased.',
  CANCELLED: 'Sending was cancelled.',
};

/** The reason of a row of the ledger, in words; null where there is none. */
export function writeReason(status: Outcome, reason: string | null): string | null {
  return status === 'SKIPPED' && reason !== null ? (skipLabels[reason] ?? reason) : reason;
}

/** Whom a list of recipients shows: those of one outcome, or who did something. */
export const recipientFilters = {
  ...outcomeLabels,
  OPENED: 'Opened, as far as known',
  CLICKED: 'Clicked, as far as known',
  UNSUBSCRIBED: 'Unsubscribed',
} as const;
export type RecipientFilter = keyof typeof recipientFilters;

/** Whether this is the outcome of a message, and not something that a person did. */
export const isOutcome = (filter: RecipientFilter): filter is Outcome => filter in outcomeLabels;

/** What stands in the ledger for an address that was erased. */
const erasedDomain = '@erased.invalid';

/** An address as people read it. */
export function writeRecipient(email: string): string {
  return email.endsWith(erasedDomain) ? 'Erased person' : email;
}
