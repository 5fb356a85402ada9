/** Why a code did not confirm an address, in words. */
export const codeProblems = {
  NO_CODE: 'Enter the six digits from the mail.',
  WRONG: 'This is not the code of the newest mail. Look at it again.',
  CLOSED: 'This code does not work any more. Send another one.',
  EMAIL_TAKEN: 'Another account has this email by now, so it cannot become yours.',
} as const;

/** Said once an account was sent five mails within an hour. */
export const tooManyMails = 'Nothing was sent: you had five of these mails within an hour. Wait an hour, then try again.';

/** Said where an act needs a confirmed address and has none. */
export const confirmFirst = 'Nothing was sent: confirm your email first.';
