import { expect, test } from 'vitest';
import { publishedLink, writePublishedText } from './text.ts';

const parts = { text: 'Open house on Sunday', mentions: [], hashtags: [], link: null };

test('text, mentions, hashtags and link follow each other behind empty lines', () => {
  expect(
    writePublishedText({
      text: 'Open house',
      mentions: ['harbor'],
      hashtags: ['austin', 'homes'],
      link: 'https://a.example/',
    }),
  ).toBe('Open house\n\n@harbor #austin #homes\n\nhttps://a.example/');
  expect(writePublishedText(parts)).toBe('Open house on Sunday');
  expect(writePublishedText({ ...parts, text: '', hashtags: ['homes'] })).toBe('#homes');
});

test.each([
  ['See #Homes today', 'homes', 'See #Homes today'],
  ['(#homes)', 'homes', '(#homes)'],
  ['#homes.', 'homes', '#homes.'],
  ['#homestead', 'homes', '#homestead\n\n#homes'],
  ['a#homes', 'homes', 'a#homes\n\n#homes'],
  ['#homestead and #homes', 'homes', '#homestead and #homes'],
])('of %s and the hashtag %s it is written once', (text, tag, written) => {
  expect(writePublishedText({ ...parts, text, hashtags: [tag] })).toBe(written);
});

test('a mention with more behind it is another one', () => {
  const text = 'Thanks @harbor.example.com';
  expect(writePublishedText({ ...parts, text, mentions: ['harbor'] })).toBe(`${text}\n\n@harbor`);
  expect(writePublishedText({ ...parts, text, mentions: ['harbor.example.com'] })).toBe(text);
});

test('a link says where its clicks come from', () => {
  const link = publishedLink('https://example.org/homes', 'BLUESKY', 'spring-sale');
  expect(Object.fromEntries(new URL(link ?? '').searchParams)).toEqual({
    utm_source: 'bluesky',
    utm_medium: 'social',
    utm_campaign: 'spring-sale',
  });
  expect(publishedLink(null, 'BLUESKY', 'spring-sale')).toBeNull();
});
