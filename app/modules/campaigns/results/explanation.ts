import { z } from 'zod';
import { formatDate, formatDateTime } from '~/utils/dates.ts';
import { listNames } from '~/utils/words.ts';
import type { Explanation } from './queries.server.ts';

const suppressionsSchema = z.array(z.object({ reason: z.string(), since: z.string() }));

const suppressionWords: Readonly<Record<string, string>> = {
  UNSUBSCRIBED: 'they unsubscribed',
  BOUNCED: 'mail to it came back',
  COMPLAINED: 'they complained about mail',
  MANUAL: 'somebody here suppressed it',
};

/** The answer to "Why did this person (not) get it?": the answer itself, and what is known beside it. */
export interface Answer {
  answer: string;
  /** Whole sentences. */
  details: string[];
}

/** Whether a message with this answer may have reached the person. */
const reached = new Set(['SENDING', 'SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'UNKNOWN']);

/**
 * Writes why somebody got an email, or did not.
 * @param explained  what the database says of them
 */
export function writeAnswer(explained: Explanation): Answer {
  const suppressions = writeSuppressions(explained);
  const details = [
    ...(explained.answer === 'SUPPRESSED'
      ? []
      : suppressions.map((words) => `Their address is suppressed now: ${words}.`)),
    ...describeActs(explained),
    ...describeConsent(explained),
    ...(explained.isErased
      ? ['Their data was erased since. What the ledger keeps is who got a copy, without the address.']
      : []),
  ];
  return { answer: writeOutcome(explained, suppressions), details };
}

function writeSuppressions({ suppressions }: Explanation): string[] {
  return suppressionsSchema
    .parse(suppressions)
    .map(({ reason, since }) => `${suppressionWords[reason] ?? reason.toLowerCase()} on ${formatDate(since)}`);
}

/** What the database answers by name. */
function writeOutcome(explained: Explanation, suppressions: readonly string[]): string {
  const { answer, reason, attempts } = explained;
  const when = explained.happenedAt === null ? '' : ` on ${formatDateTime(explained.happenedAt)}`;
  const words = reason === null ? '' : ` ${quote(reason)}`;
  switch (answer) {
    case 'QUEUED':
      return describeWaiting(explained);
    case 'SENDING':
      return `It is on its way: it was handed over${when}.`;
    case 'SENT':
      return `It was sent${when}: the mail server took it.`;
    case 'DELIVERED':
      return `It was delivered${when}.`;
    case 'BOUNCED':
      return `It came back${when}.${reason === null ? '' : ` Their mail server said:${words}`}`;
    case 'COMPLAINED':
      return `It was delivered, and they complained about it${when}.`;
    case 'FAILED':
      return `It was refused${attempts > 1 ? ` after ${attempts} tries` : ''}.${reason === null ? '' : ` The mail server said:${words}`}`;
    case 'UNKNOWN':
      return `Nobody knows: it was handed over${when}, and the mail server never said whether it took it. It may have arrived, so it is not sent again.`;
    case 'SUPPRESSED':
      return suppressions.length > 0
        ? `Nothing was sent, because their address is suppressed: ${listNames(suppressions)}.`
        : 'Nothing was sent, because their address was suppressed. It is not any more.';
    case 'NO_CONSENT':
      return 'Nothing was sent, because nothing said that they agreed to email.';
    case 'CONSENT_EXPIRED':
      return `Nothing was sent, because what they agreed to had ended${when}.`;
    case 'ERASED':
      return 'Nothing was sent, because their data was erased before their turn.';
    case 'CANCELLED':
      return `Nothing was sent, because sending was cancelled${when}, before their turn.`;
    case 'NOT_STARTED':
      return 'Nobody got it yet: it was not sent.';
    case 'NO_CONTACT':
      return 'Nothing was sent: no contact has this address.';
    case 'OTHER_ADDRESS':
      return `Nothing was sent to this address: their contact had another one${reason === null ? '' : `, ${reason},`} when the email was queued. Ask about that one.`;
    case 'EXCLUDED':
      return `Nothing was sent, because they are on the list ${quote(reason ?? '')}, which was left out.`;
    case 'LEFT':
      return `Nothing was sent, because they left the list ${quote(reason ?? '')}${when}.`;
    case 'ADDED_LATER':
      return `Nothing was sent, because they were added${when}, after the email began.`;
    case 'NOT_QUEUED_YET':
      return 'Their turn has not come: recipients are still being queued.';
    case 'NOT_IN_AUDIENCE':
      return 'Nothing was sent: they are on none of its lists, and were in none of its segments.';
    default:
      return `Nothing was sent: ${answer.toLowerCase().replaceAll('_', ' ')}.`;
  }
}

const quote = (text: string) => `“${text}”`;

function describeWaiting({ attempts, reason, sendAfter, variant }: Explanation): string {
  if (attempts > 0)
    return `It waits for another try${sendAfter === null ? '' : `, not before ${formatDateTime(sendAfter)}`}: the mail server did not take it so far${reason === null ? '' : ` and said ${quote(reason)}`}.`;
  if (sendAfter !== null) return `It waits for its time, ${formatDateTime(sendAfter)}.`;
  return variant === null
    ? 'It waits for its turn: nothing was sent to them yet.'
    : `It waits for its turn, with subject ${variant}.`;
}

function describeActs({ openedAt, clickedAt, unsubscribedAt, variant, answer }: Explanation): string[] {
  return [
    ...(variant !== null && reached.has(answer) ? [`They got subject ${variant}.`] : []),
    ...(openedAt === null ? [] : [`They opened it, as far as known, on ${formatDateTime(openedAt)}.`]),
    ...(clickedAt === null ? [] : [`They clicked in it, as far as known, on ${formatDateTime(clickedAt)}.`]),
    ...(unsubscribedAt === null ? [] : [`They unsubscribed by it on ${formatDateTime(unsubscribedAt)}.`]),
  ];
}

/** By which list they belong to the audience, and what they agreed to. */
function describeConsent({ lists, consentSource, consentAt }: Explanation): string[] {
  return [
    ...(lists.length === 0 ? [] : [`Of its lists they are on ${listNames(lists.map(quote))}.`]),
    ...(consentSource === null || consentAt === null
      ? []
      : [`They agreed to email on ${formatDate(consentAt)}: ${consentSource}.`]),
  ];
}
