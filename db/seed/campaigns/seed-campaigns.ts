import { eq, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import * as schema from '../../schema/index.ts';
import { addDays, type Day } from '../days.ts';
import type { Random } from '../random.ts';
import { type DemoEmail, describeSent, makeEmail, type Sender } from './emails.ts';
import { makeDeliveries, makeEvents, type Recipient } from './ledger.ts';
import { label, makeConsents, makeContacts, makeSuppressions } from './people.ts';
import { type Author, makeCampaigns, makeContent, makeEntries } from './plans.ts';
import { demoZone, makePosts, planNine } from './posts.ts';

type Transaction = Parameters<Parameters<NodePgDatabase<typeof schema>['transaction']>[0]>[0];

interface Demo {
  organizationId: string;
  /** OWNER, ADMIN and MEMBER, in this order. */
  people: readonly [string, ...string[]];
  today: Day;
  random: Random;
}

/** Gives a demo organization contacts, two campaigns, and in these one of everything, in every state. */
export async function seedCampaigns(transaction: Transaction, { organizationId, people, today, random }: Demo) {
  const author = { organizationId, createdBy: people[0] };
  const { recipientKey } = await seedSettings(transaction, organizationId);
  const audience = await seedContacts(transaction, author, today);
  const content = await transaction
    .insert(schema.content)
    .values(makeContent(author, today))
    .returning({ id: schema.content.id });
  for (const planned of makeCampaigns(author, today)) {
    const [campaign] = await transaction
      .insert(schema.campaigns)
      .values({ ...planned, tags: [...planned.tags] })
      .returning({ id: schema.campaigns.id, slug: schema.campaigns.slug });
    if (!campaign) throw new Error('A demo campaign was not made.');
    const sender = await findSender(transaction, author, campaign, audience.listId);
    await seedEmails(transaction, sender, { recipients: audience.recipients, recipientKey, today, random });
    await transaction.insert(schema.socialMediaPosts).values(makePosts(author, campaign.id, today, random));
    await transaction.insert(schema.campaignContent).values(
      content.slice(0, 3).map(({ id: contentId }, position) => ({
        organizationId,
        campaignId: campaign.id,
        contentId,
        position,
        isPrimary: position === 0,
        linkedBy: people[0],
      })),
    );
    if (planned.status === 'ACTIVE')
      await transaction.insert(schema.campaignEntries).values(makeEntries(author, campaign.id, today));
  }
}

const postalAddress = '1 Demo Street\nSpringfield, IL 62701';

async function seedSettings(transaction: Transaction, organizationId: string) {
  const [settings] = await transaction
    .insert(schema.campaignSettings)
    .values({ organizationId, postalAddress, fromName: 'Demo sender', timeZone: demoZone })
    .returning({ recipientKey: schema.campaignSettings.recipientKey });
  if (!settings) throw new Error('The demo settings were not made.');
  return settings;
}

/** Contacts on two lists, with all that is known of them. Returns the list of buyers and who is on it. */
async function seedContacts(transaction: Transaction, { organizationId, createdBy }: Author, today: Day) {
  const contacts = await transaction
    .insert(schema.contacts)
    .values(makeContacts(organizationId, today))
    .returning({ id: schema.contacts.id, email: schema.contacts.email, createdAt: schema.contacts.createdAt });
  const lists = await transaction
    .insert(schema.contactLists)
    .values(['Demo buyers', 'Demo sellers'].map((name) => ({ organizationId, name, description: label })))
    .returning({ id: schema.contactLists.id });
  const [buyers, sellers] = lists;
  if (!buyers || !sellers) throw new Error('The demo contact lists were not made.');
  await transaction.insert(schema.contactListMembers).values(
    contacts.map(({ id, createdAt }, index) => ({
      organizationId,
      contactId: id,
      listId: index % 3 === 0 ? sellers.id : buyers.id,
      createdAt,
    })),
  );
  await transaction.insert(schema.contactConsents).values(makeConsents(organizationId, contacts, createdBy, today));
  await transaction.insert(schema.suppressions).values(makeSuppressions(organizationId, contacts, today));
  await transaction.insert(schema.contactSegments).values({
    organizationId,
    name: 'Demo sellers by tag',
    rules: [{ field: 'TAG', operator: 'IS', value: 'seller' }],
  });
  await transaction.insert(schema.signupForms).values({
    organizationId,
    name: 'Demo newsletter',
    slug: 'demo-newsletter',
    listId: buyers.id,
    heading: 'Demo newsletter',
    introduction: 'News of open houses, once a month.',
    consentWording: 'Yes, send me the demo newsletter.',
  });
  const recipients = contacts.map(({ id, email }, index) => ({ id, email, index }));
  return { listId: buyers.id, recipients: recipients.filter(({ index }) => index % 3 !== 0) };
}

async function findSender(
  transaction: Transaction,
  author: Author,
  campaign: { id: string; slug: string },
  listId: string,
): Promise<Sender & { hasElite: boolean }> {
  const { listings, organizations } = schema;
  const [organization] = await transaction
    .select({ name: organizations.name, slug: organizations.slug, tier: organizations.subscriptionTier })
    .from(organizations)
    .where(eq(organizations.id, author.organizationId));
  if (!organization) throw new Error('A demo organization is gone.');
  const [listing] = await transaction
    .select({
      id: listings.id,
      address: listings.address,
      city: listings.city,
      state: listings.state,
      zipCode: listings.zipCode,
    })
    .from(listings)
    .where(eq(listings.organizationId, author.organizationId))
    .orderBy(listings.address)
    .limit(1);
  const { name, slug, tier } = organization;
  const hasElite = tier === 'ELITE' || tier === 'ENTERPRISE';
  return { ...author, campaign, name, slug, postalAddress, listing, lists: [listId], hasElite };
}

interface Post {
  recipients: readonly Recipient[];
  recipientKey: string;
  today: Day;
  random: Random;
}

/** One email that went out, one that is planned and one that is written on; with the plan for it, a test and a repeat too. */
async function seedEmails(transaction: Transaction, sender: Sender & { hasElite: boolean }, post: Post) {
  const invitation = makeEmail(sender, { name: 'Demo invitation', subject: 'Demo: open house this weekend' });
  await seedSent(transaction, sender, invitation, post, 30);
  await seedScheduled(transaction, sender, post.today);
  const draft = makeEmail(sender, { name: 'Demo thank-you', subject: 'Demo: thank you for coming' });
  if (!sender.hasElite) {
    await transaction.insert(schema.emailCampaigns).values(draft.row);
    return;
  }
  const test = makeEmail(sender, { name: 'Demo test', subject: 'Demo: open house on Saturday', isAbTest: true });
  await seedSent(transaction, sender, test, post, 10);
  await seedRepeat(transaction, sender, draft, post.today);
}

async function seedSent(
  transaction: Transaction,
  sender: Sender,
  email: DemoEmail,
  { recipients, recipientKey, today, random }: Post,
  days: number,
) {
  const { isAbTest = false } = email.row;
  const sent = describeSent(sender, email, today, days, recipients.length);
  const decided = {
    abWinner: 'A' as const,
    abDecidedAt: new Date(sent.startedAt.getTime() + 4 * 3_600_000),
    abReason: 'No clear difference: a winner needs at least 100 delivered messages on each side.',
    sentAt: new Date(sent.startedAt.getTime() + 4.5 * 3_600_000),
  };
  const [row] = await transaction
    .insert(schema.emailCampaigns)
    .values({ ...sent, ...(isAbTest && decided) })
    .returning({ id: schema.emailCampaigns.id });
  if (!row) throw new Error('A demo email was not made.');
  await insertLinks(transaction, sender, row.id, email);
  const going = {
    organizationId: sender.organizationId,
    emailCampaignId: row.id,
    recipientKey,
    today,
    days,
    isAbTest,
    random,
  };
  const deliveries = await transaction
    .insert(schema.emailDeliveries)
    .values(makeDeliveries(recipients, going))
    .returning();
  await transaction.insert(schema.emailEvents).values(makeEvents(deliveries));
}

async function insertLinks(
  transaction: Transaction,
  { organizationId }: Author,
  emailCampaignId: string,
  { result }: DemoEmail,
) {
  await transaction
    .insert(schema.emailLinks)
    .values(
      result.links.map(({ url, label }, place) => ({ organizationId, emailCampaignId, number: place + 1, url, label })),
    );
}

/** Planned as everybody does it, with all the rules of planning. */
async function seedScheduled(transaction: Transaction, sender: Sender, today: Day) {
  const { row, result } = makeEmail(sender, { name: 'Demo reminder', subject: 'Demo: see you at the open house' });
  const [email] = await transaction.insert(schema.emailCampaigns).values(row).returning({
    id: schema.emailCampaigns.id,
    version: schema.emailCampaigns.version,
  });
  if (!email) throw new Error('A demo email was not made.');
  const { scheduledLocal, scheduledTimeZone, scheduledAt } = planNine(addDays(today, 7));
  await transaction.execute(sql`select app.set_viewer(${sender.createdBy}, ${sender.organizationId}, 'OWNER', false)`);
  const { rows } = await transaction.execute<{ outcome: string }>(
    sql`select app.schedule_email(${email.id}, ${email.version}, ${scheduledLocal}::timestamp, ${scheduledTimeZone},
      ${scheduledAt.toISOString()}::timestamptz, false, ${JSON.stringify(result.compiled)}::jsonb, ${JSON.stringify(result.links)}::jsonb) as outcome`,
  );
  await transaction.execute(sql`select app.set_viewer(null, null, null, false)`);
  if (rows[0]?.outcome !== 'SCHEDULED') throw new Error(`The demo email was not planned: ${rows[0]?.outcome}.`);
}

/** A draft that comes again every month, for the first time in three weeks. */
async function seedRepeat(transaction: Transaction, sender: Sender, draft: DemoEmail, today: Day) {
  const [email] = await transaction
    .insert(schema.emailCampaigns)
    .values({ ...draft.row, compiled: draft.result.compiled })
    .returning({ id: schema.emailCampaigns.id });
  if (!email) throw new Error('A demo email was not made.');
  await insertLinks(transaction, sender, email.id, draft);
  const first = planNine(addDays(today, 21));
  await transaction.insert(schema.campaignRepeats).values({
    organizationId: sender.organizationId,
    campaignId: sender.campaign.id,
    kind: 'EMAIL',
    sourceId: email.id,
    frequency: 'MONTHLY',
    startsOn: addDays(today, 21),
    localTime: '09:00',
    timeZone: first.scheduledTimeZone,
    nextOn: addDays(today, 21),
    nextAt: first.scheduledAt,
    createdBy: sender.createdBy,
  });
}
