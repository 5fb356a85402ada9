import { addCampaignParameters } from '../links/utm.ts';
import type { Platform } from './platforms.ts';

/** What a post is written from. */
export interface PostParts {
  text: string;
  /** Without their @. */
  mentions: readonly string[];
  /** Without their #. */
  hashtags: readonly string[];
  /** As it goes out: `publishedLink`. */
  link: string | null;
}

/**
 * The text of a post as it is published: what was typed, the mentions and hashtags that are not in it already, and the link, each
 * part behind an empty line.
 */
export function writePublishedText({ text, mentions, hashtags, link }: PostParts): string {
  const names = [...mentions.map((name) => `@${name}`), ...hashtags.map((tag) => `#${tag}`)];
  const missing = names.filter((name) => !holdsName(text, name));
  return [text, missing.join(' '), link ?? ''].filter((part) => part !== '').join('\n\n');
}

/** Whether a text has a name such as #homes, as a word of its own. */
function holdsName(text: string, name: string): boolean {
  const [lower, wanted] = [text.toLowerCase(), name.toLowerCase()];
  for (let place = lower.indexOf(wanted); place >= 0; place = lower.indexOf(wanted, place + 1)) {
    const before = lower.slice(0, place).at(-1) ?? ' ';
    const after = lower.slice(place + wanted.length);
    if (/[\s(]/.test(before) && !/^(?:[\p{L}\p{M}\p{N}_@]|[.-][\p{L}\p{N}])/u.test(after)) return true;
  }
  return false;
}

/**
 * The link of a post as it goes out: with the parameters by which statistics know where a click came from.
 * @param campaign  slug of the campaign
 */
export function publishedLink(link: string | null, platform: Platform, campaign: string): string | null {
  return link && addCampaignParameters(link, { source: platform.toLowerCase(), medium: 'social', campaign });
}
