/** The types of campaigns, by their names in the database. */
export const campaignTypeLabels = {
  EMAIL_MARKETING: 'Email marketing',
  SOCIAL_MEDIA: 'Social media',
  CONTENT_MARKETING: 'Content marketing',
  LEAD_GENERATION: 'Lead generation',
  PRODUCT_LAUNCH: 'Product launch',
  BRAND_AWARENESS: 'Brand awareness',
  PAID_ADVERTISING: 'Paid advertising',
  SEO_CAMPAIGN: 'SEO campaign',
} as const;
export type CampaignType = keyof typeof campaignTypeLabels;

/** The states of campaigns, in the order they pass through them. */
export const campaignStatusLabels = {
  DRAFT: 'Draft',
  PLANNING: 'Planning',
  ACTIVE: 'Active',
  PAUSED: 'Paused',
  COMPLETED: 'Completed',
  CANCELLED: 'Cancelled',
} as const;
export type CampaignStatus = keyof typeof campaignStatusLabels;

/** Emails and posts of a campaign's page: the newest. */
export const mostParts = 100;
