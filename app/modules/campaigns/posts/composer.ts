import type { Platform } from './platforms.ts';

/** Browsers and platforms take longer addresses, but not all of them. */
const longestAddress = 2_000;

/**
 * Where a person writes a post on its platform, with as much of it filled in as the platform takes.
 * @param text  as it is published
 * @param link  with its parameters
 */
export function composerAddress(platform: Platform, { text, link }: { text: string; link: string | null }): string {
  const { page, fields } = describeComposer(platform, text, link);
  const search = new URLSearchParams(fields.filter(([, value]) => value !== ''));
  const address = search.size > 0 ? `${page}?${search}` : page;
  return address.length > longestAddress ? page : address;
}

type Field = [name: string, value: string];

function describeComposer(platform: Platform, text: string, link: string | null): { page: string; fields: Field[] } {
  switch (platform) {
    case 'TWITTER':
      return { page: 'https://x.com/intent/post', fields: [['text', text]] };
    case 'BLUESKY':
      return { page: 'https://bsky.app/intent/compose', fields: [['text', text]] };
    case 'MASTODON':
      return { page: 'https://mastodon.social/share', fields: [['text', text]] };
    case 'FACEBOOK':
      // It takes no text, only a link.
      return link === null
        ? { page: 'https://www.facebook.com/', fields: [] }
        : { page: 'https://www.facebook.com/sharer/sharer.php', fields: [['u', link]] };
    case 'LINKEDIN':
      return {
        page: 'https://www.linkedin.com/feed/',
        fields: [
          ['shareActive', 'true'],
          ['text', text],
        ],
      };
    case 'PINTEREST':
      return {
        page: 'https://www.pinterest.com/pin-builder/',
        fields: [
          ['description', text],
          ['url', link ?? ''],
        ],
      };
    case 'INSTAGRAM':
      return { page: 'https://www.instagram.com/', fields: [] };
    case 'TIKTOK':
      return { page: 'https://www.tiktok.com/tiktokstudio/upload', fields: [] };
    case 'YOUTUBE':
      return { page: 'https://studio.youtube.com/', fields: [] };
  }
}
