import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import twitterText from 'twitter-text';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { countGraphemes, countPost, refuseLength, writeCount } from './counts.ts';
import { type Platform, platforms } from './platforms.ts';
import { measureTweet } from './twitter-text.ts';

const cases = z.array(
  z.object({
    test: z.string(),
    description: z.string(),
    text: z.string(),
    weightedLength: z.int(),
    valid: z.boolean(),
  }),
);
const { version2, version3 } = z
  .object({ version2: cases, version3: cases })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../../../tests/campaigns/fixtures/twitter-text-validate.json', import.meta.url), 'utf8'),
    ),
  );

test('all 44 cases of twitter-text are there', () => {
  expect([version2.length, version3.length]).toEqual([20, 24]);
});

test.each(version3)(
  'X counts as twitter-text says, weights 3: $test, $description',
  ({ text, weightedLength, valid }) => {
    expect(measureTweet(text)).toBe(weightedLength);
    expect(twitterText.parseTweet(text).valid).toBe(valid);
  },
);

// Their types leave it out.
const { configs } = z.object({ configs: z.object({ version2: z.looseObject({}) }) }).parse(twitterText);

test.each(version2)(
  'X counts as twitter-text says, weights 2: $test, $description',
  ({ text, weightedLength, valid }) => {
    const parsed = twitterText.parseTweet(text, configs.version2);
    expect([parsed.weightedLength, parsed.valid]).toEqual([weightedLength, valid]);
  },
);

const count = (platform: Platform, text: string, title: string | null = null, maxCharacters: number | null = null) =>
  countPost({ title, text }, platform, { measureTweet, maxCharacters }).map((one) => `${one.field} ${writeCount(one)}`);

const family = '👨‍👩‍👧‍👦';

test.each<[Platform, string, string[]]>([
  ['TWITTER', `${family} https://example.org/a-very-long-address`, ['postText 26 of 280 characters']],
  ['BLUESKY', `é${family}`, ['postText 2 of 300 characters', 'postText 27 of 3,000 bytes']],
  ['MASTODON', `${family}é`, ['postText 2 of 500 characters']],
  ['MASTODON', 'https://example.org/a-very-long-address/of-a-house.', ['postText 24 of 500 characters']],
  ['MASTODON', 'Hi @zoe@social.example.org!', ['postText 8 of 500 characters']],
  ['MASTODON', 'Hi @zoe and a@example.org', ['postText 25 of 500 characters']],
  ['LINKEDIN', family, ['postText 11 of 3,000 characters']],
  ['FACEBOOK', 'é', ['postText 1 of 63,206 characters']],
  ['INSTAGRAM', '#a #b1 a#c #12 x', ['postText 16 of 2,200 characters', 'hashtags 2 of 30 hashtags']],
  ['TIKTOK', '𝒳', ['postText 2 of 2,200 characters']],
  ['PINTEREST', 'text', ['title 0 of 100 characters', 'postText 4 of 500 characters']],
])('%s counts %j as it does', (platform, text, counts) => {
  expect(count(platform, text)).toEqual(counts);
});

test('YouTube counts the bytes of the text and the letters of the title', () => {
  expect(count('YOUTUBE', 'é', 'A house')).toEqual(['title 7 of 100 characters', 'postText 2 of 5,000 bytes']);
});

test('a Mastodon server that takes more than 500 is believed', () => {
  expect(count('MASTODON', 'text', null, 5_000)).toEqual(['postText 4 of 5,000 characters']);
});

test.each<[Platform, string]>([
  ['TWITTER', 'x'.repeat(280)],
  ['BLUESKY', family.repeat(100) + 'é'.repeat(200)],
  ['MASTODON', family.repeat(500)],
  ['LINKEDIN', 'x'.repeat(3_000)],
  ['FACEBOOK', 'x'.repeat(63_206)],
  ['INSTAGRAM', 'x'.repeat(2_200)],
  ['TIKTOK', 'x'.repeat(2_200)],
  ['YOUTUBE', 'é'.repeat(2_500)],
  ['PINTEREST', 'x'.repeat(500)],
])('what fits on %s to the last letter fits, and one more does not', (platform, text) => {
  const refuse = (given: string) =>
    refuseLength(countPost({ title: null, text: given }, platform, { measureTweet, maxCharacters: null }), platform);
  expect(refuse(text)).toBeUndefined();
  expect(refuse(`${text}x`)).toEqual({ postText: expect.stringContaining('with hashtags and link') });
});

test('3,000 bytes are too many for Bluesky, however few characters they are', () => {
  const text = `${family.repeat(120)}x`;
  expect(count('BLUESKY', text)).toEqual(['postText 121 of 300 characters', 'postText 3,001 of 3,000 bytes']);
  const counts = countPost({ title: null, text }, 'BLUESKY', { measureTweet, maxCharacters: null });
  expect(refuseLength(counts, 'BLUESKY')).toEqual({
    postText: 'Bluesky takes 3,000 bytes, and this has 3,001, with hashtags and link.',
  });
});

test('a long title is refused beside its field', () => {
  const counts = countPost({ title: 'x'.repeat(101), text: '' }, 'YOUTUBE', { measureTweet, maxCharacters: null });
  expect(refuseLength(counts, 'YOUTUBE')).toEqual({ title: 'YouTube takes 100 characters, and this has 101.' });
});

test('no text breaks the counting, and a longer one is never shorter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...platforms), (text, platform) => {
      for (const one of countPost({ title: text, text }, platform, { measureTweet, maxCharacters: null }))
        expect(one.count).toBeGreaterThanOrEqual(0);
      expect(countGraphemes(text)).toBeLessThanOrEqual([...text].length);
    }),
  );
});
