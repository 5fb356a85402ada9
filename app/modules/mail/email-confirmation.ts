import type { ContentOf } from './contents.ts';
import type { Letter } from './letter.ts';
import type { MailedSecret } from './mailed-secret.ts';

type Link = (path: string) => string;

/**
 * Asks whether an address belongs to whoever made an account with it. Anybody can type any address, so nothing stands here that
 * they chose.
 */
export function emailConfirmation(
  { isChange }: ContentOf<'email-confirmation'>,
  link: Link,
  { token, code }: MailedSecret,
): Letter {
  return {
    subject: `${code} is your Lotline code`,
    preview: 'It confirms your email, within 30 minutes.',
    heading: 'Confirm your email',
    blocks: [
      {
        type: 'paragraph',
        text: isChange
          ? 'Somebody, probably you, wants to sign in to Lotline with this email from now on. Type this code where you are asked for it:'
          : 'Somebody, probably you, made a Lotline account with this email. Type this code where you are asked for it:',
      },
      { type: 'facts', facts: [{ term: 'Code', details: [code] }] },
      { type: 'paragraph', text: 'Or open this link where you are signed in. Both work once, within 30 minutes:' },
      { type: 'button', label: 'Confirm your email', url: link(`/confirm-email/${token}`) },
      {
        type: 'paragraph',
        text: isChange
          ? 'If that was not you, open the link and say so: the email of the account stays as it is.'
          : 'If that was not you, open the link and say so: the account is deleted. Never give the code to anybody.',
      },
    ],
    footer: 'You get this mail because somebody entered your email on Lotline.',
  };
}

/** Tells the former address of an account that it signs in with another one now. */
export function emailChanged({ name, email }: ContentOf<'email-changed'>, link: Link): Letter {
  return {
    subject: 'Your Lotline account has another email now',
    preview: `It signs in with ${email}.`,
    heading: 'Your email is changed',
    blocks: [
      {
        type: 'paragraph',
        text: `Hello ${name}, your Lotline account signs in with ${email} from now on. The change was made where you were signed in, and confirmed from the new address.`,
      },
      {
        type: 'paragraph',
        text: 'If that was not you, somebody else uses your account: write to us at once, from this address.',
      },
      { type: 'button', label: 'Open your account', url: link('/account') },
    ],
    footer: 'You get this mail because your account had this email until now.',
  };
}
