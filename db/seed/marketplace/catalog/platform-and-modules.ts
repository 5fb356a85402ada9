import type { CatalogTool } from './catalog-types.ts';

/** Assistants of the "platform and other" list, in display order. */
export const platformAssistantTools: readonly CatalogTool[] = [
  {
    slug: 'universal-assistant',
    name: 'Universal Assistant',
    description: 'Ask questions across the tools you own and get answers with links to the records.',
    longDescription: `“Which of my buyers have a lease ending before September?” “When is the appraisal due on Cedar Street?” Universal Assistant takes a question in plain English, looks in the tools your organization owns, and answers in a few lines with a link to each record it used.

It sees only what you would see: the same seats, the same roles, the same private notes kept private. It can prepare an action, such as a draft reply, a task or a calendar hold, which waits until you confirm it. Nothing is sent, signed or deleted on its own.

During the beta it reads eleven of the tools in this catalog; the list is on its settings page. It answers from your records and declines questions of law, tax and value. When it finds nothing it says that, and shows where it looked.`,
    category: 'ELITE',
    area: 'PLATFORM',
    tier: 'T3',
    priceModel: 'MONTHLY',
    requiredTier: 'ELITE',
    integrationType: 'STANDALONE',
    status: 'BETA',
    isFeatured: false,
    seatsIncluded: 10,
    icon: 'bot-message-square',
    tags: ['search', 'drafting', 'teams', 'automation'],
    features: [
      'Answers with links to the records behind them',
      'Limited to what your seat and role may see',
      'Actions prepared, then confirmed by you',
      'Log of questions, answers and sources',
      'Typing or speech, on desktop and phone',
    ],
    capabilities: [
      'Answer questions from your own records',
      'Prepare drafts, tasks and calendar holds',
      'Show where an answer came from',
    ],
    integrations: ['Gmail', 'Google Calendar', 'Slack', 'Follow Up Boss'],
    version: '0.9.5',
  },
  {
    slug: 'knowledge-search',
    name: 'Knowledge Search',
    description: 'Search your policies, forms and training notes in one place, at no charge.',
    longDescription: `The answer exists: in a policy manual from two years ago, a training slide, an email from the broker, a PDF from the association. Knowledge Search indexes the folders you point it at and finds the passage, so a new agent does not have to ask the same person for the ninth time.

Results show the paragraph, the document, its owner and its date, newest version first. Owners receive a list of documents that are often opened but older than a year. Searches that found nothing are collected, without names, as a hint about what ought to be written down.

It quotes and does not rewrite: what you read is what the document says. Access follows the folder’s own sharing settings. The beta is free of charge and holds up to five thousand documents for each organization.`,
    category: 'FOUNDATION',
    area: 'PLATFORM',
    tier: 'T1',
    priceModel: 'FREE',
    requiredTier: 'FREE',
    integrationType: 'EMBED',
    status: 'BETA',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'book-search',
    tags: ['search', 'documents', 'teams', 'compliance'],
    features: [
      'Word, PDF, slide and web page search',
      'Passage shown with document, owner and date',
      'Sharing settings of each folder respected',
      'List of aging documents for their owners',
      'Report of searches without a result',
    ],
    capabilities: ['Index shared folders', 'Find a passage across documents', 'Point out outdated material'],
    integrations: ['Google Drive', 'SharePoint', 'Dropbox', 'Notion'],
    version: '0.7.1',
  },
  {
    slug: 'ai-hub',
    name: 'AI Hub',
    description: 'Manage which language models your tools may use, with what data and at what cost.',
    longDescription: `Several tools in this catalog draft text or read documents with a language model. A large brokerage will want to decide which models those are, where they run, what may be sent to them and what is spent. AI Hub is the place for those decisions.

Administrators will choose approved models, bring their own provider contract, set monthly limits for each office and mask client details before text leaves the organization. A log will keep each request with the tool, the person and the cost, for as long as your retention policy asks.

It is being built with enterprise information security reviews in mind and is not on sale yet. The price will depend on the number of offices and on whether you use your own contracts. Organizations on the ENTERPRISE tier can ask for a preview; single tools work without it, as they do today.`,
    category: 'CUSTOM',
    area: 'PLATFORM',
    tier: 'T3',
    priceModel: 'CUSTOM',
    requiredTier: 'ENTERPRISE',
    integrationType: 'API',
    status: 'COMING_SOON',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'blocks',
    tags: ['teams', 'compliance', 'data'],
    features: [
      'Approved models for each tool and office',
      'Your own provider contracts',
      'Masking of client details',
      'Monthly limits with a warning beforehand',
      'Request log with a retention period you set',
    ],
    capabilities: ['Set rules for model use', 'Limit and report model spending', 'Keep a reviewable log of requests'],
    integrations: ['Azure OpenAI Service', 'Amazon Bedrock', 'Okta', 'Microsoft Entra ID'],
    version: '0.1.0',
  },
];

/** The three tools that are real modules inside Lotline, in display order. */
export const moduleTools: readonly CatalogTool[] = [
  {
    slug: 'reid-dashboard',
    name: 'REID Dashboard',
    description: 'Bring market, demographic and school data together and study a place before you advise.',
    longDescription: `REID stands for real-estate intelligence. Load the files you already download from Zillow, Redfin, Realtor.com, FRED, the Census and NCES, and the dashboard turns them into one picture of an area: prices, inventory, days on market, income, households, schools. A file that does not fit is refused with the row and column named, and nothing is half imported.

On top of the data sit four things to work with. The return simulator calculates cash flows, IRR and NPV for a property under several scenarios. Alerts watch an area for the change you describe. Reports freeze the figures of the day, for printing or sharing by a private link. Profiles sum up a place with its strengths, risks and scores.

How many simulations, alerts and profiles you can have depends on your organization’s tier. Coverage is what you load; REID includes no data subscription.`,
    category: 'ADVANCED',
    area: 'MARKET_ANALYSIS',
    tier: 'T3',
    priceModel: 'MONTHLY',
    requiredTier: 'GROWTH',
    integrationType: 'NATIVE',
    status: 'ACTIVE',
    isFeatured: true,
    seatsIncluded: 10,
    icon: 'layout-dashboard',
    tags: ['data', 'reporting', 'investors', 'alerts', 'maps'],
    features: [
      'Market, demographic and school data by area and period',
      'Imports that name the faulty row and column',
      'Return simulator with IRR, NPV and loan schedules',
      'Alerts by email, webhook or inside Lotline',
      'Reports frozen on the day they were made',
      'Area and property profiles with sources',
      'Private to your organization',
    ],
    capabilities: [
      'Import published market files as they are',
      'Compare areas over time',
      'Simulate returns under several scenarios',
      'Watch an area and send alerts',
      'Share a report by private link',
    ],
    integrations: [
      'Zillow Research',
      'Redfin Data Center',
      'Realtor.com Research',
      'FRED economic data',
      'US Census ACS',
    ],
    version: '1.0.0',
  },
  {
    slug: 'expense-tax',
    name: 'Expense & Tax',
    description: 'Record expenses, receipts and mileage, and know what to set aside each quarter.',
    longDescription: `Agents pay for signs, gas, lunches and software all year and sort it out in April. In Expense & Tax an expense is entered when it happens, with its receipt and, if you like, the listing it was for. Owners and admins approve; a receipt that was already used is noticed.

Categories are tied to the lines of Schedule C, and expenses of a rental go to Schedule E by property. Mileage uses the rate of the day you drove. From income and deductions it estimates federal income and self-employment tax by quarter, with due dates, the safe-harbor amount and the assumptions behind each figure. Year-end reports list totals whose rows can be checked one by one.

Estimates use the published rate schedules for 2024 to 2026. They are for setting money aside; your return is prepared and filed elsewhere, and a closed year stays closed.`,
    category: 'GROWTH',
    area: 'FINANCE',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'NATIVE',
    status: 'ACTIVE',
    isFeatured: true,
    seatsIncluded: 25,
    icon: 'wallet',
    tags: ['expenses', 'taxes', 'accounting', 'reporting'],
    features: [
      'Up to five receipts per expense: JPEG, PNG, WebP or PDF',
      'Categories mapped to Schedule C and Schedule E lines',
      'Mileage at the rate of the day',
      'Approval by owners and admins',
      'Quarterly estimates with due dates',
      'Notice when the same receipt is used twice',
      'Reports for the year, a quarter or a category',
    ],
    capabilities: [
      'Record expenses, receipts and trips',
      'Approve or reject an expense',
      'Estimate quarterly taxes',
      'Produce tax reports for an accountant',
    ],
    integrations: ['Bank and card statements (CSV, OFX, QFX)', 'Spreadsheets (CSV)'],
    version: '1.0.0',
  },
  {
    slug: 'campaigns',
    name: 'Campaigns',
    description: 'Prepare emails, posts and content for one campaign, and send them on schedule.',
    longDescription: `A spring listing push is an email to past clients, four posts, a guide for the website and a budget, usually kept in four places. Campaigns holds them together, with goals, dates and spending, and shows what is drafted, scheduled, sent or paused.

Emails go to contact lists that record consent. Each person receives a message at most once, whatever is retried; people who unsubscribed or whose address bounced are left out, and one click in the mail is enough to leave. Subject lines can be tested against each other. Posts are checked against the length limit of each network before they are scheduled, and a weekly nine o’clock stays nine o’clock when clocks change.

Everyone in the organization can view a campaign; creating and publishing needs a seat. Lists are not for sale here, and contacts who never agreed to hear from you do not belong in one.`,
    category: 'GROWTH',
    area: 'MARKETING',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'NATIVE',
    status: 'ACTIVE',
    isFeatured: true,
    seatsIncluded: 10,
    icon: 'megaphone',
    tags: ['email', 'social', 'scheduling', 'reporting'],
    features: [
      'Emails, posts and content under one campaign',
      'Contact lists with recorded consent',
      'At most one copy of a message per recipient',
      'One-click unsubscribe in every marketing email',
      'Subject-line tests',
      'Post length checked for each network',
      'Budget and spending beside results',
    ],
    capabilities: [
      'Schedule emails in the time zone you choose',
      'Prepare posts for seven networks',
      'Compare opens, clicks and engagement',
      'Pause and resume a campaign',
    ],
    integrations: ['Facebook Pages', 'Instagram', 'LinkedIn', 'YouTube'],
    version: '1.0.0',
  },
];
