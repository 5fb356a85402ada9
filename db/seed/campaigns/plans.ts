import type { campaignEntries, campaigns, content } from '../../schema/index.ts';
import { addDays, type Day, noonOf } from '../days.ts';
import { label } from './people.ts';

/** The rows of one organization, made by one of its people. */
export interface Author {
  organizationId: string;
  createdBy: string;
}

/** Two campaigns: one running, one being planned. What the first cost and brought are its entries. */
export const makeCampaigns = (author: Author, today: Day) =>
  [
    {
      ...author,
      name: 'Demo open houses',
      description: label,
      slug: 'demo-open-houses',
      type: 'EMAIL_MARKETING',
      status: 'ACTIVE',
      startDate: addDays(today, -60),
      endDate: addDays(today, 30),
      goals: { leads: 40, revenue: 1_200_000, clicks: 60, deadline: addDays(today, 30) },
      budget: 250_000,
      tags: ['demo data', 'open house'],
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
      goals: { leads: 25 },
      budget: 180_000,
      tags: ['demo data'],
    },
  ] as const satisfies readonly (typeof campaigns.$inferInsert)[];

/** What a campaign cost and brought in its first two months. */
export const makeEntries = (author: Author, campaignId: string, today: Day) =>
  (
    [
      ['COST', 'Demo: signs and flyers', -55, 38_500, 0],
      ['COST', 'Demo: photographer', -41, 45_000, 0],
      ['COST', 'Demo: coffee and cake', -12, 16_500, 0],
      ['RESULT', 'Demo: visitors who left their number', -40, 0, 11],
      ['RESULT', 'Demo: commission of the first sale', -9, 350_000, 4],
    ] as const
  ).map(([kind, text, days, amount, leads]): typeof campaignEntries.$inferInsert => ({
    ...author,
    campaignId,
    kind,
    label: text,
    occurredOn: addDays(today, days),
    amount,
    leads,
  }));

const guide = `Demo data: a page to try the editor with.

## What to look at first

- the roof and the gutters
- the age of the furnace
- how the street sounds at eight in the morning

**Ask for the utility bills of a year.** They say more than any brochure.`;

/** Four pieces of content, in every state. */
export const makeContent = (author: Author, today: Day): (typeof content.$inferInsert)[] =>
  (
    [
      ['Demo guide for buyers', 'GUIDE', 'PUBLISHED'],
      ['Demo guide for sellers', 'GUIDE', 'DRAFT'],
      ['Demo newsletter', 'NEWSLETTER', 'DRAFT'],
      ['Demo page of last spring', 'LANDING_PAGE', 'ARCHIVED'],
    ] as const
  ).map(([title, kind, status]) => ({
    ...author,
    title,
    slug: title.toLowerCase().replaceAll(' ', '-'),
    kind,
    status,
    body: guide,
    author: 'Demo author',
    publishedAt: status === 'DRAFT' ? undefined : noonOf(addDays(today, status === 'PUBLISHED' ? -40 : -300)),
  }));
