import { countWords } from '~/utils/words.ts';
import type { ContentOf } from './contents.ts';
import type { Letter } from './letter.ts';

/** The address at which the recipient of this mail stops the mail of its alert, without an account. Only the mail holds its id. */
const stopPath = (mailId: string) => `/alert-mail/${mailId}`;

/** The address that mail programs post to for the same (RFC 8058). */
export const oneClickStopPath = (mailId: string) => `/webhooks/alert-mail/${mailId}`;

const rhythms = { IMMEDIATE: 'at once', DAILY: 'once a day', WEEKLY: 'on Mondays', MONTHLY: 'on the first of a month' };

/** Tells what an alert found. */
export function reidAlert(
  { alertId, name, organization, addedBy, frequency, sentences, more }: ContentOf<'reid-alert'>,
  link: (path: string) => string,
  mailId: string,
): Letter {
  const count = sentences.length + more;
  const [only = ''] = sentences;
  return {
    subject: count === 1 ? only : `${name}: ${countWords(count, 'event')}`,
    preview: count === 1 ? name : only,
    heading: name,
    blocks: [
      { type: 'list', items: sentences },
      ...(more > 0 ? [{ type: 'paragraph' as const, text: `And ${more} more.` }] : []),
      { type: 'button', label: 'Open the alert', url: link(`/reid/alerts/${alertId}`) },
      {
        type: 'paragraph',
        text: `This alert of ${organization} tells you ${rhythms[frequency]}. You can stop its mail without an account:`,
      },
      { type: 'button', label: 'Stop these emails', url: link(stopPath(mailId)) },
    ],
    footer: `You get this mail because ${addedBy ?? organization} entered your email for this alert.`,
  };
}
