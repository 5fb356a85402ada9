import { type WrittenMessage, writeLetter } from './messages.ts';
import { isolateName } from '~/utils/names.ts';

/**
 * The mail by which somebody confirms that they asked an organization to write to them. It carries a token, which the queue in the
 * database must not hold. Nothing that was typed into the form stands in it: whoever types somebody else's address writes no mail to them.
 * @param organization  its name
 * @param wording  what they agree to
 * @param url  absolute, with the token
 */
export function subscriptionMail({
  to,
  organization,
  wording,
  url,
}: {
  to: string;
  organization: string;
  wording: string;
  url: string;
}): WrittenMessage & { to: string } {
  const sender = isolateName(organization);
  return {
    to,
    ...writeLetter({
      subject: `Confirm that ${sender} may write to you`,
      preview: 'One click, and you are on the list.',
      heading: `Mail from ${sender}`,
      blocks: [
        {
          type: 'paragraph',
          text: `Somebody, probably you, entered this email in a form of ${sender}. This is what you agree to:`,
        },
        { type: 'quote', text: wording },
        { type: 'paragraph', text: 'Confirm it within 7 days:' },
        { type: 'button', label: 'Confirm', url },
        { type: 'paragraph', text: 'If that was not you, leave this mail alone: you get nothing from them by it.' },
      ],
      footer: `You get this mail because somebody entered your email in a form of ${sender}.`,
    }),
  };
}
