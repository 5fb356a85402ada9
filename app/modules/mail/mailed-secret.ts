/** What a mail brings to its recipient and nobody else: a token for its link, a code to type, or both; '' for one it has not. */
export interface MailedSecret {
  token: string;
  code: string;
}

/**
 * Reads the secret of a mail: a token, a code, or both with a space between. A token has 43 characters, a code fewer.
 * @throws Error for a mail whose secret is gone: it was sent, or its time is over
 */
export function parseMailedSecret(secret: string | null): MailedSecret {
  if (!secret) throw new Error('The secret of this mail is gone.');
  const parts = secret.split(' ');
  return {
    token: parts.find((part) => part.length === 43) ?? '',
    code: parts.find((part) => part.length < 43) ?? '',
  };
}
