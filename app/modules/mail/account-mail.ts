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
          text: `Hello ${name}, someone, probably you, asked for a new password for your Lotline account. Choose one here within an hour:`,
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
  return address(
    to,
    writeLetter({
      subject: `Join ${organization} on Lotline`,
      preview: `${invitedBy} invites you.`,
      heading: `Join ${organization}`,
      blocks: [
        {
          type: 'paragraph',
          text: `${invitedBy} invites you to join ${organization} on Lotline as ${role}. The invitation is open for 7 days:`,
        },
        { type: 'button', label: `Join ${organization}`, url },
        { type: 'paragraph', text: 'If you do not know them, leave this mail alone: nothing happens.' },
      ],
      footer: `You get this mail because ${invitedBy} entered your email.`,
    }),
  );
}

function address(to: string, message: WrittenMessage): WrittenMessage & { to: string } {
  return { to, ...message };
}
