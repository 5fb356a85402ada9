import type { CatalogTool } from './catalog-types.ts';

/** The transaction and finance tools of the catalog, in display order. */
export const transactionAndFinanceTools: readonly CatalogTool[] = [
  {
    slug: 'contract-generation',
    name: 'Contract Generation',
    description: 'Fill your state forms from the deal record and send one clean set for signature.',
    longDescription: `Names, legal description, price, deposits and dates are typed once. Contract Generation places them in the purchase agreement, the addenda that fit the deal and the disclosures your state requires, so the closing date on page two agrees with the one on page nine.

It works with the fillable forms your association or attorney licenses to you. Choices that depend on each other are checked: a financing contingency without a loan amount, or a house older than 1978 without the lead paint form, holds up the set until someone answers. Counteroffers keep the earlier version and mark what moved.

Clauses are chosen from a library your attorney approves; free text is allowed and highlighted for review. The tool writes no clauses of its own and offers no legal advice.`,
    category: 'CUSTOM',
    area: 'TRANSACTIONS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 15,
    icon: 'signature',
    tags: ['documents', 'compliance', 'buyers', 'sellers'],
    features: [
      'One entry of names, dates and amounts for the whole set',
      'Form sets by state and type of deal',
      'Checks across forms before sending',
      'Clause library with attorney approval',
      'Counteroffers with changes marked',
      'Signing order and reminders',
    ],
    capabilities: [
      'Assemble a contract set from deal data',
      'Catch missing and contradicting terms',
      'Send documents for e-signature',
      'Track versions through counteroffers',
    ],
    integrations: ['DocuSign', 'Dotloop', 'Dropbox', 'Google Drive'],
    version: '3.1.0',
  },
  {
    slug: 'document-processing',
    name: 'Document Processing',
    description: 'Read incoming transaction documents, name them, file them and pull out the key dates.',
    longDescription: `Signed contracts arrive as forty-page scans called “scan_0043”. Forward them to the deal’s address and Document Processing splits the file into separate documents, recognizes each (purchase agreement, inspection report, title commitment, wire instructions), names it by your convention and files it under the right transaction.

From the ones it knows it extracts parties, amounts, dates and signatures, and shows each value on top of the spot in the page where it was read. Values it is unsure of are left blank and queued for a person. Missing initials are listed by page.

Handwriting in margins and faxed copies of copies are the hard cases, and most of the queue. Wire instructions are filed with a warning and never forwarded; confirm them by phone, always.`,
    category: 'ADVANCED',
    area: 'TRANSACTIONS',
    tier: 'T2',
    priceModel: 'USAGE_BASED',
    usageUnit: 'document',
    unitsIncluded: 250,
    unitPrice: 50,
    requiredTier: 'STARTER',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'scan-text',
    tags: ['documents', 'automation', 'deadlines', 'data'],
    features: [
      'Splitting of combined scans',
      'More than sixty document types recognized',
      'Extracted values shown on the page they came from',
      'Review queue for anything uncertain',
      'Missing signatures and initials by page',
      'An email address for each transaction',
    ],
    capabilities: [
      'Split, name and file scanned documents',
      'Extract parties, dates and amounts',
      'Detect missing signatures',
      'Hand extracted dates to a deal calendar',
    ],
    integrations: ['SkySlope', 'Dotloop', 'Google Drive', 'OneDrive', 'Gmail'],
    version: '2.5.2',
  },
  {
    slug: 'milestone-tracker',
    name: 'Milestone Tracker',
    description: 'Keep every date from contract to closing in view and remind whoever is due next.',
    longDescription: `Enter the contract date and the terms, and Milestone Tracker lays out the deal: earnest money, inspection, appraisal, loan commitment, title, final walkthrough, closing. Dates count in calendar or business days as your contract does, skip the holidays it skips, and move together when an amendment moves one of them.

Each step has an owner. That person gets a reminder ahead of time and another on the day; the coordinator’s board shows which of thirty open deals need attention this morning. Buyers and sellers get a page with the steps that concern them, in words they know.

Amendments have to be entered by someone who has read them. The clock follows your entries, and the signed contract remains the authority on what is due when.`,
    category: 'FOUNDATION',
    area: 'TRANSACTIONS',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'WEBHOOK',
    status: 'ACTIVE',
    isFeatured: true,
    seatsIncluded: null,
    icon: 'milestone',
    tags: ['deadlines', 'alerts', 'buyers', 'sellers', 'teams'],
    features: [
      'Timelines for purchase, sale, lease and new construction',
      'Business days and state holidays counted correctly',
      'Dependent dates move with an amendment',
      'Reminders to the person who owes the step',
      'Board of all open deals by next due date',
      'Client page with plain-language steps',
      'Calendar feed for each deal',
    ],
    capabilities: [
      'Build a timeline from contract terms',
      'Remind each party of its next step',
      'Recalculate dates after an amendment',
    ],
    integrations: ['Google Calendar', 'Outlook Calendar', 'SkySlope', 'Slack'],
    version: '3.3.1',
  },
  {
    slug: 'compliance-monitor',
    name: 'Compliance Monitor',
    description: 'Check every transaction file against your broker’s rules before an auditor does.',
    longDescription: `A broker answers for every file, including the ones nobody has opened since closing. Compliance Monitor goes through all of them each night and compares what is there with what your rules ask for: agency disclosure before the first showing, a signed buyer agreement, deposit receipts in time, licenses current on the day of signing.

Rule sets for each state come as a starting point, and the managing broker adapts and approves them. Findings go to the agent first with a due date, then to the broker. A file that was corrected keeps its history, so you can show when and how.

Advertising is covered as well: active listings and agent pages are scanned for the brokerage name, the license number and terms that raise fair housing questions. Whether a finding is a violation is for your broker or counsel to judge.`,
    category: 'ADVANCED',
    area: 'TRANSACTIONS',
    tier: 'T3',
    priceModel: 'ANNUAL',
    requiredTier: 'GROWTH',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 5,
    icon: 'shield-check',
    tags: ['compliance', 'documents', 'deadlines', 'teams', 'reporting'],
    features: [
      'Nightly review of open and recently closed files',
      'State rule sets you adapt and approve',
      'Findings with a due date and an escalation path',
      'License and continuing-education expiry watch',
      'Advertising scan of listings and agent pages',
      'Audit binder for a date range or an agent',
    ],
    capabilities: [
      'Check files against written rules',
      'Escalate overdue findings',
      'Document corrections and sign-offs',
      'Assemble a file set for an audit',
    ],
    integrations: ['SkySlope', 'Dotloop', 'DocuSign', 'State license look-up'],
    version: '2.2.4',
  },
  {
    slug: 'commission-calculator',
    name: 'Commission Calculator',
    description: 'Split commissions by your own agreements and print a statement for each closing.',
    longDescription: `Sliding splits, annual caps, team overrides, a referral to pay out, the transaction fee, a mentor’s share until the fifth sale. Each agent’s agreement is entered once, and every closing after that needs a single figure: type the gross commission and the calculator shows who receives what, in the order your agreement deducts it.

Caps are tracked through the anniversary year, so the closing that crosses one is divided correctly. Rounding goes to the cent and the parts always add up to the check. An agent can look at a deal in progress and see the expected net, without seeing anyone else’s terms.

Statements and the disbursement authorization print for the title company. Moving the money is left to your bank or escrow officer. You pay for the tool once.`,
    category: 'FOUNDATION',
    area: 'FINANCE',
    tier: 'T1',
    priceModel: 'ONE_TIME',
    requiredTier: 'FREE',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'percent',
    tags: ['commissions', 'accounting', 'teams', 'referrals'],
    features: [
      'Fixed, tiered and capped splits',
      'Team overrides, mentor shares and referral fees',
      'Cap progress by anniversary year',
      'Cent-exact division with the order of deductions shown',
      'Disbursement authorization for the title company',
      'Private view for each agent',
    ],
    capabilities: [
      'Divide a commission by agreement',
      'Track caps and anniversaries',
      'Print statements and disbursement forms',
    ],
    integrations: ['QuickBooks Online', 'SkySlope', 'Spreadsheets (CSV)'],
    version: '2.8.0',
  },
  {
    slug: 'financial-reporting',
    name: 'Financial Reporting',
    description: 'See company dollar, office results and cash needs without waiting for month end.',
    longDescription: `The brokerage’s accounts tell you what happened after the bookkeeper closes the month. Financial Reporting joins them with the deals that are pending, so an owner sees company dollar to date, what is expected to close, and what rent and salaries will need in the next ninety days.

Reports are built around how a brokerage earns: gross commission income, agent share, company dollar, desk cost, margin by office and by line of business. Every figure opens into the closings or ledger entries behind it. A monthly set goes out on the day you choose, with a short note on what moved by more than the threshold you set.

Pending deals are weighted by their stage, using your own fall-through history once there is enough of it. Tax returns and audited statements stay with your accountant.`,
    category: 'GROWTH',
    area: 'FINANCE',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 3,
    icon: 'chart-no-axes-combined',
    tags: ['accounting', 'reporting', 'commissions', 'forecasting'],
    features: [
      'Company dollar by office, team and month',
      'Ninety-day cash outlook from pending deals',
      'Drill-down from a total to its entries',
      'Budget beside actual figures',
      'Scheduled report set as PDF and workbook',
      'Access limited to owners and bookkeepers',
    ],
    capabilities: [
      'Combine ledger entries with pending deals',
      'Report margin by office and line of business',
      'Estimate cash needs for the next quarter',
    ],
    integrations: ['QuickBooks Online', 'Xero', 'SkySlope', 'Microsoft Excel'],
    version: '1.8.1',
  },
];
