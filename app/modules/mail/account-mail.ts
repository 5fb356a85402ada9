import { isolateName } from '~/utils/names.ts';
import { type WrittenMessage, writeLetter } from './messages.ts';

// These carry a token, which the queue in the database must not hold: the request that made the token sends them.

/**
 * The mail with which a forgotten password is replaced.
 * @param url  absolute, with the token
 */
export function passwordResetMail({ to, name, url }: { to: string; name: string; url: string }) {
  return address(
    to,
    writeLetter({
      subject: 'Choose a new Lotline password',
      preview: 'The link works for one hour.',
      heading: 'Choose a new password',
      blocks: [
        {
          type: 'paragraph',
          text: `Hello ${isolateName(name)}, someone, probably you, asked for a new password for your Lotline account. Choose one here within an hour:`,
        },
        { type: 'button', label: 'Choose a new password', url },
        { type: 'paragraph', text: 'If that was not you, leave this mail alone: your password stays as it is.' },
      ],
      footer: 'You get this mail because somebody entered your email on the page for forgotten passwords.',
    }),
  );
}

/**
 * The mail that invites somebody into an organization.
 * @param role  in words, with its article: "an admin"
 * @param url  absolute, with the token
 */
export function invitationMail({
  to,
  invitedBy,
  organization,
  role,
  url,
}: {
  to: string;
  invitedBy: string;
  organization: string;
  role: string;
  url: string;
}) {
  const inviter = isolateName(invitedBy);
  const joined = isolateName(organization);
  return address(
    to,
    writeLetter({
      subject: `Join ${joined} on Lotline`,
      preview: `${inviter} invites you.`,
      heading: `Join ${joined}`,
      blocks: [
        {
          type: 'paragraph',
          text: `${inviter} invites you to join ${joined} on Lotline as ${role}. The invitation is open for 7 days:`,
        },
        { type: 'button', label: `Join ${joined}`, url },
        { type: 'paragraph', text: 'If you do not know them, leave this mail alone: nothing happens.' },
      ],
      footer: `You get this mail because ${inviter} entered your email.`,
    }),
  );
}

function address(to: string, message: WrittenMessage): WrittenMessage & { to: string } {
  return { to, ...message };
}
