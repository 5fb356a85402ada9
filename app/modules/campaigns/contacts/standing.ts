import { readKey } from '~/utils/addresses.ts';

/** Whether mail may go to a contact, or why not: the answers of `app.judge_recipient`. */
export const standingLabels = {
  MAILABLE: 'May be emailed',
  NO_CONSENT: 'No consent',
  CONSENT_EXPIRED: 'Consent ended',
  SUPPRESSED: 'Suppressed',
} as const;
export type Standing = keyof typeof standingLabels;

export const standingHues = {
  MAILABLE: 'success',
  NO_CONSENT: 'neutral',
  CONSENT_EXPIRED: 'warning',
  SUPPRESSED: 'danger',
} as const satisfies Record<Standing, string>;

/** The standing of a contact, by why they are refused; null where they are not. */
export function readStanding(refusal: string | null): Standing {
  return refusal === null ? 'MAILABLE' : (readKey(standingLabels, refusal) ?? 'NO_CONSENT');
}

/** What a standing means for whoever wants to write to the contact. */
export const standingSentences = {
  MAILABLE: 'They agreed to email, so emails of their lists and segments go to them.',
  NO_CONSENT: 'They get no email: nothing says that they agreed, or they took it back.',
  CONSENT_EXPIRED: 'They get no email: what they agreed to has ended.',
  SUPPRESSED: 'They get no email: their address is suppressed, whatever they agreed to.',
} as const satisfies Record<Standing, string>;
