import type { Page } from '@playwright/test';
import { expect, fillBilling, newPerson, type Person, signUp, test } from './shop.ts';

type Query = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Makes a second organization of the person's, as its owner. Returns its name. */
async function joinAnother(query: Query, { email, organization }: Person): Promise<string> {
  const name = `${organization} North`;
  await query(
    `with made as (insert into organizations (name, slug) values ($1, $2) returning id)
     insert into memberships (organization_id, user_id, role)
     select made.id, person.id, 'OWNER' from made, users person where person.email = $3`,
    [name, name.toLowerCase().replaceAll(' ', '-'), email],
  );
  return name;
}

/** Switches to another organization in a tab of its own. */
async function switchInAnotherTab(page: Page, organization: string) {
  const tab = await page.context().newPage();
  await tab.goto('/my-tools');
  await tab.getByRole('button', { name: /^Account/ }).click();
  await tab.getByRole('button', { name: `Switch to ${organization}` }).click();
  await expect(tab.getByRole('status')).toContainText(`You are working for ${organization} now.`);
  await tab.close();
}

test('a form of one organization is kept while one works for another, and sent after switching back', async ({
  page,
  query,
}) => {
  const person = newPerson();
  await signUp(page, person);
  const other = await joinAnother(query, person);
  await page.goto('/organization');
  await page.getByLabel('Name of the organization').fill('A better name');
  await switchInAnotherTab(page, other);

  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { name: `This was made for ${person.organization}` })).toBeVisible();
  await expect(page.getByText(`You work for ${other} now`)).toBeVisible();
  await expect(page.getByText('A better name')).toBeVisible();
  const names = () =>
    query<{ name: string }>(
      `select o.name from organizations o join memberships m on m.organization_id = o.id
       join users u on u.id = m.user_id where u.email = $1 order by o.created_at`,
      [person.email],
    );
  expect(await names()).toEqual([{ name: person.organization }, { name: other }]);

  await page.getByRole('button', { name: `Switch to ${person.organization} and send it` }).click();
  await expect(page.getByRole('status')).toContainText('The organization is called A better name now.');
  expect(await names()).toEqual([{ name: 'A better name' }, { name: other }]);
});

test('an order is placed for the organization whose checkout it was', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  const other = await joinAnother(query, person);
  await page.goto('/tools/cma-generator');
  await page.getByRole('button', { name: 'Add to cart CMA Generator' }).click();
  await expect(page.getByRole('status')).toContainText('CMA Generator is in your cart.');
  await page.goto('/checkout');
  await fillBilling(page);
  await switchInAnotherTab(page, other);

  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('heading', { name: `This was made for ${person.organization}` })).toBeVisible();
  await expect(page.getByText('12 Harbor Way')).toBeVisible();
  const orders = () =>
    query<{ organization: string; billing_name: string }>(
      `select o.name as organization, billing_name from marketplace_orders orders
       join organizations o on o.id = orders.organization_id join users u on u.id = buyer_id where u.email = $1`,
      [person.email],
    );
  expect(await orders()).toEqual([]);

  await page.getByRole('button', { name: `Switch to ${person.organization} and send it` }).click();
  await expect(page.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible();
  expect(await orders()).toEqual([{ organization: person.organization, billing_name: person.organization }]);
});
