import { roleWords } from '~/modules/accounts/people/roles.ts';
import type { ContentOf } from './contents.ts';
import type { Letter } from './letter.ts';

/**
 * Invites somebody into an organization.
 * @param token  of the link
 */
export function invitation(
  { organization, invitedBy, role }: ContentOf<'invitation'>,
  link: (path: string) => string,
  token: string,
): Letter {
  return {
    subject: `Join ${organization} on Lotline`,
    preview: `${invitedBy} invites you.`,
    heading: `Join ${organization}`,
    blocks: [
      {
        type: 'paragraph',
        text: `${invitedBy} invites you to join ${organization} on Lotline as ${roleWords[role].withArticle}. The invitation is open for 7 days:`,
      },
      { type: 'button', label: `Join ${organization}`, url: link(`/invitations/${token}`) },
      { type: 'paragraph', text: 'If you do not know them, leave this mail alone: nothing happens.' },
    ],
    footer: `You get this mail because ${invitedBy} entered your email.`,
  };
}
