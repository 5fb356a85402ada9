/** A piece in a feed. */
export interface FeedItem {
  title: string;
  /** Absolute. */
  url: string;
  author: string;
  summary: string;
  publishedAt: Date;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for XML: escaped, without the characters that XML does not know. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/**
 * Writes a feed as RSS 2.0.
 * @param url  of the feed itself, absolute
 * @param site  where it leads whoever reads it, absolute
 * @param items  the newest first
 */
export function writeFeed({
  title,
  url,
  site,
  items,
}: {
  title: string;
  url: string;
  site: string;
  items: readonly FeedItem[];
}): string {
  const newest = items[0]?.publishedAt;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<channel>',
    `<title>${escapeXml(title)}</title>`,
    `<link>${escapeXml(site)}</link>`,
    `<description>${escapeXml(`What ${title} publishes`)}</description>`,
    '<language>en</language>',
    `<atom:link href="${escapeXml(url)}" rel="self" type="application/rss+xml"/>`,
    ...(newest ? [`<lastBuildDate>${newest.toUTCString()}</lastBuildDate>`] : []),
    ...items.map((item) =>
      [
        '<item>',
        `<title>${escapeXml(item.title)}</title>`,
        `<link>${escapeXml(item.url)}</link>`,
        `<guid isPermaLink="true">${escapeXml(item.url)}</guid>`,
        `<dc:creator>${escapeXml(item.author)}</dc:creator>`,
        `<pubDate>${item.publishedAt.toUTCString()}</pubDate>`,
        `<description>${escapeXml(item.summary)}</description>`,
        '</item>',
      ].join('\n'),
    ),
    '</channel>',
    '</rss>',
  ];
  return `${lines.join('\n')}\n`;
}
