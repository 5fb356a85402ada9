import type { marketplaceTools } from '../../../schema/index.ts';

type NewTool = typeof marketplaceTools.$inferInsert;
type Lists = 'tags' | 'features' | 'capabilities' | 'integrations';

/**
 * A tool as the shop offers it. Its price is not here: it follows from the tier. Columns that are not named here may be
 * given, too.
 */
export interface CatalogTool extends Omit<NewTool, 'price' | Lists> {
  /** Kebab-case address, unique and permanent. */
  slug: string;
  name: string;
  /** One-line promise, 50 to 110 characters. */
  description: string;
  /** Two or three paragraphs, separated by a blank line. */
  longDescription: string;
  /** The part of the business it serves. */
  area: NewTool['area'];
  priceModel: NonNullable<NewTool['priceModel']>;
  /** The lowest subscription tier an organization needs to buy it. */
  requiredTier: NonNullable<NewTool['requiredTier']>;
  integrationType: NonNullable<NewTool['integrationType']>;
  status: NonNullable<NewTool['status']>;
  isFeatured: boolean;
  /** Seats that come with a purchase; null means everyone in the organization. */
  seatsIncluded: number | null;
  /** Name of a lucide icon. */
  icon: string;
  /** Three to five words from a vocabulary shared by all tools. */
  tags: readonly string[];
  features: readonly string[];
  /** Its abilities, as verb phrases. */
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
