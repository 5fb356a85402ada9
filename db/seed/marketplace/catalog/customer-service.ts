import type { CatalogTool } from './catalog-types.ts';

/** The customer service tools of the catalog, in display order. */
export const customerServiceTools: readonly CatalogTool[] = [
  {
    slug: 'booking-agent',
    name: 'Booking Agent',
    description: 'Let clients book showings, consultations and valuations from your open hours.',
    longDescription: `Finding an hour that suits two people takes five messages. With Booking Agent the client opens a page, picks what they need (a showing, a first meeting, a listing valuation, a call), answers the two or three questions that go with it, and chooses from times that are really open.

Open times take account of the agent’s calendar, driving time from the appointment before, and how much notice you want. For teams, a request can go to one person, to whoever is free first, or by turns. The confirmation includes the address, parking, and a link to move or cancel.

For an occupied home it books a request and waits for the listing side to approve. People who would sooner talk get your phone number on the same page, because some always will.`,
    category: 'GROWTH',
    area: 'CUSTOMER_SERVICE',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'EMBED',
    status: 'ACTIVE',
    isFeatured: true,
    seatsIncluded: null,
    icon: 'calendar-plus',
    tags: ['scheduling', 'website', 'buyers', 'sellers'],
    features: [
      'Separate booking pages for showings, meetings and calls',
      'Travel time and notice built into open hours',
      'Single agent, first free or by turns',
      'Approval step for occupied homes',
      'Client reschedules or cancels without an account',
      'Intake questions per appointment type',
    ],
    capabilities: [
      'Offer open times on a page or in a message',
      'Route a booking to the right agent',
      'Hold a time until it is approved',
    ],
    integrations: ['Google Calendar', 'Outlook Calendar', 'Zoom', 'ShowingTime', 'WordPress'],
    version: '3.5.0',
  },
  {
    slug: 'calendar-integration',
    name: 'Calendar Integration',
    description: 'Keep personal, team and deal calendars in step, in both directions.',
    longDescription: `Your tools each know some of your appointments; your phone’s calendar should know all of them. Calendar Integration connects Google, Microsoft and Apple calendars with showings, closings and reminders from the other tools you own. A change on either side reaches the other.

Choose what is shared. Colleagues may see only “busy”, while the transaction coordinator sees deal dates in full. A private appointment blocks time without showing its title. Recurring events and time zones survive the trip, including the two weekends a year when clocks change.

When both copies were edited before they met, the newer one wins and the older is kept in a log for thirty days. It moves events; finding a free hour for a client is what Booking Agent is for.`,
    category: 'INTEGRATION',
    area: 'CUSTOMER_SERVICE',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'calendar-sync',
    tags: ['scheduling', 'teams', 'deadlines', 'automation'],
    features: [
      'Two-way updates with Google, Microsoft and Apple calendars',
      'Busy-only sharing for private events',
      'Deal dates on a calendar of their own',
      'Recurring events and time zones preserved',
      'Thirty-day log of overwritten changes',
    ],
    capabilities: ['Mirror events between calendars', 'Publish deal dates to a team', 'Resolve conflicting edits'],
    integrations: ['Google Calendar', 'Outlook Calendar', 'Apple iCloud Calendar', 'ShowingTime'],
    version: '4.0.2',
  },
  {
    slug: 'no-show-prevention',
    name: 'No-Show Prevention',
    description: 'Confirm appointments in steps, and offer the time to someone else when one falls through.',
    longDescription: `An agent who drives forty minutes to an empty driveway has lost half a morning. No-Show Prevention asks for a confirmation in steps that depend on the appointment: nothing for a past client, a reply the day before for a new inquiry, a call task when two messages went unanswered.

If the answer is no, the client is offered three other times on the spot, and the freed hour goes to the next person on the waiting list. Unconfirmed showings can be released at a set hour, with a note to the listing agent and the occupants, who have cleaned the house for nothing once too often.

It keeps count per appointment type and per source, so you learn where confirmation is worth asking for. Nobody is barred from booking; an agent may require confirmation from a client who missed twice.`,
    category: 'FOUNDATION',
    area: 'CUSTOMER_SERVICE',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'N8N_WORKFLOW',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'calendar-check',
    tags: ['scheduling', 'texting', 'automation', 'buyers'],
    features: [
      'Confirmation steps by appointment type and history',
      'Three alternative times in the same message',
      'Waiting list for freed hours',
      'Release of unconfirmed showings at a set time',
      'Missed appointments counted by source',
    ],
    capabilities: [
      'Ask for and record confirmations',
      'Refill a canceled time',
      'Notify the listing side of a release',
    ],
    integrations: ['Twilio', 'Google Calendar', 'ShowingTime', 'n8n'],
    version: '1.6.0',
  },
  {
    slug: 'script-generator',
    name: 'Script Generator',
    description: 'Write call and conversation outlines that fit the client and the occasion.',
    longDescription: `New agents dread the phone less with an outline in front of them. Say whom you are calling (an expired listing, a renter whose lease ends, last month’s open-house visitors) and what you know about them, and Script Generator writes an opening, five or six questions in a sensible order, answers to likely objections, and a way to end the call politely.

It comes as an outline instead of a speech, because people can hear when someone reads. Brokers can lock required disclosures into place and keep a shelf of approved outlines for the team. Variants exist for voicemail, text and the doorstep.

Statements about prices and rates are left as blanks for you to fill from a current source. Before you dial, check the number against the do-not-call list; an outline cannot do that for you.`,
    category: 'FOUNDATION',
    area: 'CUSTOMER_SERVICE',
    tier: 'T1',
    priceModel: 'ONE_TIME',
    requiredTier: 'FREE',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'message-square-quote',
    tags: ['drafting', 'follow-up', 'sellers', 'teams'],
    features: [
      'Outlines for thirty common occasions',
      'Versions for phone, voicemail, text and doorstep',
      'Objections with two possible answers each',
      'Locked disclosures set by the broker',
      'Shared shelf of approved outlines',
    ],
    capabilities: [
      'Draft a call outline from client facts',
      'Adapt an outline to another channel',
      'Share approved outlines with a team',
    ],
    integrations: ['Follow Up Boss', 'Google Docs', 'RingCentral'],
    version: '1.3.0',
  },
  {
    slug: 'email-template-engine',
    name: 'Email Template Engine',
    description: 'Keep a shared library of client emails that fill themselves in from the deal.',
    longDescription: `“Congratulations, you are under contract, here is what happens next” gets rewritten in every office, every week, and not always with the right dates. Email Template Engine keeps one good version, fills in names, addresses and deadlines from the record, and opens it as a draft in the agent’s own mailbox.

Templates can branch: a paragraph about the appraisal for financed deals, another about condo documents where there are any. A missing value stops the draft with a note on what to look up, so nothing goes out addressed to “Dear {first name}”. Editors propose changes, a manager approves, and older versions stay readable.

Drafts are sent one at a time by a person. Newsletters and sequences belong in Campaigns or the Multi-Touch Campaign Engine.`,
    category: 'FOUNDATION',
    area: 'CUSTOMER_SERVICE',
    tier: 'T1',
    priceModel: 'ANNUAL',
    requiredTier: 'FREE',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'layout-template',
    tags: ['email', 'drafting', 'teams', 'automation'],
    features: [
      'Forty starter templates from first inquiry to anniversary',
      'Fields filled from contact, listing and deal',
      'Conditional paragraphs',
      'No draft with an empty field',
      'Approval and version history',
      'Signature and license line by state',
    ],
    capabilities: [
      'Fill a template from a record',
      'Open a finished draft in a mailbox',
      'Review and approve template changes',
    ],
    integrations: ['Gmail', 'Outlook', 'Follow Up Boss', 'SkySlope'],
    version: '2.0.0',
  },
  {
    slug: 'review-management',
    name: 'Review Management',
    description: 'Ask every client for a review at the right time and answer what they write.',
    longDescription: `Reviews tend to come from the thrilled and the furious. Review Management asks everyone, a set number of days after closing, with one reminder and then silence. The client picks where to write, and a link opens the right form.

New reviews from the places you connect arrive in one inbox with the deal they belong to. You can write a reply, take a drafted one as a start, or assign it to the agent; a broker can require approval before anything is posted. Praise you have permission for is available as a widget for your site.

Asking only happy clients, paying for reviews or posting on someone’s behalf breaks the rules of review sites, and in part federal law, so the settings for that do not exist. Removing a review is up to the site that published it.`,
    category: 'GROWTH',
    area: 'CUSTOMER_SERVICE',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'WEBHOOK',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 10,
    icon: 'star',
    tags: ['follow-up', 'email', 'texting', 'website'],
    features: [
      'Request to every client after closing, one reminder',
      'One inbox for connected review sites',
      'Reply drafts with broker approval',
      'Alert on a new review that needs an answer today',
      'Website widget with recorded permission',
      'Response time by office and agent',
    ],
    capabilities: [
      'Request reviews after a closing',
      'Collect reviews from several sites',
      'Draft, approve and post replies',
    ],
    integrations: ['Google Business Profile', 'Zillow', 'Facebook Pages', 'WordPress'],
    version: '2.1.1',
  },
];
