import { callFunction, type Row } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { runInBackground } from '~/services/background.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { countPost, refuseLength } from '../posts/counts.ts';
import { publishedLink, writePublishedText } from '../posts/text.ts';
import { loadTweetMeasure } from '../posts/twitter-text.server.ts';
import { type OpenedAccount, openAccounts } from '../social-accounts/credentials.server.ts';
import { publishOnBluesky } from './bluesky.server.ts';
import { publishOnMastodon } from './mastodon.server.ts';
import { type Publication, type Published, publishedPictures } from './publication.ts';
import { planPostRetry } from './retries.ts';
import { publishByWebhook } from './webhook.server.ts';

type Claimed = Row<'claim_posts'>;

/** Posts published side by side; the next ones are claimed when these are settled. A Worker has six connections at once. */
const postsAtOnce = 5;
/** After so long no more are claimed in one run: the next one is a minute away. */
const runMilliseconds = 40_000;
/** Posts that are claimed are published within so long, well inside their lease of three minutes. */
const publishMilliseconds = 120_000;
/** Posts that become "Publish by hand" in one run. */
const byHandAtOnce = 200;

/**
 * Publishes the posts that are due, and tells people which of them are theirs to publish by hand. Only work without a visitor is handed
 * any: see `asNobody`.
 */
export async function publishDuePosts(context: SystemContext) {
  const startedAt = Date.now();
  const { noted } = await context.database.write((handle) => ({
    noted: callFunction(handle, 'note_posts_by_hand', { limit: byHandAtOnce }),
  }));
  const sum = { byHand: noted[0]?.value ?? 0, tried: 0, published: 0 };
  let mayHaveMail = sum.byHand > 0;
  do {
    const { claimed } = await context.database.write((handle) => ({
      claimed: callFunction(handle, 'claim_posts', { limit: postsAtOnce }),
    }));
    if (claimed.length === 0) break;
    const accounts = await openAccounts(
      context,
      claimed.map(({ accountId }) => accountId),
    );
    const until = Date.now() + publishMilliseconds;
    const isInTime = () => Date.now() < until;
    const results = await Promise.all(
      claimed.map(async (one) => {
        const account = accounts.get(one.accountId);
        return describeResult(one, account, await publish(context, one, account, isInTime));
      }),
    );
    await context.database.write((handle) => ({ settled: callFunction(handle, 'settle_posts', { results }) }));
    sum.tried += results.length;
    sum.published += results.filter(({ outcome }) => outcome === 'PUBLISHED').length;
    mayHaveMail ||= results.some((result) => result.outcome !== 'PUBLISHED' && result.retryAt === null);
  } while (Date.now() - startedAt < runMilliseconds);
  if (mayHaveMail) deliverMailSoon(context);
  return sum;
}

/** Publishes what is due after the answer. What fails now is for the schedule. */
export function publishPostsSoon(context: SystemContext): void {
  runInBackground(context, 'posts', () => publishDuePosts(context.asNobody()));
}

/** Publishes one post. Whatever goes wrong in our own code is no answer of a server, so the post may be out. */
async function publish(
  context: SystemContext,
  one: Claimed,
  account: OpenedAccount | undefined,
  isInTime: () => boolean,
): Promise<Published> {
  if (!account) return { outcome: 'NOT_TAKEN', problem: 'Its account was disconnected.', mayRetry: false };
  const { credentials, kind, maxCharacters } = account;
  if (!credentials) {
    const problem = 'The credentials of the account cannot be read. Connect it again.';
    return { outcome: 'NOT_TAKEN', problem, mayRetry: false, accountProblem: problem };
  }
  const post = describePost(one);
  if (post.pictures.length < one.pictureCount)
    return { outcome: 'NOT_TAKEN', problem: 'A picture of it is gone.', mayRetry: false };
  const measures = { measureTweet: await loadTweetMeasure(), maxCharacters };
  const over = refuseLength(countPost(post, post.platform, measures), post.platform);
  if (over) return { outcome: 'NOT_TAKEN', problem: Object.values(over).join(' '), mayRetry: false };
  try {
    switch (kind) {
      case 'BLUESKY':
        return await publishOnBluesky(context, credentials, post, isInTime);
      case 'MASTODON':
        return await publishOnMastodon(context, credentials, post, isInTime);
      case 'WEBHOOK':
        return await publishByWebhook(context, credentials, post);
      default:
        return unreachable(kind);
    }
  } catch (error) {
    console.error(
      JSON.stringify({ requestId: context.requestId, task: 'posts', postId: one.id, error: String(error) }),
    );
    return { outcome: 'UNKNOWN', problem: 'Something went wrong here while it was published.' };
  }
}

function describePost(one: Claimed): Publication {
  const link = publishedLink(one.linkUrl, one.platform, one.campaignSlug);
  return {
    id: one.id,
    platform: one.platform,
    title: one.title,
    text: writePublishedText({ text: one.postText, mentions: one.mentions, hashtags: one.hashtags, link }),
    link,
    pictures: publishedPictures.parse(one.pictures),
    campaign: { name: one.campaign, slug: one.campaignSlug },
    createdAt: new Date(one.createdAt),
    scheduledAt: new Date(one.scheduledAt),
  };
}

/** The result as `app.settle_posts` takes it. */
function describeResult(one: Claimed, account: OpenedAccount | undefined, published: Published) {
  const { id, lease, attempt, mayBeOut } = one;
  const common = { id, lease, mayBeOut };
  if (published.outcome === 'PUBLISHED') {
    return { ...common, outcome: published.outcome, externalId: published.id, externalUrl: published.url };
  }
  const { outcome, problem } = published;
  const now = new Date();
  const isOpen = mayBeOut || outcome === 'UNKNOWN';
  const mayBeOutSince = isOpen ? new Date(one.firstAttemptAt) : undefined;
  const mayRetry = published.outcome === 'UNKNOWN' || published.mayRetry;
  const retryAt = mayRetry && account ? planPostRetry({ kind: account.kind, attempt, mayBeOutSince }, now) : undefined;
  return {
    ...common,
    outcome,
    problem: retryAt === undefined && isOpen ? `It may be out: look before you publish it again. ${problem}` : problem,
    retryAt: retryAt?.toISOString() ?? null,
    accountProblem: published.outcome === 'NOT_TAKEN' ? (published.accountProblem ?? null) : null,
  };
}
