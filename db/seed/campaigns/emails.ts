import type { EmailBlock } from '../../../app/modules/campaigns/blocks/schema.ts';
import { type CompileResult, compileEmail } from '../../../app/modules/campaigns/emails/compile.server.ts';
import { explainReason } from '../../../app/modules/campaigns/emails/draft.ts';
import type { EmailListing } from '../../../app/modules/campaigns/emails/listings.ts';
import { writeBodies } from '../../../app/modules/campaigns/emails/material.server.ts';
import type { emailCampaigns } from '../../schema/index.ts';
import { addDays, type Day, noonOf } from '../days.ts';
import type { Author } from './plans.ts';

/** What all emails of an organization have in common. */
export interface Sender extends Author {
  campaign: { id: string; slug: string };
  /** Of the organization. */
  name: string;
  slug: string;
  postalAddress: string;
  /** A property to show; none for an organization without. */
  listing: EmailListing | undefined;
  /** Ids of the lists it goes to. */
  lists: string[];
}

const blocks = (listing: EmailListing | undefined): EmailBlock[] => [
  { id: 'title', type: 'heading', level: 2, text: 'Open house this Saturday, {{first_name|neighbor}}' },
  {
    id: 'text',
    type: 'text',
    text: 'Demo data. Come by between **ten and two**, bring your questions, and see the garden while it is in bloom. There is coffee, and [a map of the way](https://www.example.org/demo/map).',
  },
  ...(listing
    ? [
        {
          id: 'house',
          type: 'listing' as const,
          listingId: listing.id,
          price: '$425,000',
          image: '',
          link: 'https://www.example.org/demo/house',
          note: 'Three bedrooms, a new roof, and a porch to the south.',
        },
      ]
    : []),
  { id: 'button', type: 'button', label: 'Tell us that you come', url: 'https://www.example.org/demo/visit' },
  { id: 'line', type: 'divider' },
  {
    id: 'end',
    type: 'text',
    text: 'You cannot come? [Write to us](mailto:sender@example.test), and we show it to you another day.',
  },
];

const abTest = {
  subject: 'Demo: coffee in the garden, Saturday at ten',
  previewText: 'See the house while the garden is in bloom',
  share: 50,
  waitHours: 4,
  by: 'CLICKS' as const,
};

/** An email of the demo, with what it is compiled to. */
export interface DemoEmail {
  row: typeof emailCampaigns.$inferInsert;
  result: CompileResult;
}

/**
 * An email of the demo, a draft so far.
 * @param subject  its first subject; with a test, the second is the demo's other one
 */
export function makeEmail(
  sender: Sender,
  { name, subject, isAbTest = false }: { name: string; subject: string; isAbTest?: boolean },
): DemoEmail {
  const { organizationId, createdBy, campaign, listing, lists } = sender;
  const previewText = 'Between ten and two, with coffee';
  const bodyBlocks = blocks(listing);
  const result = compileEmail({
    draft: {
      subject,
      previewText,
      blocks: bodyBlocks,
      organization: sender.name,
      postalAddress: sender.postalAddress,
      reason: explainReason(sender.name),
      listings: listing ? [listing] : [],
    },
    second: isAbTest ? abTest : null,
    isTracked: true,
    campaign: campaign.slug,
    origin: 'http://localhost:8787',
    samples: [],
  });
  const { html, text } = writeBodies(result);
  return {
    row: {
      organizationId,
      createdBy,
      campaignId: campaign.id,
      name,
      subject,
      previewText,
      bodyBlocks,
      bodyHtml: html,
      bodyPlaintext: text,
      fromName: 'Demo sender',
      fromEmail: 'sender@example.test',
      recipientLists: lists,
      isAbTest,
      abTestConfig: isAbTest ? abTest : null,
    },
    result,
  };
}

/** The columns of an email that went out, with the audience and the sender as they were. Its totals follow from its ledger. */
export function describeSent(sender: Sender, { row, result }: DemoEmail, today: Day, days: number, recipients: number) {
  const startedAt = noonOf(addDays(today, -days));
  return {
    ...row,
    status: 'SENT',
    recipientCount: recipients,
    compiled: result.compiled,
    snapshot: {
      fromName: row.fromName,
      fromEmail: row.fromEmail,
      replyTo: null,
      domainId: null,
      organizationName: sender.name,
      organizationSlug: sender.slug,
      postalAddress: sender.postalAddress,
      isTracked: true,
      audience: { lists: sender.lists, segments: [], excludedLists: [] },
    },
    startedAt,
    queuedAllAt: startedAt,
    sentAt: new Date(startedAt.getTime() + 600_000),
    createdAt: noonOf(addDays(today, -days - 2)),
  } satisfies typeof emailCampaigns.$inferInsert;
}
