import type { CatalogTool } from './catalog-types.ts';

/** Money and marketing tools of the "platform and other" list, in display order. */
export const platformFinanceAndMarketingTools: readonly CatalogTool[] = [
  {
    slug: 'expense-tracker',
    name: 'Expense Tracker',
    description: 'Log business expenses and mileage by hand. Replaced by the Expense & Tax module.',
    longDescription: `Expense Tracker was the first expense tool in this catalog: a list of amounts, dates, merchants and categories, a mileage log, and a spreadsheet at the end of the year. Organizations that own it can keep using it and can export everything they entered.

It is no longer sold. Expense & Tax covers the same ground and adds receipt files, approval, Schedule C and Schedule E lines, and quarterly estimates. An export from here keeps date, merchant, amount, category and listing for each entry, so nothing has to be typed again by whoever takes over the books.

There are no receipts, no bank connection and no tax figures in this version, and none will be added. Security fixes continue for as long as anyone owns it.`,
    category: 'FOUNDATION',
    area: 'FINANCE',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'STANDALONE',
    status: 'DEPRECATED',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'receipt',
    tags: ['expenses', 'taxes', 'accounting'],
    features: [
      'Expenses by date, merchant and category',
      'Mileage log with purpose',
      'Assignment to a listing',
      'Yearly totals by category',
      'CSV export of all entries',
    ],
    capabilities: ['Record expenses and trips', 'Total a year by category', 'Export entries for another tool'],
    integrations: ['Spreadsheets (CSV)', 'Google Drive'],
    version: '1.12.4',
  },
  {
    slug: 'tax-optimization-planner',
    name: 'Tax Optimization Planner',
    description: 'Compare tax choices for a self-employed agent before the year is over.',
    longDescription: `By the time a return is prepared, the year it describes cannot be changed. Tax Optimization Planner is meant for October: take income and expenses to date, add what is likely still to come, and compare the choices that remain. Buy the car now or in January, make a retirement contribution and of what kind, take the home office by square feet or by actual cost, elect S corporation status next year.

Each choice is shown as a column with the tax, the cash it takes and the paperwork that comes with it. The rules and thresholds are dated by tax year and cite the form or publication they come from.

The tool is in preparation and cannot be bought yet. It will cover federal tax first, with states to follow, and will produce questions for a tax adviser, not filings.`,
    category: 'ADVANCED',
    area: 'FINANCE',
    tier: 'T3',
    priceModel: 'ANNUAL',
    requiredTier: 'GROWTH',
    integrationType: 'STANDALONE',
    status: 'COMING_SOON',
    isFeatured: false,
    seatsIncluded: 5,
    icon: 'piggy-bank',
    tags: ['taxes', 'accounting', 'forecasting'],
    features: [
      'Year-end projection from actual figures',
      'Choices in adjacent columns, tax and cash both shown',
      'Retirement, vehicle and home-office comparisons',
      'S corporation comparison with payroll cost included',
      'Source form or publication for each rule',
    ],
    capabilities: ['Project this year’s tax', 'Compare year-end choices', 'Prepare questions for a tax adviser'],
    integrations: ['QuickBooks Online', 'Spreadsheets (CSV)'],
    version: '0.3.0',
  },
  {
    slug: 'quickbooks-integration',
    name: 'QuickBooks Integration',
    description: 'Post closings, commissions and approved expenses to QuickBooks Online once, correctly.',
    longDescription: `Closings are recorded in one system and booked in another, and someone types the difference on a Friday. QuickBooks Integration posts them: gross commission as income, agent shares and referral fees as bills, fees as their own lines, each with class and location set by office.

You map accounts once and preview the first batch before anything is written. Every posted entry carries a reference, so a retry never books it twice, and a change to a closing arrives as an adjusting entry if the period is closed. Approved expenses travel the same way. A reconciliation page lists what is here and missing there, and the reverse.

QuickBooks Online only; Desktop is not supported. Payroll, 1099 filing and bank feeds remain where they are, in QuickBooks.`,
    category: 'INTEGRATION',
    area: 'FINANCE',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 3,
    icon: 'book-open-check',
    tags: ['accounting', 'commissions', 'expenses', 'automation'],
    features: [
      'Account, class and location mapping',
      'Preview before the first posting',
      'No double entries on a retry',
      'Adjusting entries for closed periods',
      'Reconciliation page in both directions',
    ],
    capabilities: [
      'Post closings and commission bills',
      'Send approved expenses to the ledger',
      'Find entries missing on either side',
    ],
    integrations: ['QuickBooks Online', 'SkySlope'],
    version: '2.1.2',
  },
  {
    slug: 'social-auto-posting',
    name: 'Social Auto-Posting',
    description: 'Post new listings and open houses to your social pages by rule.',
    longDescription: `When a listing goes live, is reduced or closes, Social Auto-Posting fills a layout you designed with photo, price and address and publishes it to the pages you connected, at the hours you allow. Open houses go up two days ahead and come down when they are over.

A queue shows everything that is about to be posted, with a hold button beside each item. Housing ads on the large networks have their own targeting restrictions; these are ordinary page posts and are not promoted with money.

The tool is switched off for now, because the networks changed the permissions that unattended posting needs and the new review has not been completed. Organizations that own it see their queue and history but nothing is published. To schedule posts by hand, use Campaigns.`,
    category: 'FOUNDATION',
    area: 'MARKETING',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'N8N_WORKFLOW',
    status: 'DISABLED',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'share-2',
    tags: ['social', 'automation', 'photos', 'mls'],
    features: [
      'Rules for new, reduced, open-house and sold listings',
      'Layouts in your branding',
      'Allowed hours for each page',
      'Queue with a hold button',
      'Open-house posts removed when over',
    ],
    capabilities: [
      'Compose posts from listing events',
      'Queue posts for several pages',
      'Withdraw posts that are out of date',
    ],
    integrations: ['Facebook Pages', 'Instagram', 'LinkedIn', 'MLS feed (RESO Web API)', 'n8n'],
    version: '1.4.6',
  },
  {
    slug: 'marketing-automation',
    name: 'Marketing Automation',
    description: 'Have your marketing steps built as workflows around the systems you already run.',
    longDescription: `Some brokerages have a marketing process that no ready-made tool fits: a print vendor with its own order form, a franchise brand portal, a photographer who must be booked before anything else can start. Marketing Automation is built to order. You describe the steps, we draw them as n8n workflows, connect the systems involved and hand over the result with documentation.

A typical build starts at the signed listing agreement and ends with live pages, printed cards and a note to the seller. People keep the decisions: every workflow has approval points that you choose, and a way to finish the remaining steps by hand when a vendor’s system is down.

Because each build differs, the price is quoted after a scoping call and the tool cannot be put in a cart. Changes within ninety days of handover are included in the quote.`,
    category: 'CUSTOM',
    area: 'MARKETING',
    tier: 'T3',
    priceModel: 'CUSTOM',
    requiredTier: 'GROWTH',
    integrationType: 'N8N_WORKFLOW',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'workflow',
    tags: ['automation', 'email', 'social', 'teams'],
    features: [
      'Workflows drawn from your own process',
      'Connections to vendors and brand portals',
      'Approval points where you want them',
      'Manual fallback for every step',
      'Documentation and a handover session',
      'Changes in the first ninety days included',
    ],
    capabilities: [
      'Automate a listing launch from agreement to mailing',
      'Order from vendors with their own forms',
      'Wait for approval at chosen steps',
    ],
    integrations: ['n8n', 'Canva', 'Mailchimp', 'HubSpot', 'Direct mail service'],
    version: '1.0.0',
  },
  {
    slug: 'campaign-roi-tracker',
    name: 'Campaign ROI Tracker',
    description: 'Match marketing spending to the clients and closings that can be traced to it.',
    longDescription: `A postcard run, a month of search ads and a sponsored little-league team all claim the same seller. Campaign ROI Tracker collects spending by campaign, follows tagged links, tracking numbers and “how did you hear of us” answers, and shows which clients each campaign touched and what those clients brought in.

Credit can be given to the first touch, the last, or shared evenly, and the three views are offered together because they often disagree. Where a client cannot be traced to anything the closing is listed as untraced, and that share is printed at the top of each report.

A long sales cycle means that this quarter’s campaign may look poor until next spring. Reports state how much of the usual time to closing has passed. Campaigns run in other tools count too, once their costs are entered.`,
    category: 'GROWTH',
    area: 'MARKETING',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 5,
    icon: 'target',
    tags: ['reporting', 'expenses', 'email', 'social', 'website'],
    features: [
      'First-touch, last-touch and shared credit together',
      'Tagged links and call-tracking numbers',
      'Untraced closings shown, not spread around',
      'Maturity note on recent campaigns',
      'Cost import from ad accounts and invoices',
      'Breakdown by listing, office and agent',
    ],
    capabilities: [
      'Attribute clients to campaigns',
      'Import spending from ad accounts',
      'Compare campaigns of the same age',
    ],
    integrations: ['Google Ads', 'Meta Ads', 'CallRail', 'Google Analytics 4', 'Follow Up Boss'],
    version: '1.7.3',
  },
];
