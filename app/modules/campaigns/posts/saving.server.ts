import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { giveBack, parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { writePlannedTime } from '../calendar/days.ts';
import { publishPostsSoon } from '../publishing/due.server.ts';
import { listAccountChoices } from '../social-accounts/queries.server.ts';
import { savePost } from './commands.server.ts';
import { countPost, refuseLength } from './counts.ts';
import { largestBlueskyPicture, type Platform, platformLabels, platforms } from './platforms.ts';
import { findPostCampaign, listPictureSizes } from './queries.server.ts';
import { countSchema, postSchema, type TypedPost } from './schema.ts';
import { publishedLink, writePublishedText } from './text.ts';
import { loadTweetMeasure } from './twitter-text.server.ts';

type Args = Pick<ActionFunctionArgs, 'request' | 'context'>;

/** What a post is counted from. */
interface Written {
  title: string | null;
  text: string;
  hashtags: readonly string[];
  mentions: readonly string[];
  link: string | null;
}

/**
 * Counts a post for one platform.
 * @param campaign  slug, which its link names
 * @param maxCharacters  of the Mastodon server, where it is known
 */
async function countFor(post: Written, platform: Platform, campaign: string, maxCharacters: number | null) {
  const text = writePublishedText({ ...post, link: publishedLink(post.link, platform, campaign) });
  return countPost({ title: post.title, text }, platform, { measureTweet: await loadTweetMeasure(), maxCharacters });
}

/** Counts a post for every platform. */
export function countForAll(post: Written, campaign: string, maxCharacters: number | null) {
  return Promise.all(
    platforms.map(async (platform) => ({
      platform,
      counts: await countFor(post, platform, campaign, maxCharacters),
    })),
  );
}

/** Counts what is typed. Saves nothing, and gives it back. */
export async function answerCount({ request, context }: Args, id: string, form: FormData) {
  const parsed = await parseForm(form, countSchema);
  if (!parsed.ok) return parsed.answer;
  const { viewer, found, accounts } = await context.database.read((handle) => ({
    found: findPostCampaign(handle, id),
    accounts: listAccountChoices(handle),
  }));
  requireViewer(viewer, request);
  const [campaign] = found;
  if (!campaign) throw notFound();
  const chosen = accounts.find((account) => account.id === form.get('accountId'));
  const counted = await countForAll(parsed.value, campaign.slug, chosen?.maxCharacters ?? null);
  const initialValue = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  return { counted, initialValue };
}

/**
 * Saves a post, and schedules or publishes it where its button said so. What is over the length of its platform is refused (422).
 * @param form  the form as it was sent, with the keys of pictures that came with it
 */
export async function answerSave({ request, context }: Args, id: string, form: FormData) {
  const parsed = await parseForm(form, postSchema);
  if (!parsed.ok) return parsed.answer;
  const { value: post, refuse } = parsed;
  const { viewer, found, accounts, sizes } = await context.database.read((handle) => ({
    found: findPostCampaign(handle, id),
    accounts: listAccountChoices(handle),
    sizes: listPictureSizes(
      handle,
      post.pictures.map(({ key }) => key),
    ),
  }));
  requireViewer(viewer, request);
  const [campaign] = found;
  if (!campaign) throw notFound();
  const account = accounts.find((one) => one.id === post.accountId);
  if (account?.platform && account.platform !== post.platform)
    return refuse({ accountId: `This account publishes on ${platformLabels[account.platform]} only.` }, 422);
  const wrong = post.pictures.flatMap(({ field, key }) => {
    const size = sizes.find((one) => one.key === key)?.size;
    if (size === undefined) return [[field, 'This picture is gone. Choose another one.']];
    const isLarge = post.platform === 'BLUESKY' && size > largestBlueskyPicture;
    return isLarge ? [[field, 'Bluesky takes pictures of at most 1 MB. Choose a smaller one.']] : [];
  });
  if (wrong.length > 0) return giveBack(form, Object.fromEntries(wrong), 422);
  const counts = await countFor(post, post.platform, campaign.slug, account?.maxCharacters ?? null);
  const over = refuseLength(counts, post.platform);
  if (over) return giveBack(form, over, 422);
  const { saved } = await context.database.write((handle) => ({ saved: savePost(handle, id, post) }));
  const page = `/campaigns/posts/${id}`;
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(context, page, 'The post is saved.');
    case 'SCHEDULED':
      return redirectWithToast(context, page, describeSchedule(post));
    case 'DUE':
      publishPostsSoon(context);
      return redirectWithToast(
        context,
        page,
        'It is being published. Reload the page in a few seconds to see it is out.',
      );
    case 'CHANGED':
      return refuse('Nothing was saved: somebody changed this post since you opened the page. Open it again.', 409);
    case 'PUBLISHING':
      return refuse('Nothing was saved: the post is being published at this moment.', 409);
    case 'PUBLISHED':
      return refuse('Nothing was saved: the post is published.', 409);
    case 'NO_ACCOUNT':
      return refuse({ accountId: 'Choose an account that publishes on this platform.' }, 422);
    case 'NO_TIME':
      return refuse({ localTime: 'Enter when it is published.' }, 422);
    case 'TOO_LATE':
      return refuse({ localTime: 'Enter a time to come: this one is over.' }, 422);
    case 'REPEATED':
      return refuse('Nothing was saved: this post repeats, and stays as it is until you stop that.', 409);
    case 'CAMPAIGN_CLOSED':
      return refuse('Its campaign is over. Reopen the campaign before you schedule posts in it.', 409);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

function describeSchedule({ time, accountId }: TypedPost): string {
  const when = time ? writePlannedTime(time.local, time.timeZone) : '';
  return accountId
    ? `It is scheduled: it publishes itself on ${when}.`
    : `It is scheduled: you get a mail to publish it on ${when}.`;
}
