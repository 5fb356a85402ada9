import type { FactorChange } from '~/modules/accounts/second-factors/changes.ts';
import { formatDate } from '~/utils/dates.ts';
import { countWords } from '~/utils/words.ts';
import type { ContentOf } from './contents.ts';
import type { Letter } from './letter.ts';

const words: Record<FactorChange, { subject: string; sentence: string }> = {
  AUTHENTICATOR_ADDED: {
    subject: 'An authenticator app was added',
    sentence: 'an authenticator app was added to your Lotline account. Signing in asks for its code from now on.',
  },
  AUTHENTICATOR_REMOVED: {
    subject: 'Your authenticator app was removed',
    sentence: 'the authenticator app was removed from your Lotline account. Its codes no longer sign you in.',
  },
  PASSKEY_ADDED: {
    subject: 'A passkey was added',
    sentence: 'a passkey was added to your Lotline account. It signs you in without a password.',
  },
  PASSKEY_REMOVED: {
    subject: 'A passkey was removed',
    sentence: 'a passkey was removed from your Lotline account. It no longer signs you in.',
  },
  RECOVERY_CODES_REPLACED: {
    subject: 'New recovery codes were made',
    sentence: 'new recovery codes were made for your Lotline account. Those from before no longer work.',
  },
  RECOVERY_CODE_USED: {
    subject: 'A recovery code was used',
    sentence: 'one of the recovery codes of your Lotline account was used.',
  },
};

/** Tells somebody that their second factors were changed, or a recovery code was used. */
export function secondFactorChanged(
  { name, change, codesLeft, device }: ContentOf<'second-factor-changed'>,
  link: (path: string) => string,
): Letter {
  const { subject, sentence } = words[change];
  const left = change === 'RECOVERY_CODE_USED' ? ` You have ${countWords(codesLeft, 'code')} left.` : '';
  return {
    subject: `${subject} on Lotline`,
    preview: 'If that was not you, change your password now.',
    heading: subject,
    blocks: [
      { type: 'paragraph', text: `Hello ${name}, ${sentence}${left}` },
      ...(device === null ? [] : [{ type: 'facts' as const, facts: [{ term: 'Done with', details: [device] }] }]),
      {
        type: 'paragraph',
        text: 'If that was not you, choose a new password at once, which signs everybody out, and look at what signs you in:',
      },
      { type: 'button', label: 'Look at your security', url: link('/account/security') },
    ],
    footer: 'You get this mail because it is about how you sign in.',
  };
}

/** Tells somebody that the platform has taken their lost second factors away. */
export function secondFactorsReset(
  { name, reason }: ContentOf<'second-factors-reset'>,
  link: (path: string) => string,
): Letter {
  return {
    subject: 'Your second factors were taken away on Lotline',
    preview: 'If you did not ask for it, change your password now.',
    heading: 'Your second factors were taken away',
    blocks: [
      {
        type: 'paragraph',
        text: `Hello ${name}, the people who run Lotline took the second factors of your account away, because somebody who said to be you has lost them. You are signed out everywhere, and your password alone signs you in. Set up a new second factor then.`,
      },
      { type: 'facts', facts: [{ term: 'How they made sure', details: [reason] }] },
      {
        type: 'paragraph',
        text: `If that was not you, choose a new password at once, and tell them: ${link('/trust')} says how.`,
      },
      { type: 'button', label: 'Choose a new password', url: link('/forgot-password') },
    ],
    footer: 'You get this mail because it is about how you sign in.',
  };
}

/** Tells somebody that an organization they work for requires a second factor. */
export function secondFactorRequired(
  { name, organization, from }: ContentOf<'second-factor-required'>,
  link: (path: string) => string,
): Letter {
  const day = formatDate(from);
  return {
    subject: `${organization} requires a second factor from ${day} on`,
    preview: 'Set it up now: it takes two minutes.',
    heading: `${organization} requires a second factor`,
    blocks: [
      {
        type: 'paragraph',
        text: `Hello ${name}, from ${day} on, you can work for ${organization} on Lotline only after signing in with a second factor: a code of an app on your phone, or a passkey. You have none yet.`,
      },
      { type: 'button', label: 'Set it up', url: link('/account/security') },
    ],
    footer: `You get this mail because you work for ${organization} on Lotline.`,
  };
}
