import { invitation, passwordReset, signInByMail } from './account-mail.ts';
import { newDevice, passwordChanged, roleChanged, signedOut } from './account-news.ts';
import type { QueuedMail } from './contents.ts';
import type { Letter } from './letter.ts';
import { parseMailedSecret } from './mailed-secret.ts';

type AccountMail = Extract<
  QueuedMail,
  {
    kind:
      | 'password-reset'
      | 'sign-in'
      | 'invitation'
      | 'new-device'
      | 'signed-out'
      | 'password-changed'
      | 'role-changed';
  }
>;

/**
 * Composes the letter of a mail about somebody's account or their place in an organization.
 * @param link  makes an address of this site from a path
 * @param secret  of the mail; null for one without
 * @throws Error for a mail that needs a secret and has none any more
 */
export function composeAccountLetter(mail: AccountMail, link: (path: string) => string, secret: string | null): Letter {
  switch (mail.kind) {
    case 'password-reset':
      return passwordReset(mail.content, link, parseMailedSecret(secret));
    case 'sign-in':
      return signInByMail(mail.content, link, parseMailedSecret(secret));
    case 'invitation':
      return invitation(mail.content, link, parseMailedSecret(secret));
    case 'new-device':
      return newDevice(mail.content, link);
    case 'signed-out':
      return signedOut(mail.content, link);
    case 'password-changed':
      return passwordChanged(mail.content, link);
    case 'role-changed':
      return roleChanged(mail.content, link);
  }
}
