import { expect, test } from 'vitest';
import { writeFeed } from './feed.ts';

const item = {
  title: 'Open house',
  url: 'https://lotline.test/c/harbor/open-house',
  author: 'Ada',
  summary: 'Come in.',
  publishedAt: new Date('2026-03-04T09:05:00Z'),
};
const feed = (items = [item], title = 'Harbor') =>
  writeFeed({ title, url: 'https://lotline.test/c/harbor/feed.xml', site: item.url, items });

test('a feed has what RSS 2.0 asks for', () => {
  const xml = feed();
  expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"')).toBe(true);
  expect(xml).toContain(
    '<atom:link href="https://lotline.test/c/harbor/feed.xml" rel="self" type="application/rss+xml"/>',
  );
  // RFC 822, as RSS wants it.
  expect(xml).toContain('<pubDate>Wed, 04 Mar 2026 09:05:00 GMT</pubDate>');
  expect(xml).toContain('<guid isPermaLink="true">https://lotline.test/c/harbor/open-house</guid>');
});

test('texts bring no element, no entity and no character that XML does not know', () => {
  const text = '<script>alert("1")</script> & \u0000\u0008\uFFFE]]> \uD800';
  const xml = feed([{ ...item, title: text, summary: text, author: text }], text);
  expect(xml).not.toContain('<script');
  for (const sign of ['\u0000', '\u0008', '\uFFFE', '\uD800']) expect(xml.includes(sign)).toBe(false);
  expect(xml).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; ]]&gt;');
});
