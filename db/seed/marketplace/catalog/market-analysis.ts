import type { CatalogTool } from './catalog-types.ts';

/** The market analysis tools of the catalog, in display order (the REID module is not one of them). */
export const marketAnalysisTools: readonly CatalogTool[] = [
  {
    slug: 'cma-generator',
    name: 'CMA Generator',
    description: 'Prepare a comparative market analysis you can explain line by line to a seller.',
    longDescription: `Give it the subject property and it proposes comparables: sold, pending, active and withdrawn, chosen by distance, date, size, age and style. You keep, drop or add. Each comparable is then adjusted feature by feature in dollars, with the adjustment table you maintain for your area, and the grid shows how each one moves toward or away from the subject.

The output is a presentation for the kitchen table: a map, the grid, photos, a price range and a page on what the range assumes. A seller who asks “why minus twelve thousand for the garage?” can be shown the row.

Rural parcels and unusual houses often leave fewer than three sensible comparables. The report then says so on its first page. A CMA is a pricing opinion for a client and not an appraisal; lenders will want their own.`,
    category: 'GROWTH',
    area: 'MARKET_ANALYSIS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: true,
    seatsIncluded: 20,
    icon: 'file-chart-column',
    tags: ['comparables', 'pricing', 'sellers', 'mls', 'reporting'],
    features: [
      'Proposed comparables with the reason for each',
      'Dollar adjustments from your own table',
      'Sold, pending, active and withdrawn listings',
      'Range instead of a single number',
      'Presentation in your branding, on screen or paper',
      'Net proceeds estimate for the seller',
      'Refresh of a saved analysis with new sales marked',
    ],
    capabilities: [
      'Select and adjust comparable sales',
      'Derive a price range for a listing',
      'Produce a seller presentation',
      'Update an earlier analysis',
    ],
    integrations: ['MLS feed (RESO Web API)', 'County property records', 'Google Maps'],
    version: '5.0.3',
  },
  {
    slug: 'price-forecasting',
    name: 'Price Forecasting',
    description: 'Project local prices up to a year ahead, with an honest range around each number.',
    longDescription: `Clients ask where prices are going, and “up” is not an answer. For a ZIP code, city or county, Price Forecasting fits several simple models to past sales, inventory, mortgage rates and the season, and draws what they agree on: a middle line for the next three, six and twelve months with an eighty percent band.

Beneath the chart stands its own track record for that area: what was projected a year ago, what happened, and how far off it was. Areas with fewer than thirty sales a quarter are folded into the next larger one, and the chart says which.

It is a beta. Sudden events such as a plant closing, a hurricane or a jump in rates are not in the past and so not in the projection. Use the band when advising a client; the middle line alone says more than anyone knows.`,
    category: 'ADVANCED',
    area: 'MARKET_ANALYSIS',
    tier: 'T3',
    priceModel: 'MONTHLY',
    requiredTier: 'GROWTH',
    integrationType: 'API',
    status: 'BETA',
    isFeatured: false,
    seatsIncluded: 5,
    icon: 'chart-spline',
    tags: ['forecasting', 'pricing', 'sellers', 'investors', 'data'],
    features: [
      'Three-, six- and twelve-month horizons',
      'Band shown with every projection',
      'Past projections compared with actual prices',
      'Scenarios for higher and lower mortgage rates',
      'Single-family homes, condos and townhomes separately',
    ],
    capabilities: [
      'Project prices by area and property type',
      'Test a change in mortgage rates',
      'Report the accuracy of earlier projections',
    ],
    integrations: ['MLS feed (RESO Web API)', 'FRED economic data', 'Redfin Data Center'],
    version: '0.8.0',
  },
  {
    slug: 'risk-assessment',
    name: 'Risk Assessment',
    description: 'Gather flood, fire, permit, income and market risks of a property into one sheet.',
    longDescription: `Before an offer, someone should look up the flood zone, the wildfire map, the permit history, the vacancy rate and what insurers are doing in that county. Risk Assessment looks them up together and prints a sheet with the source and date of every finding.

Findings are sorted into four groups: the site, the building, the income and the market. Each is marked low, elevated, high or not available, and the rule behind the mark is one click away. For an investor the sheet adds break-even occupancy and the effect of a two-point rise in rates.

“Not available” is common for permits and small counties, and it is not the same as low. No inspector, surveyor or insurance agent is replaced by this sheet. Its use is to tell you which of them to call first and what to ask.`,
    category: 'ADVANCED',
    area: 'MARKET_ANALYSIS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 10,
    icon: 'shield-exclamation-point',
    tags: ['investors', 'buyers', 'data', 'maps', 'reporting'],
    features: [
      'Flood, wildfire, wind and earthquake maps',
      'Permit and code-violation history where published',
      'Break-even occupancy and rate stress for rentals',
      'Source and date beside each finding',
      'Missing data listed, never scored as low',
      'Comparison of two properties',
    ],
    capabilities: [
      'Collect hazard and permit records for an address',
      'Stress-test rental income',
      'List questions for inspectors and insurers',
    ],
    integrations: ['FEMA flood maps', 'County permit records', 'FRED economic data', 'Google Maps'],
    version: '1.6.2',
  },
  {
    slug: 'market-data-feed',
    name: 'Market Data Feed',
    description: 'Receive cleaned market figures for your areas through one API and a nightly file.',
    longDescription: `Prices, inventory, days on market and rents arrive from half a dozen publishers, each with its own region codes, calendar and habit of restating history. Market Data Feed reads them, maps the regions onto each other and serves one table: area, period, property type, figure, source.

Fetch it over a JSON API, or pick up a CSV every night. Revisions come as new rows with the date they became known, so a report from last spring can be reproduced as it stood. Seasonally adjusted and raw figures are never mixed in one column.

Your license with each publisher still applies; public sources are ready at once, and MLS statistics appear after your association approves the connection. The feed carries area totals only. Individual listings and owner names are not part of it.`,
    category: 'INTEGRATION',
    area: 'MARKET_ANALYSIS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'rss',
    tags: ['data', 'mls', 'pricing', 'automation'],
    features: [
      'ZIP, city, county and metro figures in one schema',
      'JSON API and nightly CSV',
      'Revision history with the date of each change',
      'Raw and seasonally adjusted kept apart',
      'Source and license noted per row',
      'Status page with the last load of each source',
    ],
    capabilities: [
      'Deliver market figures by area and period',
      'Reproduce a report as of an earlier date',
      'Signal late or restated publications',
    ],
    integrations: [
      'Redfin Data Center',
      'Zillow Research',
      'FRED economic data',
      'US Census ACS',
      'MLS feed (RESO Web API)',
    ],
    version: '3.4.0',
  },
  {
    slug: 'investment-property-analyzer',
    name: 'Investment Property Analyzer',
    description: 'Work out cash flow, cap rate and returns of a rental before you write the offer.',
    longDescription: `Type in the price, the loan, the rents and the running costs. Out come net operating income, cap rate, cash-on-cash return, debt coverage, and an internal rate of return over the years you intend to hold, with a year-by-year table underneath that can be checked by hand.

Flips, long-term rentals, small apartment buildings and short stays have their own forms, since a roof reserve matters in one and cleaning fees in another. Save a base case, then vary vacancy, rents or the exit price and read the results in adjacent columns. If a set of cash flows has no internal rate of return, it says so.

Depreciation and taxes are kept to a simple estimate you can turn off. A tax adviser should see the numbers before they become a decision. The tool is bought once, and updates to its formulas are included.`,
    category: 'GROWTH',
    area: 'MARKET_ANALYSIS',
    tier: 'T2',
    priceModel: 'ONE_TIME',
    requiredTier: 'FREE',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 10,
    icon: 'calculator',
    tags: ['investors', 'financing', 'pricing', 'reporting'],
    features: [
      'Forms for rentals, small multifamily, flips and short stays',
      'NOI, cap rate, cash-on-cash, DSCR and IRR',
      'Year-by-year table with formulas shown',
      'Up to five scenarios in adjacent columns',
      'Refinance and partial payoff in any year',
      'PDF for a client or lender, workbook for an accountant',
    ],
    capabilities: [
      'Calculate returns over a holding period',
      'Compare financing and exit scenarios',
      'Find the price that meets a target return',
    ],
    integrations: ['MLS feed (RESO Web API)', 'Microsoft Excel', 'County property records'],
    version: '2.7.1',
  },
  {
    slug: 'portfolio-tracker',
    name: 'Portfolio Tracker',
    description: 'Follow the value, equity, rent and loans of every property a client owns.',
    longDescription: `An investor’s houses tend to live in several spreadsheets, none of them in front of the agent. Portfolio Tracker keeps purchase price, current estimate, loan balance, lease dates and rent for each property, and totals them by owner, entity or city.

Loan balances run down on their own schedule. Estimates are refreshed each quarter, with the method named, and can be overridden when you know better. A calendar shows leases that end, loans that reset and exchange deadlines that are coming, which is usually where the next conversation with a client begins. Clients may be given a read-only page of their own.

Bank accounts are not connected and rent is not collected here. Property management software does that better, and its monthly export can be loaded to fill in actual income.`,
    category: 'GROWTH',
    area: 'MARKET_ANALYSIS',
    tier: 'T1',
    priceModel: 'ANNUAL',
    requiredTier: 'FREE',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 10,
    icon: 'briefcase-business',
    tags: ['investors', 'reporting', 'alerts', 'follow-up'],
    features: [
      'Value, equity and debt per property and in total',
      'Amortization of each loan',
      'Lease, reset and exchange deadlines on one calendar',
      'Grouping by owner, entity or city',
      'Read-only page for the client',
      'Quarterly statement as a PDF',
    ],
    capabilities: [
      'Track equity across a portfolio',
      'Warn of leases and loans that end',
      'Load actual income from a property manager',
    ],
    integrations: ['AppFolio', 'Buildium', 'Spreadsheets (CSV)', 'Google Calendar'],
    version: '1.3.5',
  },
  {
    slug: 'competitive-analysis',
    name: 'Competitive Analysis',
    description: 'Compare your brokerage with others by listings, prices and time on market.',
    longDescription: `Who lists the most condos downtown? Whose listings sit? Which office gained the north side last year? Competitive Analysis answers from closed and active MLS records, grouped by brokerage, office and, if your MLS allows it, by agent.

Pick the area, the price band and the property type, then read market share by units and by volume, list-to-sale ratio, days on market, and how often prices were cut. Small numbers are grayed out, because three sales are an anecdote. For a listing appointment there is a one-page version with your figures beside the area as a whole, naming nobody.

MLS rules on comparative advertising differ. Each export carries the required attribution, and where publication is barred the export is stamped for internal use.`,
    category: 'ADVANCED',
    area: 'MARKET_ANALYSIS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 3,
    icon: 'binoculars',
    tags: ['mls', 'reporting', 'comparables', 'teams'],
    features: [
      'Market share by units and dollar volume',
      'List-to-sale ratio, price cuts and days on market',
      'Area, price band and property type filters',
      'Thin samples grayed out',
      'Listing-appointment page without competitor names',
      'MLS attribution added to every export',
    ],
    capabilities: [
      'Measure market share by area',
      'Compare listing results between brokerages',
      'Follow the change from year to year',
    ],
    integrations: ['MLS feed (RESO Web API)', 'Microsoft Excel', 'Google Slides'],
    version: '1.2.8',
  },
  {
    slug: 'territory-management',
    name: 'Territory Management',
    description: 'Draw farm areas, see turnover and ownership in them, and assign them to agents.',
    longDescription: `Farming works when someone owns the map. Draw territories on streets, subdivisions or ZIP codes and the tool fills them in: number of homes, yearly turnover, typical holding period, share of absentee owners, your past clients and your recent sales.

Assign each one to an agent with a start date and a review date. Overlaps are shown in red and need a broker’s decision; mail and door-knock lists then go only to the holder. At review time a report sets what was spent in a territory beside the listings taken there, so reassigning one is a conversation about facts.

Owner records come from the county and lag by weeks. Boundaries are limited to geography: territories cannot be filtered by the race, national origin, religion or family make-up of residents. Setup includes importing the farm lists you already have.`,
    category: 'CUSTOM',
    area: 'MARKET_ANALYSIS',
    tier: 'T3',
    priceModel: 'ANNUAL',
    requiredTier: 'GROWTH',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 25,
    icon: 'land-plot',
    tags: ['maps', 'sellers', 'teams', 'data'],
    features: [
      'Territories by drawing, subdivision or ZIP code',
      'Turnover, holding period and absentee share',
      'One holder per home, overlaps flagged',
      'Mailing lists released only to the holder',
      'Review dates with spending beside listings taken',
      'Past clients and sphere shown on the map',
    ],
    capabilities: [
      'Draw and assign farm areas',
      'Resolve overlapping claims',
      'Produce mailing and walking lists',
      'Review a territory at the end of its term',
    ],
    integrations: ['County property records', 'Google Maps', 'Follow Up Boss', 'Direct mail service'],
    version: '2.0.1',
  },
];
