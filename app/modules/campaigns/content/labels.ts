export const contentKinds = {
  ARTICLE: 'Article',
  LANDING_PAGE: 'Landing page',
  NEWSLETTER: 'Newsletter',
  VIDEO: 'Video',
  GUIDE: 'Guide',
} as const;

export const contentStatuses = { DRAFT: 'Draft', PUBLISHED: 'Published', ARCHIVED: 'Archived' } as const;
export type ContentStatus = keyof typeof contentStatuses;

/** Address of the list of content. */
export const contentAddress = '/campaigns/content';
