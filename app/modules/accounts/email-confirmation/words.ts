import type { Outcome } from '#db/call-function.server.ts';

/** Said once an account was sent five mails within an hour. */
export const tooManyMails =
  'Nothing was sent: you had five of these mails within an hour. Wait an hour, then try again.';

/** Said where an act needs a confirmed address and has none. */
export const confirmFirst = 'Nothing was done: confirm your email first.';

/** Why a code did not confirm an address, in words. */
export function explainCode(outcome: Exclude<Outcome<'confirm_email'>, 'CONFIRMED' | 'NOT_ALLOWED'>): string {
  switch (outcome) {
    case 'NO_CODE':
      return 'Enter the six digits from the mail.';
    case 'WRONG':
      return 'This is not the code of the newest mail. Look at it again.';
    case 'CLOSED':
      return 'This code does not work any more. Send another one.';
    case 'EMAIL_TAKEN':
      return 'Another account has this email by now, so it cannot become yours.';
  }
}
