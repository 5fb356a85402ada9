/** The platforms that a post can be for, by their names in the database. */
export const platformLabels = {
  BLUESKY: 'Bluesky',
  MASTODON: 'Mastodon',
  TWITTER: 'X (Twitter)',
  LINKEDIN: 'LinkedIn',
  FACEBOOK: 'Facebook',
  INSTAGRAM: 'Instagram',
  TIKTOK: 'TikTok',
  YOUTUBE: 'YouTube',
  PINTEREST: 'Pinterest',
} as const;
export type Platform = keyof typeof platformLabels;

export const platforms = [
  'BLUESKY',
  'MASTODON',
  'TWITTER',
  'LINKEDIN',
  'FACEBOOK',
  'INSTAGRAM',
  'TIKTOK',
  'YOUTUBE',
  'PINTEREST',
] as const satisfies readonly Platform[];

/** Platforms whose posts have a title beside their text. */
export const hasTitle = (platform: Platform) => platform === 'YOUTUBE' || platform === 'PINTEREST';

/** The kinds of posts beside the plain one, as their columns name them. */
export const formatLabels = {
  post: 'Post',
  carousel: 'Carousel',
  video: 'Video',
  story: 'Story',
  reel: 'Reel',
} as const;
export type Format = keyof typeof formatLabels;

/** Most pictures of a post: what Bluesky and Mastodon take. */
export const mostPictures = 4;

/** Largest picture that Bluesky takes, in bytes. */
export const largestBlueskyPicture = 1_000_000;
