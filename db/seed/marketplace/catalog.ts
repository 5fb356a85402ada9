import type { CatalogBundle, CatalogTool } from './catalog/catalog-types.ts';
import { crmTools } from './catalog/crm.ts';
import { customerServiceTools } from './catalog/customer-service.ts';
import { leadTools } from './catalog/leads.ts';
import { listingTools } from './catalog/listings.ts';
import { marketAnalysisTools } from './catalog/market-analysis.ts';
import { moduleTools, platformAssistantTools } from './catalog/platform-and-modules.ts';
import { platformFinanceAndMarketingTools } from './catalog/platform-finance-and-marketing.ts';
import { platformInsightTools } from './catalog/platform-insight.ts';
import { transactionAndFinanceTools } from './catalog/transactions-and-finance.ts';

/** Every tool of the catalog, in display order. */
export const catalogTools: readonly CatalogTool[] = [
  ...leadTools,
  ...listingTools,
  ...marketAnalysisTools,
  ...transactionAndFinanceTools,
  ...customerServiceTools,
  ...crmTools,
  ...platformInsightTools,
  ...platformFinanceAndMarketingTools,
  ...platformAssistantTools,
  ...moduleTools,
];

/** Every bundle of the catalog, in display order. */
export const catalogBundles: readonly CatalogBundle[] = [
  {
    slug: 'lead-generation-pro',
    name: 'Lead Generation Pro',
    description: 'Capture inquiries, sort them, follow up, and see which sources end in a closing.',
    longDescription: `The eight lead tools share one contact record. An inquiry taken by Lead Capture Agent is scored, summarized for whoever calls first, and followed up in a sequence that respects what the person said about channel and hours. The pre-qualification questions and the budget range are on hand at the first meeting.

Start with capture and preferences, then add scoring once a few weeks of inquiries have come in; weights are easier to set with your own leads in front of you. Lead Source Analysis needs your spending by source and earns its place at the end of the first quarter.

Advertising is not included. The bundle works on the inquiries you already get.`,
    bundleType: 'STARTER_PACK',
    discountPercent: 20,
    requiredTier: 'STARTER',
    icon: 'magnet',
    isPopular: true,
    toolSlugs: slugsOf(leadTools),
  },
  {
    slug: 'listing-domination',
    name: 'Listing Domination',
    description: 'Prepare, present and show listings, and match them with the buyers you know.',
    longDescription: `Seven tools for the weeks between a signed listing agreement and an accepted offer. Photos are corrected and empty rooms staged, remarks are drafted for the MLS and the website, and before launch Property Matching tells you which of your own buyers to call.

The other half serves those buyers: alerts on what is new or changed, homes compared side by side, and a day of showings put in driving order. What they say after each visit flows back into the matches.

Corrected light and staged rooms begin with decent pictures, and none of the seven can take them. A photographer is still worth hiring.`,
    bundleType: 'GROWTH_PACK',
    discountPercent: 25,
    requiredTier: 'STARTER',
    icon: 'key-round',
    isPopular: false,
    toolSlugs: slugsOf(listingTools),
  },
  {
    slug: 'market-intelligence',
    name: 'Market Intelligence',
    description: 'Price listings, judge investments and manage farm areas from one set of figures.',
    longDescription: `Everything here draws on the same market figures, so the median in a seller’s CMA agrees with the one in an investor’s analysis. Market Data Feed brings the figures in. The CMA Generator, Price Forecasting and Risk Assessment turn them into advice on a single property, and Portfolio Tracker keeps watch after the sale.

Competitive Analysis and Territory Management are for the managing broker: who lists where, and which agent farms which streets.

Price Forecasting is in beta. The REID Dashboard, a module with its own data imports and reports, is sold separately and works beside these eight tools.`,
    bundleType: 'GROWTH_PACK',
    discountPercent: 25,
    requiredTier: 'GROWTH',
    icon: 'scan-search',
    isPopular: false,
    toolSlugs: slugsOf(marketAnalysisTools),
  },
  {
    slug: 'transaction-management',
    name: 'Transaction Management',
    description: 'Carry a deal from contract to closing, then divide and report the commission.',
    longDescription: `A contract set is assembled from the deal record, documents that come back are read and filed, and their dates set the milestones. Compliance Monitor reads the same file each night with your broker’s rules in hand. When the deal closes, the commission is divided by agreement and appears in the month’s figures.

The six tools pass data along in that order, so a closing date amended once is amended everywhere. Each can also be connected to the transaction system you use today.

Expense & Tax, the module for agents’ own expenses, is not part of this bundle.`,
    bundleType: 'CUSTOM_PACK',
    discountPercent: 15,
    requiredTier: 'GROWTH',
    icon: 'folder-check',
    isPopular: false,
    toolSlugs: slugsOf(transactionAndFinanceTools),
  },
  {
    slug: 'complete-real-estate-suite',
    name: 'Complete Real Estate Suite',
    description: 'Buy every tool and module that is on sale today, together, in one order.',
    longDescription: `The suite holds every tool in the catalog that can be bought today, the REID Dashboard, Expense & Tax and Campaigns among them. Tools you already own are credited, so you pay for the rest only.

It is meant for brokerages that would otherwise end up with most of the catalog one order at a time. If you need the tools for a single part of the business, one of the smaller bundles costs less; the comparison page puts them side by side.

Tools that are announced, withdrawn or priced by quote are not included. Seats are those of each tool, and the organization must be on the ELITE tier.`,
    bundleType: 'ELITE_PACK',
    discountPercent: 35,
    requiredTier: 'ELITE',
    icon: 'building-complex',
    isPopular: true,
    toolSlugs: slugsOf(catalogTools.filter(isSellable)),
  },
];

/** The list price of a tool in US cents: its tier decides, unless it is free. */
export function listPriceInCents(tool: Pick<CatalogTool, 'tier' | 'priceModel'>): number {
  if (tool.priceModel === 'FREE') return 0;
  return { T1: 10_000, T2: 20_000, T3: 30_000 }[tool.tier];
}

function isSellable(tool: CatalogTool): boolean {
  return (tool.status === 'ACTIVE' || tool.status === 'BETA') && tool.priceModel !== 'CUSTOM';
}

function slugsOf(tools: readonly CatalogTool[]): readonly string[] {
  return tools.map((tool) => tool.slug);
}
