import type { CatalogTool } from './catalog-types.ts';

/** Tools of the "platform and other" list that read, measure and connect, in display order. */
export const platformInsightTools: readonly CatalogTool[] = [
  {
    slug: 'transaction-analytics',
    name: 'Transaction Analytics',
    description: 'Find out where deals slow down or fall through, by stage, office and deal type.',
    longDescription: `One file that drags on is bad luck; thirty that all stall between appraisal and loan commitment are a pattern. Transaction Analytics reads the history of your deals (stages, dates, amendments, cancellations) and shows how long each stage takes, how much that varies, and where contracts end early.

Cut the picture by office, lender, title company, financing type or price band. A cancellation carries its reason when the coordinator recorded one, and the share without a reason is shown, since it limits what can be concluded. Pending volume for the next quarter is laid out week by week for staffing.

It needs at least a year of closed deals to say much, and it describes groups of files. For a single deal and its next due date, open Milestone Tracker.`,
    category: 'ELITE',
    area: 'TRANSACTIONS',
    tier: 'T3',
    priceModel: 'MONTHLY',
    requiredTier: 'ELITE',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 5,
    icon: 'chart-column-stacked',
    tags: ['reporting', 'deadlines', 'data', 'forecasting'],
    features: [
      'Time in each stage, with its spread',
      'Cancellations by stage and recorded reason',
      'Cuts by office, lender, title company and financing',
      'Workload of coordinators by week',
      'Pending volume for the coming quarter',
      'Saved views and scheduled exports',
    ],
    capabilities: [
      'Measure how long stages take',
      'Compare partners on the same kind of deal',
      'Lay out pending volume by week',
      'Export the underlying deal table',
    ],
    integrations: ['SkySlope', 'Dotloop', 'Salesforce', 'Microsoft Power BI'],
    version: '1.4.0',
  },
  {
    slug: 'agent-performance-tracker',
    name: 'Agent Performance Tracker',
    description: 'Give agents and their managers the same fair view of activity and results.',
    longDescription: `Leaderboards reward whoever had the best month. For coaching you need more: how many conversations, appointments, agreements and closings an agent had, how one leads to the next, and how that compares with the agent’s own last year.

Each agent sees their own page, and the manager sees exactly the same page, nothing hidden. Goals are set together and broken down into weekly activity. New agents are compared with others in their first year, and a week of leave does not count as a week of nothing. Office totals are available for recruiting and forecasting meetings.

Only work recorded in connected systems is counted; a breakfast that led to a listing must be logged by hand. Please do not base pay on activity counts. The tool shows them to start a conversation, and they are easy to inflate.`,
    category: 'GROWTH',
    area: 'PLATFORM',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'GROWTH',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 25,
    icon: 'medal',
    tags: ['teams', 'reporting', 'commissions'],
    features: [
      'Same page for the agent and the manager',
      'Funnel from conversation to closing',
      'Goals broken down into weekly activity',
      'Comparison with the agent’s own past',
      'Tenure groups and leave taken into account',
      'Notes from coaching sessions, visible to both',
    ],
    capabilities: [
      'Set and follow goals with an agent',
      'Show where an agent’s funnel narrows',
      'Summarize production by office',
    ],
    integrations: ['Follow Up Boss', 'SkySlope', 'MLS feed (RESO Web API)', 'Google Sheets'],
    version: '1.9.0',
  },
  {
    slug: 'mortgage-lender-integration',
    name: 'Mortgage Lender Integration',
    description: 'Get loan status and missing items from the buyer’s lender without another phone call.',
    longDescription: `“Any word from the lender?” gets asked from the first week to the last. With the borrower’s written consent, this connection reads the loan’s milestones from the lender’s system (application complete, appraisal ordered, conditional approval, clear to close) and places them beside the deal’s own dates.

Conditions still open with the borrower show as a count, so you can nudge without seeing bank statements. If a lender’s expected closing date drifts past the contract date, the coordinator hears about it that day. Lenders that are not connected can update a secure page by hand.

Consent is per loan, can be withdrawn, and ends at closing. Rates, credit scores and income are never transferred. No lender pays to be included and no agent is paid for a referral, as RESPA requires.`,
    category: 'INTEGRATION',
    area: 'TRANSACTIONS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'CUSTOM',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'landmark',
    tags: ['financing', 'buyers', 'deadlines', 'alerts'],
    features: [
      'Loan milestones beside contract dates',
      'Count of open conditions, without the documents',
      'Warning when the lender’s date drifts',
      'Borrower consent recorded per loan',
      'Secure status page for other lenders',
    ],
    capabilities: [
      'Read loan milestones from a lender',
      'Compare lender dates with contract dates',
      'Record and end borrower consent',
    ],
    integrations: ['Encompass', 'Blend', 'SkySlope', 'Google Calendar'],
    version: '1.2.1',
  },
  {
    slug: 'automated-valuation',
    name: 'Automated Valuation',
    description: 'Estimate the value of any address in a batch, with a range and a reason to trust it.',
    longDescription: `For a homeowner newsletter, a portfolio review or a farm of eight hundred doors nobody can prepare a CMA each. Automated Valuation takes a list of addresses, or one at a time through the API, and returns an estimate, a low and a high, the sales that mattered most, and a confidence grade from A to D.

Grades come from testing: every month the model values homes that have just sold, without knowing the price, and the error by county and price band is published on the method page. Waterfront, acreage and new construction usually land at C or D, and a D is returned without a number.

An estimate like this ignores the remodeled bathroom and the crack in the slab. It must not be used for lending, and it should open a conversation that ends with someone seeing the house.`,
    category: 'ELITE',
    area: 'MARKET_ANALYSIS',
    tier: 'T3',
    priceModel: 'USAGE_BASED',
    usageUnit: 'valuation',
    unitsIncluded: 200,
    unitPrice: 75,
    requiredTier: 'ELITE',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'badge-dollar-sign',
    tags: ['pricing', 'comparables', 'sellers', 'data'],
    features: [
      'Single look-ups and batches of addresses',
      'Low, middle and high value',
      'Confidence grade, with no number at grade D',
      'Sales behind each estimate',
      'Monthly error table by county and price band',
      'Correction of wrong property facts before valuing',
    ],
    capabilities: [
      'Value a list of addresses',
      'Grade the confidence of each estimate',
      'Revalue a portfolio on a schedule',
    ],
    integrations: ['County property records', 'MLS feed (RESO Web API)', 'Mailchimp'],
    version: '3.0.0',
  },
  {
    slug: 'neighborhood-intelligence',
    name: 'Neighborhood Intelligence',
    description: 'Publish neighborhood pages with parks, transit, commutes and prices from dated sources.',
    longDescription: `Buyers from out of town ask what it is like to live there. Neighborhood Intelligence prepares a page for each area you serve: what is within a walk, transit lines, commute by hour, parks, noise and flight paths, typical prices and home ages, planned construction. Each figure links to its source and shows its date.

Add your own photographs and paragraphs, then place the page on your site or attach it to a listing. Facts are refreshed on their own and your text is left alone; if a fact you wrote about has changed, you are told.

School and crime figures, and the make-up of residents, are left out on purpose. Agents who pick and present those can end up steering clients, so the page links to the official sources and lets readers draw their own conclusions.`,
    category: 'ADVANCED',
    area: 'MARKET_ANALYSIS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'EMBED',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'map-pin-house',
    tags: ['maps', 'buyers', 'website', 'data'],
    features: [
      'Walking distances, transit and commute by hour',
      'Parks, noise maps and planned construction',
      'Source and date on every figure',
      'Room for your own text and photographs',
      'Notice when a fact behind your text changes',
      'Links to official school and public-safety sources',
    ],
    capabilities: [
      'Build a page for a neighborhood',
      'Refresh figures without touching your text',
      'Embed a page in a site or listing',
    ],
    integrations: ['Google Maps', 'GTFS transit feeds', 'OpenStreetMap', 'WordPress'],
    version: '2.2.3',
  },
  {
    slug: 'listing-engagement-monitor',
    name: 'Listing Engagement Monitor',
    description: 'Show sellers who viewed, saved, asked about and toured their home this week.',
    longDescription: `In the third week without an offer a seller wants to know what is going on. Listing Engagement Monitor adds up views and saves from the portals you connect, visits to the property page, inquiries, showings and what the visiting agents said, and sends a weekly page that a seller can read in two minutes.

The numbers stand beside those of similar active listings nearby, which is what makes the conversation about price possible. Many views and no showings suggest one problem; many showings and no offers suggest another. The page points that out in a sentence and leaves the advice to you.

Portals count views in their own ways, so their figures are listed separately and never added together. Some share nothing with third parties. Those you enter from your dashboard, or leave out.`,
    category: 'GROWTH',
    area: 'LISTINGS',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'WEBHOOK',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'eye',
    tags: ['sellers', 'reporting', 'mls', 'email'],
    features: [
      'Views, saves, inquiries and showings per week',
      'Portals listed separately',
      'Similar active listings for comparison',
      'Showing feedback in the agents’ own words',
      'Weekly page for the seller, reviewed by you first',
    ],
    capabilities: [
      'Collect listing activity from several places',
      'Compare a listing with its competition',
      'Send a weekly seller report',
    ],
    integrations: ['ShowingTime', 'Zillow', 'Realtor.com', 'Google Analytics 4'],
    version: '1.6.1',
  },
];
