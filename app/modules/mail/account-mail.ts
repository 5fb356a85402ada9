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

function address(to: string, message: WrittenMessage): WrittenMessage & { to: string } {
  return { to, ...message };
}
