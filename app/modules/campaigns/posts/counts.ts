import { countWords } from '~/utils/words.ts';
import { type Platform, platformLabels } from './platforms.ts';

/** How long a part of a post is, and how long it may be. */
export interface Count {
  /** The field that it is typed into. */
  field: 'title' | 'postText' | 'hashtags';
  count: number;
  limit: number;
  unit: 'character' | 'byte' | 'hashtag';
}

/** A post as it is counted. */
export interface CountedPost {
  title: string | null;
  /** As it is published: `writePublishedText`. */
  text: string;
}

interface Measures {
  /** The length of a text on X, by the weights of twitter-text: `loadTweetMeasure`. */
  measureTweet: (text: string) => number;
  /** The longest post that the Mastodon server takes, where it is known. */
  maxCharacters: number | null;
}

/**
 * Counts the parts of a post as its platform counts them.
 * @returns one for each limit of the platform
 */
export function countPost({ title, text }: CountedPost, platform: Platform, measures: Measures): Count[] {
  const ofTitle = (limit: number) => counted('title', (title ?? '').length, limit);
  const ofText = (count: number, limit: number) => counted('postText', count, limit);
  switch (platform) {
    case 'TWITTER':
      return [ofText(measures.measureTweet(text), 280)];
    case 'BLUESKY':
      return [ofText(countGraphemes(text), 300), counted('postText', countBytes(text), 3_000, 'byte')];
    case 'MASTODON':
      return [ofText(countForMastodon(text), measures.maxCharacters ?? 500)];
    case 'LINKEDIN':
      return [ofText(text.length, 3_000)];
    case 'FACEBOOK':
      return [ofText(text.length, 63_206)];
    case 'INSTAGRAM':
      return [ofText(text.length, 2_200), counted('hashtags', countHashtags(text), 30, 'hashtag')];
    case 'TIKTOK':
      return [ofText(text.length, 2_200)];
    case 'YOUTUBE':
      return [ofTitle(100), counted('postText', countBytes(text), 5_000, 'byte')];
    case 'PINTEREST':
      return [ofTitle(100), ofText(text.length, 500)];
  }
}

const counted = (field: Count['field'], count: number, limit: number, unit: Count['unit'] = 'character') => ({
  field,
  count,
  limit,
  unit,
});

export const isOver = ({ count, limit }: Count) => count > limit;

/** A count in words: "312 of 300 characters". */
export const writeCount = ({ count, limit, unit }: Count) =>
  `${count.toLocaleString('en-US')} of ${countWords(limit, unit)}`;

/** The parts of a post that are too long, as messages by field; undefined where it fits. */
export function refuseLength(counts: readonly Count[], platform: Platform): Record<string, string> | undefined {
  const over = counts.filter(isOver);
  if (over.length === 0) return undefined;
  return Object.fromEntries(
    over
      .toReversed()
      .map((one) => [
        one.field,
        `${platformLabels[platform]} takes ${countWords(one.limit, one.unit)}, and this has ${one.count.toLocaleString('en-US')}${one.field === 'postText' ? ', with hashtags and link' : ''}.`,
      ]),
  );
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters as people see them: an emoji of several parts is one. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

const countBytes = (text: string) => Buffer.byteLength(text);

const countHashtags = (text: string) => [...text.matchAll(/(?<![\p{L}\p{N}_&/])#[\p{L}\p{N}_]*[\p{L}_]/gu)].length;

// As app/validators/status_length_validator.rb of Mastodon counts: every link is 23, a mention counts without its server.
const link = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/giu;
const remoteMention = /(?<![=/\p{L}\p{N}_])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@[\p{L}\p{N}_.-]*[\p{L}\p{N}_]/giu;

function countForMastodon(text: string): number {
  return countGraphemes(text.replaceAll(link, 'x'.repeat(23)).replaceAll(remoteMention, '@$1'));
}
