import type { CatalogTool } from './catalog-types.ts';

/** The CRM tools of the catalog, in display order. */
export const crmTools: readonly CatalogTool[] = [
  {
    slug: 'contact-activity-feed',
    name: 'Contact Activity Feed',
    description: 'See what each client did and said, across tools, in one dated list.',
    longDescription: `Before you call someone back it helps to know that they toured a house on Saturday, opened the CMA twice and emailed your assistant this morning. The Contact Activity Feed gathers such events from connected tools into one list per contact, newest first, each with its source.

A second view turns it around: everything that happened today among the people you look after, with noise such as automatic opens filtered out. Pin what matters, mute what does not, and write a note in the same place. Other tools can subscribe to the feed, so a second showing request can start a task.

Private mail is kept out unless the sender is a contact, and an agent’s notes can be closed to colleagues. Events older than the day you connected a tool are imported where that tool permits it.`,
    category: 'FOUNDATION',
    area: 'CRM',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'WEBHOOK',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'activity',
    tags: ['follow-up', 'alerts', 'data', 'teams'],
    features: [
      'One timeline per contact, with sources',
      'Today view across all your contacts',
      'Automatic opens and bot clicks filtered out',
      'Pins, mutes and private notes',
      'Subscriptions for other tools',
      'Merged timeline when duplicates are joined',
    ],
    capabilities: [
      'Collect client events from connected tools',
      'Filter a day down to what needs an answer',
      'Trigger a task from an event',
    ],
    integrations: ['Follow Up Boss', 'Salesforce', 'Gmail', 'ShowingTime', 'Zapier'],
    version: '2.3.0',
  },
  {
    slug: 'referral-network',
    name: 'Referral Network',
    description: 'Send and receive agent referrals with terms, status and fees in writing.',
    longDescription: `A client moves to Denver, you know an agent there from a conference, and eight months later nobody remembers whether it was agreed at twenty-five percent. Referral Network writes it down. You look up a licensed agent in the directory or enter one you know, propose the terms, and both brokers sign before the client’s details are released.

From then on the receiving side posts each stage (contacted, showing, under contract, closed) and the sending side can stop asking. At closing the fee is worked out from the signed terms and a referral statement is ready for the settlement agent.

Only licensed real estate professionals can be paid through it. Referrals to lenders, title companies and contractors can be recorded without a fee, in keeping with RESPA. The directory lists people who joined it, and a listing there is no endorsement.`,
    category: 'GROWTH',
    area: 'CRM',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 10,
    icon: 'handshake',
    tags: ['referrals', 'commissions', 'documents', 'buyers', 'sellers'],
    features: [
      'Directory by market, language and specialty',
      'Referral agreement signed by both brokers',
      'Client details released only after signing',
      'Stage updates from the receiving agent',
      'Fee statement for the settlement agent',
      'License number checked at signing',
    ],
    capabilities: [
      'Find an agent in another market',
      'Agree and sign referral terms',
      'Follow a referral to closing',
      'Calculate the fee that is due',
    ],
    integrations: ['DocuSign', 'Follow Up Boss', 'State license look-up', 'QuickBooks Online'],
    version: '1.5.4',
  },
  {
    slug: 'client-lifecycle-tracker',
    name: 'Client Lifecycle Tracker',
    description: 'Know where each client stands, from first contact to years after closing.',
    longDescription: `Past clients are seldom lost in a quarrel; more often nobody called. Client Lifecycle Tracker gives each client one stage (new, active, under contract, recent owner, settled owner, thinking of moving) and moves them when something happens: a signed agreement, a closing, an anniversary, an inquiry about a neighbor’s sale.

Every stage has a short list of things worth doing, which you write, and dates that count from the right day. A new owner hears from you about the homestead filing deadline; a settled one gets a yearly value review. The overview shows how many clients are in each stage and who has had no contact for longer than you meant.

A move between stages can be undone, and an agent’s decision outranks a rule. The signs of “thinking of moving” are hints drawn from what clients tell you or ask for, never from data bought about them.`,
    category: 'GROWTH',
    area: 'CRM',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'repeat-2',
    tags: ['follow-up', 'buyers', 'sellers', 'alerts'],
    features: [
      'Stages you can rename, with rules for moving between them',
      'To-do list per stage, dated from the right event',
      'Overdue contact list by agent',
      'Closing, birthday and lease anniversaries',
      'Handover of clients when an agent leaves',
      'Undo for every automatic move',
    ],
    capabilities: [
      'Move clients between stages by rule',
      'Schedule stage-specific tasks',
      'Find clients nobody has spoken to',
    ],
    integrations: ['Follow Up Boss', 'Salesforce', 'HubSpot', 'Google Calendar'],
    version: '2.0.3',
  },
  {
    slug: 'appointment-reminders',
    name: 'Appointment Reminders',
    description: 'Send clients a short reminder with time, place and directions before each visit.',
    longDescription: `Connect a calendar, choose which kinds of appointments deserve a reminder, and set how far ahead. Clients then receive a text or email with the time in their own zone, the address, where to park, what to bring, and the name and photo of the agent they will meet.

If the appointment moves, so does the reminder, and one that was already sent is followed by a correction. Replies land with the agent. For closings there is a longer version with identification and funds instructions, worded by your office, that never contains account numbers.

This is the simple half of the job. Asking for confirmation, keeping a waiting list and releasing unconfirmed times belong to No-Show Prevention, and the two can run together without writing to a client twice.`,
    category: 'FOUNDATION',
    area: 'CRM',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'N8N_WORKFLOW',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'alarm-clock',
    tags: ['scheduling', 'texting', 'email', 'automation'],
    features: [
      'Text or email, by client preference',
      'Timing per kind of appointment',
      'Directions, parking and agent photo included',
      'Correction sent when a time changes',
      'Closing-day version with documents to bring',
    ],
    capabilities: [
      'Remind clients of upcoming appointments',
      'Update or withdraw a reminder after a change',
      'Pass replies to the agent',
    ],
    integrations: ['Google Calendar', 'Outlook Calendar', 'Twilio', 'n8n'],
    version: '1.8.2',
  },
];
