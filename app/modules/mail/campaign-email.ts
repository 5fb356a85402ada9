import type { ContentOf } from './contents.ts';
import type { Letter } from './letter.ts';

/** Tells whoever made an email that it was not sent, or stands still. */
export function campaignEmailFailed(
  { emailId, name, organization, state, reason }: ContentOf<'campaign-email-failed'>,
  link: (path: string) => string,
): Letter {
  const hasFailed = state === 'FAILED';
  return {
    subject: hasFailed ? `Not sent: ${name}` : `Paused: ${name}`,
    preview: reason,
    heading: hasFailed ? `${name} was not sent` : `${name} is paused`,
    blocks: [
      { type: 'paragraph', text: reason },
      hasFailed
        ? { type: 'paragraph', text: 'Nobody got it. Change what is in its way, and schedule it again:' }
        : {
            type: 'paragraph',
            text: 'What was on its way has gone out, and nothing more goes out until somebody resumes it:',
          },
      {
        type: 'button',
        label: hasFailed ? 'Open the email' : 'Open its results',
        url: link(hasFailed ? `/campaigns/emails/${emailId}` : `/campaigns/emails/${emailId}/results`),
      },
    ],
    footer: `You get this mail because you made this email for ${organization}, or own the organization.`,
  };
}
