import type { Page } from '@playwright/test';
import { expect, newPerson, type Person, signUp, test } from './shop.ts';

type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

/** Gives the person's organization the tool, as if bought by them. */
async function own(query: Query, person: Person, toolSlug: string) {
  await query(
    `with bought as (
       insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, period_end)
       select o.id, tool.id, tool.price, tool.price_model, u.id, now() + interval '1 month'
       from organizations o, users u, marketplace_tools tool where o.name = $1 and u.email = $2 and tool.slug = $3 returning tool_id)
     update marketplace_tools set purchase_count = purchase_count + 1 where id in (select tool_id from bought)`,
    [person.organization, person.email, toolSlug],
  );
}

const seatsOf = (query: Query, person: Person) =>
  query('select u.email from tool_seats seat join users u on u.id = user_id where u.email = $1', [person.email]);

async function openToolPage(page: Page, name: string) {
  await page.goto('/my-tools');
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('an owner takes a seat, opens the tool, sees the use counted, and gives the seat back', async ({
  page,
  query,
}) => {
  const person = newPerson();
  await signUp(page, person);
  await query(`update organizations set subscription_tier = 'STARTER' where name = $1`, [person.organization]);
  await own(query, person, 'campaigns');
  await openToolPage(page, 'Campaigns');
  await expect(page.getByText('You need a seat to use it')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Open/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Assign seat' }).click();
  await expect(page.getByText('1 of 10 seats used')).toBeVisible();
  expect(await seatsOf(query, person)).toHaveLength(1);
  await page.getByRole('button', { name: /^Open/ }).click();
  await expect(page).toHaveURL(/\/campaigns$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Campaigns' })).toBeVisible();

  await page.getByRole('link', { name: 'Seats and usage' }).click();
  await expect(page.getByRole('img', { name: 'Opens of Campaigns by day' })).toBeVisible();
  await expect(page.getByText(/^1 open in the last 90 days/)).toBeVisible();
  await page.getByText('Show data').click();
  await expect(page.getByRole('region', { name: 'Opens of Campaigns by day: data' })).toBeVisible();
  await page.goto('/my-tools');
  const row = page.getByRole('row', { name: 'Campaigns' });
  await expect(row).toContainText('Yours, 1 of 10 taken');
  await expect(row).toContainText('1 open in 30 days');
  // The quick way.
  await page.getByRole('button', { name: 'Open Campaigns' }).click();
  await expect(page).toHaveURL(/\/campaigns$/);

  await openToolPage(page, 'Campaigns');
  await page.getByRole('button', { name: /^Revoke/ }).click();
  await expect(page.getByText('0 of 10 seats used')).toBeVisible();
  expect(await seatsOf(query, person)).toEqual([]);
  expect((await page.goto('/campaigns'))?.status()).toBe(404);
});

test('an owner stops a renewal, cancels, finds the purchase in the history and buys again from there', async ({
  page,
  query,
}) => {
  const person = newPerson();
  await signUp(page, person);
  await query(`update organizations set subscription_tier = 'STARTER' where name = $1`, [person.organization]);
  await own(query, person, 'expense-tax');
  await page.goto('/tools/expense-tax');
  await page.getByRole('link', { name: 'Open it in My tools' }).click();
  await page.getByLabel('Renew automatically').uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Renew automatically')).not.toBeChecked();

  await page.getByRole('button', { name: 'Cancel purchase' }).click();
  await page.getByRole('button', { name: 'Keep it as it is' }).click();
  await expect(page.getByRole('button', { name: 'Yes, cancel it' })).toBeHidden();
  const purchase = () =>
    query(
      `select p.status, p.renews from tool_purchases p join organizations o on o.id = organization_id where o.name = $1`,
      [person.organization],
    );
  expect(await purchase()).toEqual([{ status: 'ACTIVE', renews: false }]);
  await page.getByRole('button', { name: 'Cancel purchase' }).click();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await expect(page.getByText('Your organization does not own it any more')).toBeVisible();
  expect(await purchase()).toEqual([{ status: 'CANCELLED', renews: false }]);

  await page.goto('/my-tools');
  await page.getByRole('link', { name: 'Purchase history' }).click();
  await page.getByLabel('Status').selectOption('ACTIVE');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByRole('heading', { name: 'No purchase matches' })).toBeVisible();
  await page.getByLabel('Status').selectOption('CANCELLED');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('link', { name: 'Expense & Tax' }).click();
  await page.getByRole('link', { name: 'See Expense & Tax' }).click();
  await expect(page.getByRole('button', { name: 'Add to cart Expense & Tax' })).toBeVisible();
});

test('a tool on another site is gone to; the page in between says where', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  const slug = `outside-${person.email.split('@')[0]}`;
  await query(
    `insert into marketplace_tools (slug, name, description, category, area, tier, price, price_model, demo_url)
     values ($1, $1, 'Somewhere else.', 'FOUNDATION', 'LEADS', 'T1', 10000, 'MONTHLY', 'https://elsewhere.test/start')`,
    [slug],
  );
  await own(query, person, slug);
  await page.route('https://elsewhere.test/**', (route) => route.fulfill({ body: 'You are elsewhere.' }));
  await openToolPage(page, slug);
  await page.getByRole('button', { name: `Open ${slug}` }).click();
  await page.waitForURL('https://elsewhere.test/start');
  await expect(page.getByText('You are elsewhere.')).toBeVisible();
  await query(`update marketplace_tools set status = 'DISABLED' where slug = $1`, [slug]);
});
