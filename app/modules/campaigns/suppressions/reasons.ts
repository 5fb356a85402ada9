import type { suppressionReason } from '#db/schema/index.ts';

type Reason = (typeof suppressionReason.enumValues)[number];

/** Why nobody writes to an address. */
export const reasonLabels = {
  UNSUBSCRIBED: 'Unsubscribed',
  BOUNCED: 'Bounced',
  COMPLAINED: 'Complained',
  MANUAL: 'Suppressed by hand',
} as const satisfies Record<Reason, string>;

/** What each reason means, and who lifts it. `app.lift_suppression` decides the same. */
export const reasonSentences = {
  UNSUBSCRIBED: 'They unsubscribed. Only they lift that: by signing up again and confirming it from their mailbox.',
  BOUNCED: 'Their mail server says that the address takes no mail. An owner or admin can lift that after 12 months.',
  COMPLAINED:
    'They called a message spam. Only they lift that: by signing up again and confirming it from their mailbox.',
  MANUAL: 'Somebody of your organization suppressed it. An owner or admin can lift that.',
} as const satisfies Record<Reason, string>;

/** Whether somebody of the organization can lift it now. */
export function isLiftable(reason: Reason, isOld: boolean): boolean {
  return reason === 'MANUAL' || (reason === 'BOUNCED' && isOld);
}
