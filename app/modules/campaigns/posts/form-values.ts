import { writeHashtags, writeMentions } from './names.ts';
import type { Format } from './platforms.ts';
import type { ShownPost } from './queries.server.ts';

/** The fields of the form of a post, as texts by their names. */
export type PostTexts = Readonly<Record<string, string | undefined>>;

type Written = Pick<
  ShownPost,
  | 'version'
  | 'title'
  | 'text'
  | 'hashtags'
  | 'mentions'
  | 'platform'
  | 'link'
  | 'pictures'
  | 'accountId'
  | 'localTime'
  | 'timeZone'
  | 'isCarousel'
  | 'isVideo'
  | 'isStory'
  | 'isReel'
>;

/**
 * A post as its form shows it.
 * @param timeZone  of the organization, for a post without a time
 */
export function writePost(post: Written, timeZone: string): PostTexts {
  const shown = post.pictures.flatMap(({ key, alt }, index) => [
    [`picture${index + 1}`, key],
    [`alt${index + 1}`, alt],
  ]);
  return {
    version: String(post.version),
    title: post.title ?? '',
    postText: post.text,
    hashtags: writeHashtags(post.hashtags),
    mentions: writeMentions(post.mentions),
    linkUrl: post.link ?? '',
    platform: post.platform,
    accountId: post.accountId ?? '',
    format: formatOf(post),
    localTime: post.localTime ?? '',
    timeZone: post.timeZone ?? timeZone,
    ...Object.fromEntries(shown),
  };
}

/** The kind of a post, by its columns. */
export function formatOf({
  isCarousel,
  isVideo,
  isStory,
  isReel,
}: Pick<Written, 'isCarousel' | 'isVideo' | 'isStory' | 'isReel'>): Format {
  if (isReel) return 'reel';
  if (isStory) return 'story';
  if (isVideo) return 'video';
  return isCarousel ? 'carousel' : 'post';
}
