import { roleWords } from '~/modules/accounts/people/roles.ts';
import type { ContentOf } from './contents.ts';
import type { Letter } from './letter.ts';
import type { MailedSecret } from './mailed-secret.ts';

type Link = (path: string) => string;

/** The letter with which a forgotten password is replaced. */
export function passwordReset({ name }: ContentOf<'password-reset'>, link: Link, secret: MailedSecret): Letter {
  return {
    subject: 'Choose a new Lotline password',
    preview: 'The link works for one hour.',
    heading: 'Choose a new password',
    blocks: [
      {
        type: 'paragraph',
        text: `${greet(name)}, someone, probably you, asked for a new password for your Lotline account. Choose one here within an hour:`,
      },
      { type: 'button', label: 'Choose a new password', url: link(`/reset-password/${secret.token}`) },
      { type: 'paragraph', text: 'If that was not you, leave this mail alone: your password stays as it is.' },
    ],
    footer: 'You get this mail because somebody entered your email on the page for forgotten passwords.',
  };
}

/** The letter that signs somebody in, in the browser that asked for it. */
export function signInByMail({ name }: ContentOf<'sign-in'>, link: Link, { token, code }: MailedSecret): Letter {
  return {
    subject: 'Sign in to Lotline',
    preview: 'The link and the code work for 15 minutes.',
    heading: 'Sign in to Lotline',
    blocks: [
      {
        type: 'paragraph',
        text: `${greet(name)}, someone, probably you, asked to sign in to your Lotline account by mail. In the browser where you asked, open this within 15 minutes:`,
      },
      { type: 'button', label: 'Sign in', url: link(`/login/mail/${token}`) },
      { type: 'paragraph', text: 'Reading this on another device? Type this code where you asked:' },
      { type: 'quote', text: writeTypedCode(code) },
      {
        type: 'paragraph',
        text: 'If that was not you, leave this mail alone, and give the code to nobody: we never ask for it.',
      },
    ],
    footer: 'You get this mail because somebody entered your email on the page to sign in by mail.',
  };
}

const greet = (name: string | null) => (name === null ? 'Hello' : `Hello ${name}`);

/** A code of eight characters in two groups, which are easier to copy. */
const writeTypedCode = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`;

/** The letter that invites somebody into an organization. */
export function invitation(content: ContentOf<'invitation'>, link: Link, secret: MailedSecret): Letter {
  const { organization, invitedBy, role } = content;
  return {
    subject: `Join ${organization} on Lotline`,
    preview: `${invitedBy} invites you.`,
    heading: `Join ${organization}`,
    blocks: [
      {
        type: 'paragraph',
        text: `${invitedBy} invites you to join ${organization} on Lotline as ${roleWords[role].withArticle}. The invitation is open for 7 days:`,
      },
      { type: 'button', label: `Join ${organization}`, url: link(`/invitations/${secret.token}`) },
      { type: 'paragraph', text: 'If you do not know them, leave this mail alone: nothing happens.' },
    ],
    footer: `You get this mail because ${invitedBy} entered your email.`,
  };
}
