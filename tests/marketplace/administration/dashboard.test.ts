import { expect, test } from 'vitest';
import { createTool } from '../../factories/catalog.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization } from '../../factories/organizations.ts';
import { createReview } from '../../factories/reviews.ts';
import { only } from '../../factories/rows.ts';
import { admin, database, organization, rows, setUpTests, signInAs } from './setup.ts';

setUpTests();

const open = async (visitor = admin) => {
  const { status, text } = await visitor.get('/admin');
  expect(status).toBe(200);
  return text;
};

/** The value and the note of a figure, as the page shows them. */
async function readTile(label: string): Promise<string> {
  const tile =
    new RegExp(`<span class="block text-muted">${label}</span>(.*?)</li>`, 's').exec(await open())?.[1] ?? '';
  return tile
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The row of a month in the table behind a chart. */
async function readMonth(title: string, month: string): Promise<string> {
  const table = new RegExp(`${title}: data[\\s\\S]*?</table>`).exec(await open())?.[0] ?? '';
  const row = new RegExp(`<tr><th scope="row">${month}</th>.*?</tr>`).exec(table)?.[0] ?? '';
  return row
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const dollars = (cents: number) => (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
const thisMonth = () => new Date().toLocaleDateString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

test('sales are those of the month, less refunds, without what was cancelled', async () => {
  const buyer = await createOrganization(database.sql);
  const orders = [
    await buy(database, buyer, { tools: [await createTool(database.sql, { price: 30_000 })] }),
    await buy(database, buyer, { tools: [await createTool(database.sql, { price: 20_000 })] }),
    await buy(database, buyer, { tools: [await createTool(database.sql, { price: 10_000 })] }),
  ];
  await rows(`update marketplace_orders set placed_at = placed_at - interval '2 years' where id = $1`, [orders[1]?.id]);
  await rows(`update marketplace_orders set payment_status = 'CANCELLED', cancelled_at = now() where id = $1`, [
    orders[2]?.id,
  ]);
  const { sales, count } = only(
    await database.sql.query<{ sales: number; count: number }>(
      `select coalesce(sum(total - refunded_total), 0)::integer as sales, count(*)::integer as count from marketplace_orders
       where placed_at >= date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' and payment_status not in ('CANCELLED', 'FAILED')`,
    ),
  );
  expect(await readTile('Sales this month')).toBe(`${dollars(sales)} ${count} order${count === 1 ? '' : 's'}`);
  expect(await readMonth('Sales', thisMonth())).toBe(`${thisMonth()} ${dollars(sales)}`);
  expect(await readMonth('Orders', thisMonth())).toBe(`${thisMonth()} ${count}`);
});

test('what is overdue is what is owed after its day, and waits at the top', async () => {
  const buyer = await createOrganization(database.sql);
  const { id } = await buy(database, buyer, { tools: [await createTool(database.sql, { price: 70_000 })] });
  await rows('update marketplace_orders set due_on = app.today() - 1 where id = $1', [id]);
  const { owed, count } = only(
    await database.sql.query<{ owed: number; count: number }>(
      `select sum(total - refunded_total)::integer as owed, count(*)::integer as count from marketplace_orders
       where payment_status in ('PENDING', 'PROCESSING') and payment_method <> 'CREDIT_CARD' and due_on < (now() at time zone 'UTC')::date
         and total > refunded_total`,
    ),
  );
  expect(await readTile('Overdue')).toBe(`${dollars(owed)} ${count} invoice${count === 1 ? '' : 's'}`);
  const text = await open();
  expect(text.indexOf('To do')).toBeLessThan(text.indexOf('>Overdue<', text.indexOf('To do')));
  expect(text.indexOf('>Overdue<', text.indexOf('To do'))).toBeLessThan(text.indexOf('How it stands'));
});

test('reviews that wait, and mail that was given up, are counted; the mail is named with its reason', async () => {
  await createReview(database.sql, organization, (await createTool(database.sql)).id);
  const [waiting] = await rows(`select count(*)::integer as count from tool_reviews where status = 'PENDING'`);
  expect(await readTile('Reviews to read')).toBe(String(waiting?.count));
  expect(await readTile('Mail that failed')).toBe('0 in the last 30 days');
  const insert = `insert into outgoing_mail (key, recipient, kind, content, secret, send_after, last_error, sent_at, created_at)
    values (gen_random_uuid()::text, $1, 'invoice', '{}', 'a secret', $2, $3, $4, $5)`;
  const now = new Date();
  const longAgo = new Date(now.getTime() - 40 * 86_400_000);
  await rows(insert, ['failed@people.test', 'infinity', 'There is no such mailbox.', null, now]);
  await rows(insert, ['later@people.test', new Date(now.getTime() + 86_400_000), 'The server is busy.', null, now]);
  await rows(insert, ['sent@people.test', 'infinity', null, now, now]);
  await rows(insert, ['old@people.test', 'infinity', 'There is no such mailbox.', null, longAgo]);
  expect(await readTile('Mail that failed')).toBe('1 in the last 30 days');
  const text = await open();
  expect(text).toContain('failed@people.test');
  expect(text).toContain('There is no such mailbox.');
  for (const hidden of ['later@people.test', 'sent@people.test', 'old@people.test', 'a secret'])
    expect(text).not.toContain(hidden);
});

test('what renews within 30 days is what is active, renews and ends by then', async () => {
  const { amount, count } = only(
    await database.sql.query<{ amount: number; count: number }>(
      `select coalesce(sum(price_at_purchase), 0)::integer as amount, count(*)::integer as count from tool_purchases
       where status = 'ACTIVE' and renews and period_end between now() and now() + interval '30 days'`,
    ),
  );
  expect(await readTile('Renews within 30 days')).toBe(`${dollars(amount)} ${count} purchase${count === 1 ? '' : 's'}`);
});

test('organizations that ask for a higher plan wait at the top until somebody has decided', async () => {
  expect(await readTile('Ask for a higher plan')).toBe('0');
  const { id, owner } = await createOrganization(database.sql, { tier: 'STARTER' });
  await rows(
    `insert into upgrade_requests (organization_id, requester_id, former_tier, asked_tier, reason)
     values ($1, $2, 'STARTER', 'ELITE', 'We grow.')`,
    [id, owner.id],
  );
  expect(await readTile('Ask for a higher plan')).toBe('1');
});

test('CATALOG sees no money and no mail, BILLING no reviews', async () => {
  const [catalog, billing] = [await open(await signInAs(['CATALOG'])), await open(await signInAs(['BILLING']))];
  for (const hidden of ['Sales this month', 'Overdue', 'Mail that failed'])
    expect(catalog).not.toContain(`>${hidden}<`);
  for (const hidden of ['Reviews to read', 'Tools on sale']) expect(billing).not.toContain(`>${hidden}<`);
});

test('nobody of an organization finds the dashboard', async () => {
  const { rows: people } = await database.sql.query<{ outcome: unknown }>(`select app.platform_dashboard() as outcome`);
  expect(people).toEqual([{ outcome: { sales: null, catalog: null, customers: null } }]);
});
