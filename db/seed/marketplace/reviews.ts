import { sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type * as schema from '../../schema/index.ts';
import { demoPlatformAdmin } from '../accounts/demo.ts';

type Transaction = Parameters<Parameters<NodePgDatabase<typeof schema>['transaction']>[0]>[0];

interface DemoReview {
  tool: string;
  by: string;
  rating: number;
  title: string;
  review: string;
  daysAgo: number;
  /** Published, with a reply of the provider if it has one; otherwise the review waits for approval. */
  published?: { reply?: string };
}

const demoReviews: DemoReview[] = [
  {
    tool: 'reid-dashboard',
    by: 'owner@harbor.test',
    rating: 5,
    title: 'One place for prices and schools',
    review:
      'We look at it before every listing appointment. Price trends, days on market and school ratings of an area are on one page, and the chart goes straight into the presentation.\n\nNew agents find their way without help.',
    daysAgo: 21,
    published: { reply: 'Thank you. Charts can also be printed, with their numbers as a table.' },
  },
  {
    tool: 'reid-dashboard',
    by: 'admin@harbor.test',
    rating: 4,
    title: 'Good data, more areas please',
    review: 'The numbers are clear and the alerts save a look every morning. We would like to see the whole county.',
    daysAgo: 160,
    published: {},
  },
  {
    tool: 'reid-dashboard',
    by: 'owner@summit.test',
    rating: 3,
    title: 'Useful, took a while to set up',
    review: 'Simulations are what we bought it for and they are good. Getting all our areas in took us two afternoons.',
    daysAgo: 420,
    published: {},
  },
  {
    tool: 'expense-tax',
    by: 'owner@summit.test',
    rating: 5,
    title: 'The quarter closes itself',
    review: 'Receipts are kept with each expense, and the estimate for the quarter is there when we need it.',
    daysAgo: 60,
    published: {},
  },
  {
    tool: 'campaigns',
    by: 'member@harbor.test',
    rating: 4,
    title: 'Easy to write, easy to send',
    review: 'I write the message, choose the list and see who opened it. Consent is asked for, which I like.',
    daysAgo: 2,
  },
];

/** Lets the demo people review the tools they own, like all people, and the platform admin approve most of it. */
export async function seedDemoReviews(transaction: Transaction): Promise<void> {
  for (const review of demoReviews) {
    await transaction.execute(sql`
      select app.set_viewer(user_id, organization_id, role::text, false)
      from memberships join users on users.id = user_id where email = ${review.by}`);
    await transaction.execute(
      sql`select app.save_review(${review.tool}, ${review.rating}, ${review.title}, ${review.review})`,
    );
  }
  await transaction.execute(
    sql`select app.set_viewer(id, null, null, true) from users where email = ${demoPlatformAdmin.email}`,
  );
  for (const { tool, by, daysAgo, published } of demoReviews) {
    const { rows } = await transaction.execute<{ id: string }>(sql`
      update tool_reviews set created_at = now() - ${daysAgo} * interval '1 day', updated_at = now() - ${daysAgo} * interval '1 day'
      where tool_id = (select id from marketplace_tools where slug = ${tool})
        and reviewer_id = (select id from users where email = ${by})
      returning id`);
    const id = rows[0]?.id;
    if (!id) throw new Error(`The demo review of ${tool} by ${by} was not written.`);
    if (!published) continue;
    const version = sql`(select version from platform_reviews where id = ${id})`;
    await transaction.execute(sql`select app.moderate_review(${id}, true, null, ${version})`);
    if (published.reply)
      await transaction.execute(sql`select app.reply_to_review(${id}, ${published.reply}, ${version})`);
  }
  await transaction.execute(sql`select app.set_viewer(null, null, null, false)`);
}
