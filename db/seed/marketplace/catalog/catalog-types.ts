/** A tool as the shop offers it. Its price is not here: it follows from the tier. */
export interface CatalogTool {
  /** Kebab-case address, unique and permanent. */
  slug: string;
  name: string;
  /** One-line promise, 50 to 110 characters. */
  description: string;
  /** Two or three paragraphs, separated by a blank line. */
  longDescription: string;
  category: 'FOUNDATION' | 'GROWTH' | 'ELITE' | 'CUSTOM' | 'ADVANCED' | 'INTEGRATION';
  /** The part of the business it serves. */
  area:
    | 'LEADS'
    | 'LISTINGS'
    | 'MARKET_ANALYSIS'
    | 'TRANSACTIONS'
    | 'FINANCE'
    | 'CUSTOMER_SERVICE'
    | 'CRM'
    | 'MARKETING'
    | 'PLATFORM';
  tier: 'T1' | 'T2' | 'T3';
  priceModel: 'FREE' | 'ONE_TIME' | 'MONTHLY' | 'ANNUAL' | 'USAGE_BASED' | 'CUSTOM';
  /** The lowest subscription tier an organization needs to buy it. */
  requiredTier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE';
  integrationType: 'API' | 'WEBHOOK' | 'EMBED' | 'STANDALONE' | 'N8N_WORKFLOW' | 'NATIVE';
  status: 'ACTIVE' | 'COMING_SOON' | 'BETA' | 'DEPRECATED' | 'DISABLED';
  isFeatured: boolean;
  /** Seats that come with a purchase; null means everyone in the organization. */
  seatsIncluded: number | null;
  /** Name of a lucide icon. */
  icon: string;
  /** Three to five words from a vocabulary shared by all tools. */
  tags: readonly string[];
  features: readonly string[];
  /** What it can do, as verb phrases. */
  capabilities: readonly string[];
  /** Systems it works with. */
  integrations: readonly string[];
  version: string;
}

/** Tools sold together. The prices are not here: they follow from the tools and the discount. */
export interface CatalogBundle {
  /** Kebab-case address, unique and permanent. */
  slug: string;
  name: string;
  /** One-line promise, 50 to 110 characters. */
  description: string;
  /** Two or three paragraphs, separated by a blank line. */
  longDescription: string;
  bundleType: 'STARTER_PACK' | 'GROWTH_PACK' | 'ELITE_PACK' | 'CUSTOM_PACK';
  /** Whole percent off the sum of the tools' prices. */
  discountPercent: number;
  /** The highest tier that any of its tools requires. */
  requiredTier: CatalogTool['requiredTier'];
  /** Name of a lucide icon. */
  icon: string;
  isPopular: boolean;
  /** Slugs of its tools, in display order. */
  toolSlugs: readonly string[];
}
