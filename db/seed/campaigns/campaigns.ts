import type {
  campaigns,
  contactConsents,
  contacts,
  content,
  emailCampaigns,
  emailDeliveries,
  socialMediaPosts,
} from '../../schema/index.ts';
import { addDays, type Day, noonOf } from '../days.ts';
import type { Random } from '../random.ts';

const label = 'Demo data';
const contactCount = 40;
const timeZone = 'America/Chicago';

/** The rows of one organization, made by one of its people. */
interface Author {
  organizationId: string;
  createdBy: string;
}

/** Forty made-up contacts. */
export const makeContacts = (organizationId: string): (typeof contacts.$inferInsert)[] =>
  Array.from({ length: contactCount }, (_, index) => ({
    organizationId,
    name: `Demo contact ${index + 1}`,
    email: `demo.contact.${index + 1}@example.test`,
    tags: [index % 3 === 0 ? 'seller' : 'buyer'],
    notes: label,
  }));

/** Every contact agreed once; every tenth took it back. */
export function makeConsents(organizationId: string, contactIds: readonly string[], recordedBy: string, today: Day) {
  return contactIds.flatMap((contactId, index): (typeof contactConsents.$inferInsert)[] => {
    const granted = {
      organizationId,
      contactId,
      isGranted: true,
      source: 'Demo sign-up form',
      recordedBy,
      recordedAt: noonOf(addDays(today, -200)),
    };
    const withdrawn = {
      ...granted,
      isGranted: false,
      source: 'Demo telephone call',
      recordedAt: noonOf(addDays(today, -20)),
    };
    return hasWithdrawn(index) ? [granted, withdrawn] : [granted];
  });
}

/** Whether the contact at this place has taken their consent back. */
export const hasWithdrawn = (index: number) => index % 10 === 9;

/** Two campaigns: one running, one being planned. */
export const makeCampaigns = (author: Author, today: Day): (typeof campaigns.$inferInsert)[] => [
  {
    ...author,
    name: 'Demo open houses',
    description: label,
    slug: 'demo-open-houses',
    type: 'EMAIL_MARKETING',
    status: 'ACTIVE',
    startDate: addDays(today, -60),
    endDate: addDays(today, 30),
    goals: { visitors: 120 },
    budget: 250_000,
    budgetSpent: 118_500,
    tags: ['demo data'],
  },
  {
    ...author,
    name: 'Demo neighborhood guide',
    description: label,
    slug: 'demo-neighborhood-guide',
    type: 'CONTENT_MARKETING',
    status: 'PLANNING',
    startDate: addDays(today, 10),
    endDate: addDays(today, 100),
    goals: { readers: 800 },
    budget: 180_000,
    tags: ['demo data'],
  },
];

/** Three pieces of content. */
export const makeContent = (author: Author, today: Day): (typeof content.$inferInsert)[] =>
  (['Demo guide for buyers', 'Demo guide for sellers', 'Demo newsletter'] as const).map((title, index) => ({
    ...author,
    title,
    slug: title.toLowerCase().replaceAll(' ', '-'),
    kind: index === 2 ? 'NEWSLETTER' : 'GUIDE',
    status: index === 0 ? 'PUBLISHED' : 'DRAFT',
    body: `${label}: text to try the editor with.`,
    author: 'Demo author',
    publishedAt: index === 0 ? noonOf(addDays(today, -40)) : undefined,
  }));

interface DemoMessage extends Author {
  campaignId: string;
  listId: string;
  today: Day;
}

/** A message that went out a month ago; its totals come from its deliveries. */
export function makeSentMessage({ today, listId, ...row }: DemoMessage, deliveries: readonly Delivery[]) {
  const count = (moment: keyof Delivery) => deliveries.filter((delivery) => delivery[moment]).length;
  const message: typeof emailCampaigns.$inferInsert = {
    ...row,
    name: 'Demo invitation',
    subject: 'Demo: open house this weekend',
    bodyHtml: '<p>Demo data: an invitation.</p>',
    bodyPlaintext: 'Demo data: an invitation.',
    fromName: 'Demo sender',
    fromEmail: 'sender@example.test',
    recipientLists: [listId],
    recipientCount: deliveries.length,
    status: 'SENT',
    sentAt: noonOf(addDays(today, -30)),
    totalSent: count('sentAt'),
    totalDelivered: count('deliveredAt'),
    totalOpened: count('openedAt'),
    totalClicked: count('clickedAt'),
    totalBounced: deliveries.filter(({ status }) => status === 'BOUNCED').length,
  };
  return message;
}

/** A message that goes out in a week, at nine in the morning of its time zone. */
export function makeScheduledMessage({ today, listId, ...row }: DemoMessage): typeof emailCampaigns.$inferInsert {
  return {
    ...row,
    name: 'Demo reminder',
    subject: 'Demo: see you at the open house',
    bodyHtml: '<p>Demo data: a reminder.</p>',
    bodyPlaintext: 'Demo data: a reminder.',
    fromName: 'Demo sender',
    fromEmail: 'sender@example.test',
    recipientLists: [listId],
    status: 'SCHEDULED',
    scheduledAt: nineInChicago(addDays(today, 7)),
    scheduledTimeZone: timeZone,
  };
}

/** Nine in the morning of a day where the demo's messages are scheduled, daylight saving time or not. */
function nineInChicago(day: Day): Date {
  const guess = new Date(`${day}T14:00:00Z`);
  const hour = Number(new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(guess));
  return new Date(guess.getTime() + (9 - hour) * 3_600_000);
}

/** A line of the send ledger, without its message. */
export type Delivery = Omit<typeof emailDeliveries.$inferInsert, 'emailCampaignId'>;

/** The delivery of the sent message to each recipient who may be written to. */
export function makeDeliveries(
  organizationId: string,
  recipients: readonly { id: string; email: string }[],
  today: Day,
  random: Random,
) {
  const sentAt = noonOf(addDays(today, -30));
  const later = (hours: number) => new Date(sentAt.getTime() + hours * 3_600_000);
  return recipients.map(({ id, email }): Delivery => {
    const row = { organizationId, contactId: id, email, attempts: 1, sentAt, createdAt: sentAt };
    if (random.chance(0.04)) return { ...row, status: 'BOUNCED', reason: 'Demo: mailbox unknown' };
    const opened = random.chance(0.45);
    return {
      ...row,
      status: 'DELIVERED',
      deliveredAt: later(0.01),
      openedAt: opened ? later(random.number(0.1, 40)) : undefined,
      clickedAt: opened && random.chance(0.3) ? later(random.number(40, 60)) : undefined,
    };
  });
}

/** Four posts: two published, one scheduled, one draft. */
export function makePosts(author: Author, campaignId: string, today: Day, random: Random) {
  const platforms = ['FACEBOOK', 'INSTAGRAM', 'LINKEDIN', 'TWITTER'] as const;
  return platforms.map((platform, index): typeof socialMediaPosts.$inferInsert => {
    const row = {
      ...author,
      campaignId,
      platform,
      title: `Demo post ${index + 1}`,
      postText: 'Demo data: come and see the house.',
      hashtags: ['demo'],
    };
    if (index === 2)
      return {
        ...row,
        status: 'SCHEDULED',
        scheduledAt: nineInChicago(addDays(today, 5)),
        scheduledTimeZone: timeZone,
      };
    if (index === 3) return row;
    const impressions = random.integer(900, 4_000);
    return {
      ...row,
      status: 'PUBLISHED',
      publishedAt: noonOf(addDays(today, -20 + index)),
      impressions,
      reach: Math.round(impressions * 0.8),
      likes: Math.round(impressions * random.number(0.01, 0.04)),
      comments: random.integer(2, 20),
      shares: random.integer(1, 15),
      clicks: Math.round(impressions * random.number(0.005, 0.02)),
    };
  });
}
