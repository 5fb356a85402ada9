import type { CatalogTool } from './catalog-types.ts';

/** The lead tools of the catalog, in display order. */
export const leadTools: readonly CatalogTool[] = [
  {
    slug: 'lead-capture-agent',
    name: 'Lead Capture Agent',
    description: 'Turn website chats, forms and open-house sign-ins into complete contact records.',
    longDescription: `A visitor asks about a listing at nine in the evening; an open house fills a clipboard on Sunday afternoon. Lead Capture Agent gives both the same short set of questions (who, which property, when, how to reach them) and files the answers as one contact record that says which page or event it came from.

You place it on a site with a script tag, or open the kiosk page on a tablet at the door. It checks that an email domain accepts mail and that a phone number is plausible, looks for an existing contact before creating a new one, and assigns the inquiry to whoever is on duty for that listing or office.

Questions about price, schools or a neighborhood are passed on to the agent word for word. The chat asks and files; it never advises.`,
    category: 'FOUNDATION',
    area: 'LEADS',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'EMBED',
    status: 'ACTIVE',
    isFeatured: true,
    seatsIncluded: null,
    icon: 'message-circle-plus',
    tags: ['website', 'buyers', 'sellers', 'texting'],
    features: [
      'Chat, inquiry form and open-house kiosk from one setup',
      'Separate questions for buyers, sellers and renters',
      'Duty roster by office, listing and hour',
      'Duplicate check on email and phone before saving',
      'Consent wording stored with every phone number',
      'Works in English and Spanish',
    ],
    capabilities: [
      'Collect inquiries from a site, a form or a tablet',
      'Match an inquiry to an existing contact',
      'Assign a new contact to the agent on duty',
    ],
    integrations: ['Follow Up Boss', 'HubSpot', 'WordPress', 'Facebook Lead Ads'],
    version: '3.2.1',
  },
  {
    slug: 'lead-scoring-engine',
    name: 'Lead Scoring Engine',
    description: 'Rank open leads by stated intent and recent activity, with the reasons shown.',
    longDescription: `Every morning an agent with ninety open leads has to decide which five to call. Lead Scoring Engine sorts that list. It reads what people said (time frame, financing, a home to sell first) and what they did lately (saved a search, replied to a text, asked for a second showing), then gives each lead a score from 0 to 100.

Beside the score stand the three facts that moved it most, so an agent can disagree with a reason instead of guessing at a number. You set the weights yourself, by lead type, and can replay last quarter’s leads against new weights before switching over.

Race, religion, familial status and the other protected characteristics are never inputs, nor are stand-ins such as surname or ZIP code. The score orders a call list; it should not decide who gets service.`,
    category: 'GROWTH',
    area: 'LEADS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'gauge',
    tags: ['qualification', 'buyers', 'sellers', 'follow-up'],
    features: [
      'Score from 0 to 100, recalculated when something happens',
      'Three strongest reasons beside every score',
      'Weights you set for buyers, sellers and renters',
      'Dry run of new weights on past leads',
      'Scores fade when a lead goes quiet',
      'Change history for every weight',
    ],
    capabilities: [
      'Score leads as activity arrives',
      'Explain why a lead moved up or down',
      'Write the score back to your CRM',
      'Test scoring rules on past leads',
    ],
    integrations: ['Follow Up Boss', 'Salesforce', 'HubSpot', 'Google Analytics 4'],
    version: '2.6.0',
  },
  {
    slug: 'lead-source-analysis',
    name: 'Lead Source Analysis',
    description: 'See what each lead source costs and how many of its leads reach a closing.',
    longDescription: `Portals, sign calls, sphere, open houses, paid search. What each of them costs is on an invoice; what came back is scattered over a year of closings. This report joins the two. Spending comes in as monthly amounts per source, leads and closings come from your CRM, and out comes cost per lead, per appointment and per closing, source by source.

Because a sale often closes months after the first call, leads are grouped by the month they arrived. A source is judged on its own class of leads, and recent months are marked as still open instead of being counted as failures.

Someone has to keep the source field tidy. The tool lists unknown and misspelled sources and lets you merge them, but a lead that nobody labeled stays in the “unknown” row, in plain sight.`,
    category: 'FOUNDATION',
    area: 'LEADS',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 5,
    icon: 'chart-pie',
    tags: ['reporting', 'expenses', 'buyers', 'sellers'],
    features: [
      'Cost per lead, appointment and closing by source',
      'Leads grouped by arrival month',
      'Split by office, team or agent',
      'Merge list for misspelled source names',
      'Open months marked, not counted as lost',
      'CSV export of every table',
    ],
    capabilities: [
      'Compare lead sources over the same period',
      'Trace a closing to its first contact',
      'Clean up source labels in bulk',
    ],
    integrations: ['Follow Up Boss', 'Zillow Premier Agent', 'Google Ads', 'Spreadsheets (CSV)'],
    version: '1.9.4',
  },
  {
    slug: 'lead-summary-generator',
    name: 'Lead Summary Generator',
    description: 'Condense a long contact history into half a page an agent reads before calling.',
    longDescription: `Calls get handed over: to the showing agent, to the partner covering a vacation, back to someone who last spoke to the family in March. Lead Summary Generator reads the emails, texts, call notes and showings on a contact and writes half a page: what they want, what they ruled out, what was promised, what is unanswered.

Each sentence carries a link to the message it came from. If two messages contradict each other (three bedrooms in May, four in June) both are listed with their dates, and no choice is made for you.

Summaries are drafted by a language model, so treat them as notes by a colleague who read quickly. Attachments are not read, and a contact with nothing on file gets a short line saying so. A fresh summary is sent to your CRM when a lead changes hands.`,
    category: 'FOUNDATION',
    area: 'LEADS',
    tier: 'T1',
    priceModel: 'USAGE_BASED',
    usageUnit: 'summary',
    unitsIncluded: 200,
    unitPrice: 25,
    requiredTier: 'FREE',
    integrationType: 'WEBHOOK',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'notebook-text',
    tags: ['drafting', 'follow-up', 'buyers', 'teams'],
    features: [
      'Half a page per contact, in a fixed order of headings',
      'A source link behind every sentence',
      'Contradicting answers listed with dates',
      'Open promises and unanswered questions on top',
      'Automatic summary when a lead changes hands',
    ],
    capabilities: [
      'Summarize emails, texts, calls and showings',
      'List commitments made to a client',
      'Post the summary as a CRM note',
    ],
    integrations: ['Follow Up Boss', 'Gmail', 'Outlook', 'Twilio'],
    version: '1.4.2',
  },
  {
    slug: 'multi-touch-campaign-engine',
    name: 'Multi-Touch Campaign Engine',
    description: 'Run follow-up sequences of email, text and call tasks that stop when someone replies.',
    longDescription: `Following up for six months is easy to intend and hard to do. Here you lay out the sequence once: an email today, a text on Thursday, a call task for the agent next week, a market note each month. Contacts enter by rule, for example every open-house visitor without an agent of their own.

The sequence listens. When a person replies, books or asks to be left alone, it stops for them and tells the agent why. Messages wait for daytime in the recipient’s time zone, and texts go only to numbers with consent on record.

The building blocks are n8n workflows, which your own staff can open and change. Buying lists of strangers and mailing them is something this tool refuses: a contact without a recorded origin cannot enter a sequence.`,
    category: 'GROWTH',
    area: 'LEADS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'N8N_WORKFLOW',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'waypoints',
    tags: ['follow-up', 'email', 'texting', 'automation'],
    features: [
      'Email, text, call task and postcard steps',
      'Immediate stop on reply, booking or opt-out',
      'Sending hours by recipient time zone',
      'Twelve starter sequences to adapt',
      'Cap on messages per person per week',
      'Step-by-step record for every contact',
      'Editable n8n workflow behind each sequence',
    ],
    capabilities: [
      'Enroll contacts by rule or by hand',
      'Send messages across email and text',
      'Hand a replying contact to an agent',
      'Pause a sequence for one person or for all',
    ],
    integrations: ['n8n', 'Twilio', 'Mailchimp', 'Follow Up Boss', 'Gmail'],
    version: '2.1.3',
  },
  {
    slug: 'contact-preference-tracker',
    name: 'Contact Preference Tracker',
    description: 'Keep one record of how, when and about what each client wants to hear from you.',
    longDescription: `One client wants texts only. Another said no calls before noon, and her husband asked to be taken off the newsletter. These things get said to one agent and forgotten by the next three systems. Contact Preference Tracker holds them in one place: channel, hours, language, topics, and every opt-out with its date and wording.

Other tools ask it before they send. The answer is a plain yes or no with a reason, and the question itself is logged, which helps when a client wants to know why they received something. Clients can change their own settings on a page linked from your emails, without an account.

National and state do-not-call lists are not included; connect your subscription and numbers are checked against it nightly.`,
    category: 'FOUNDATION',
    area: 'LEADS',
    tier: 'T1',
    priceModel: 'ANNUAL',
    requiredTier: 'FREE',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'sliders-horizontal',
    tags: ['compliance', 'email', 'texting', 'follow-up'],
    features: [
      'Channel, hours, language and topics per person',
      'Opt-outs kept with date, source and wording',
      'Preference page for clients, no account needed',
      'Log of every permission check',
      'Household view for couples and co-buyers',
      'Import of existing opt-out lists',
    ],
    capabilities: [
      'Answer whether a message may be sent',
      'Record consent and its withdrawal',
      'Share preferences between connected systems',
    ],
    integrations: ['Mailchimp', 'Twilio', 'Follow Up Boss', 'Do-not-call registry subscription'],
    version: '1.7.0',
  },
  {
    slug: 'budget-range-predictor',
    name: 'Budget Range Predictor',
    description: 'Estimate a workable price range from income, debts, cash and current loan terms.',
    longDescription: `“What can we afford?” usually comes before anyone has talked to a lender. Budget Range Predictor takes what a buyer is willing to tell (income, monthly debts, cash for closing, the monthly payment they are comfortable with) and works back to a price range for each county they are considering, with property tax, insurance, HOA dues and mortgage insurance included.

You see three figures: comfortable, stretched, and the most that common debt-to-income limits would allow. Change the rate, the down payment or the location and all three move. The assumptions print along with the result.

No credit file is pulled and nothing here is a loan offer. It is in beta: insurance costs in coastal and wildfire areas are averages by county and can be well off for a single house. The buyer’s lender has the last word.`,
    category: 'ADVANCED',
    area: 'LEADS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'STANDALONE',
    status: 'BETA',
    isFeatured: false,
    seatsIncluded: 10,
    icon: 'hand-coins',
    tags: ['buyers', 'financing', 'qualification', 'pricing'],
    features: [
      'Three ranges: comfortable, stretched, upper limit',
      'Taxes, insurance, HOA dues and mortgage insurance counted',
      'Conventional, FHA, VA and cash scenarios',
      'Side-by-side result for several counties',
      'One-page summary for the buyer',
      'Every assumption visible and editable',
    ],
    capabilities: [
      'Work back from a monthly payment to a price',
      'Compare loan types and down payments',
      'Set the price limits of a saved search',
    ],
    integrations: ['Freddie Mac mortgage rate survey', 'County tax records', 'Follow Up Boss'],
    version: '0.9.2',
  },
  {
    slug: 'client-pre-qualification',
    name: 'Client Pre-Qualification',
    description: 'Ask new clients the right first questions and collect what the first meeting needs.',
    longDescription: `A first meeting goes better when the basics are already on the table. The client receives a link to a short questionnaire that fits their case. Buyers are asked about timing, financing and must-haves; sellers about the title, the mortgage payoff and repairs; landlords about current leases.

They can upload a pre-approval letter or proof of funds, and the agent gets a one-page brief with gaps marked, such as a letter that has expired or a co-owner who was not mentioned. Everyone gets the same questions in the same order, and that record is kept, which matters if your practice is ever questioned under fair housing rules.

Documents are stored and dated, not verified. Whether a buyer qualifies for a loan remains a lender’s decision.`,
    category: 'FOUNDATION',
    area: 'LEADS',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'EMBED',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'clipboard-check',
    tags: ['qualification', 'buyers', 'sellers', 'documents', 'financing'],
    features: [
      'Question sets for buyers, sellers and landlords',
      'Save and continue on another device',
      'Upload of pre-approval letters and proof of funds',
      'Expiry dates watched on uploaded letters',
      'One-page brief with missing items marked',
      'Same questions, same order, on record',
    ],
    capabilities: [
      'Send and chase a client questionnaire',
      'Collect supporting documents',
      'Prepare a brief for the first meeting',
    ],
    integrations: ['Follow Up Boss', 'WordPress', 'Google Drive', 'Google Calendar'],
    version: '2.0.5',
  },
];
