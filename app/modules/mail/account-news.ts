import { roleWords } from '~/modules/accounts/people/roles.ts';
import { nameCountry } from '~/utils/countries.ts';
import { formatDateTime } from '~/utils/dates.ts';
import type { ContentOf } from './contents.ts';
import type { Letter } from './letter.ts';

// Letters that tell somebody what was done to their account or their role, in case it was not them.

type Link = (path: string) => string;

/** Tells of a browser that signed in for the first time. */
export function newDevice({ name, device, country, at }: ContentOf<'new-device'>, link: Link): Letter {
  return {
    subject: 'A new sign-in to your Lotline account',
    preview: `${device ?? 'A browser'}, ${formatDateTime(at)}.`,
    heading: 'Somebody signed in to your account',
    blocks: [
      {
        type: 'paragraph',
        text: `Hello ${name}, your account was signed in to from a browser that had not done so before.`,
      },
      {
        type: 'facts',
        facts: [
          { term: 'Device', details: [device ?? 'Not known'] },
          { term: 'Country', details: [nameCountry(country) ?? 'Not known'] },
          { term: 'Time', details: [formatDateTime(at)] },
        ],
      },
      {
        type: 'paragraph',
        text: 'Was that you? Then there is nothing to do. If not, choose a new password at once: it signs everybody out, everywhere.',
      },
      { type: 'button', label: 'Choose a new password', url: link('/forgot-password') },
    ],
    footer: 'You get this mail because it is about your Lotline account.',
  };
}

/** Tells somebody that the platform has signed them out everywhere. */
export function signedOut({ name, at }: ContentOf<'signed-out'>, link: Link): Letter {
  return {
    subject: 'You were signed out of Lotline everywhere',
    preview: formatDateTime(at),
    heading: 'You were signed out everywhere',
    blocks: [
      {
        type: 'paragraph',
        text: `Hello ${name}, the people who run Lotline signed you out on every device on ${formatDateTime(at)}, and no device is known any more. They do so where somebody else may have got into an account. Your password still signs you in.`,
      },
      {
        type: 'paragraph',
        text: `Did you not ask for it? Choose a new password to be sure. ${link('/contact')} is where you can ask why.`,
      },
      { type: 'button', label: 'Choose a new password', url: link('/forgot-password') },
    ],
    footer: 'You get this mail because it is about your Lotline account.',
  };
}

/** Tells that the password is another one now, and how it was changed. */
export function passwordChanged({ name, by, at }: ContentOf<'password-changed'>, link: Link): Letter {
  const way =
    by === 'LINK'
      ? 'by somebody who opened the link that we mailed to this address'
      : 'by somebody who was signed in and knew the former password';
  return {
    subject: 'Your Lotline password was changed',
    preview: formatDateTime(at),
    heading: 'Your password was changed',
    blocks: [
      {
        type: 'paragraph',
        text: `Hello ${name}, the password of your Lotline account was changed on ${formatDateTime(at)}, ${way}. Other devices are signed out.`,
      },
      { type: 'paragraph', text: 'Was that you? Then there is nothing to do. If not, choose a new password at once:' },
      { type: 'button', label: 'Choose a new password', url: link('/forgot-password') },
    ],
    footer: 'You get this mail because it is about your Lotline account.',
  };
}

/** Tells somebody of their other role in an organization or that they are out of it, or an owner that there is an owner more or less. */
export function roleChanged(content: ContentOf<'role-changed'>, link: Link): Letter {
  const { organization, isReader, role, changedBy, at } = content;
  const { news, sentence } = describeRoleChange(content);
  return {
    subject: `${news} of ${organization} now`,
    preview: `Changed by ${changedBy}.`,
    heading: `${news} now`,
    blocks: [
      { type: 'paragraph', text: `${sentence}, on ${formatDateTime(at)}.` },
      // Whoever is out of it sees no page of it any more.
      isReader && role === null
        ? { type: 'button', label: 'Open your account', url: link('/account') }
        : { type: 'button', label: 'See the people', url: link('/organization') },
    ],
    footer: isReader
      ? `You get this mail because it is about your role in ${organization}.`
      : `You get this mail because you own ${organization}.`,
  };
}

/** A changed role in words: what somebody is now, to be followed by "of" and the organization or by "now", and what was done by whom. */
function describeRoleChange({
  organization,
  person,
  isReader,
  role,
  formerRole,
  changedBy,
}: ContentOf<'role-changed'>): { news: string; sentence: string } {
  const is = isReader ? 'You are' : `${person} is`;
  if (role === null)
    return {
      news: `${is} no part`,
      sentence: `${changedBy} removed ${isReader ? 'you' : person} from ${organization}`,
    };
  const { withArticle } = roleWords[role];
  return {
    news: `${is} ${withArticle}`,
    sentence:
      formerRole === null
        ? `${person} accepted the invitation of ${changedBy} to ${organization} as ${withArticle}`
        : `${changedBy} changed ${isReader ? 'your role' : `the role of ${person}`} in ${organization} from ${roleWords[formerRole].withArticle} to ${withArticle}`,
  };
}
