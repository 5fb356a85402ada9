import type { Page } from '@playwright/test';
import { expect, fillBilling, newPerson, type Person, signIn, signUp, test } from './shop.ts';

type Query = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

/** An organization on a plan that may buy Campaigns: its owner, and a member with an account. */
async function createTeam(page: Page, query: Query): Promise<[owner: Person, member: Person]> {
  const owner = newPerson('Olive Owner');
  const member = newPerson('Morgan Member');
  for (const person of [owner, member]) {
    await signUp(page, person);
    await page.context().clearCookies();
  }
  await query(
    `update memberships set role = 'MEMBER', organization_id = (select id from organizations where name = $2)
     where user_id = (select id from users where email = $1)`,
    [member.email, owner.organization],
  );
  await query(`update organizations set subscription_tier = 'STARTER' where name = $1`, [owner.organization]);
  return [owner, member];
}

const seatsOf = (query: Query, { organization }: Person) =>
  query(
    `select person.email from tool_seats seat join users person on person.id = seat.user_id
     join organizations o on o.id = seat.organization_id where o.name = $1 order by person.name`,
    [organization],
  );

const boxOf = (page: Page, name: string) => page.getByRole('checkbox', { name: new RegExp(`^${name}`) });

async function changePerson(page: Page, person: Person) {
  await page.context().clearCookies();
  await signIn(page, person);
}

test('a buyer gives seats with the order, and opens the tool from its page', async ({ page, query }) => {
  const [owner, member] = await createTeam(page, query);
  await signIn(page, owner);
  await page.goto('/tools/campaigns');
  await page.getByRole('button', { name: 'Add to cart Campaigns' }).click();
  await expect(page.getByRole('status')).toContainText('Campaigns is in your');
  await page.goto('/checkout');
  await expect(boxOf(page, 'Olive Owner')).toBeChecked();
  await boxOf(page, 'Morgan Member').check();
  await fillBilling(page);
  await page.getByRole('button', { name: 'Place order' }).click();

  await expect(page.getByRole('heading', { name: 'Your tool is ready' })).toBeVisible();
  await expect(page.getByText('Seats: Morgan Member and Olive Owner (2 of 10)')).toBeVisible();
  expect(await seatsOf(query, owner)).toEqual([{ email: member.email }, { email: owner.email }]);
  await expect(page.getByRole('link', { name: 'Assign seats of Campaigns' })).toBeVisible();
  await page.getByRole('button', { name: 'Open Campaigns' }).click();
  await expect(page).toHaveURL(/\/campaigns$/);

  await changePerson(page, member);
  await page.goto('/campaigns');
  await expect(page.getByRole('heading', { level: 1, name: 'Campaigns' })).toBeVisible();
});

test('an approved request leaves a seat to who asked', async ({ page, query }) => {
  const [owner, member] = await createTeam(page, query);
  await signIn(page, member);
  await page.goto('/tools/campaigns');
  await page.getByRole('button', { name: 'Add to cart Campaigns' }).click();
  await expect(page.getByRole('status')).toContainText('Campaigns is in your');
  await page.goto('/cart');
  await page.getByLabel('Reason').fill('For the spring listings.');
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByRole('status')).toContainText('Your request is sent.');

  await changePerson(page, owner);
  await page.goto('/requests');
  await page.getByRole('link', { name: 'Campaigns', exact: true }).click();
  await expect(boxOf(page, 'Morgan Member')).toBeChecked();
  await boxOf(page, 'Olive Owner').uncheck();
  await fillBilling(page);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('Seats: Morgan Member (1 of 10)')).toBeVisible();

  await changePerson(page, member);
  await page.goto('/campaigns');
  await expect(page.getByRole('heading', { level: 1, name: 'Campaigns' })).toBeVisible();
  expect(await seatsOf(query, owner)).toEqual([{ email: member.email }]);
});

test('an owner invites three at once after mending the line that was wrong, on a phone', async ({ page, query }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const owner = newPerson();
  await signUp(page, owner);
  const [one, two, three] = [newPerson().email, newPerson().email, newPerson().email];
  await page.goto('/organization');
  await page.getByLabel('Email addresses').fill(`${one}\n${two}\nno address`);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByText('no address: this is no email address like name@example.com.').first()).toBeVisible();
  await page.getByLabel('Email addresses').fill(`${one}\n${two}\n${three}`);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('3 invitations are on their way.');
  for (const email of [one, two, three]) {
    const row = page.getByRole('listitem').filter({ hasText: email });
    await expect(row.getByRole('button', { name: 'Send again' })).toBeVisible();
    await expect(row.getByRole('button', { name: 'Take back' })).toBeVisible();
  }
  // Nothing lies beside the screen, and every tab is on it.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  for (const tab of ['Plan', 'Billing', 'Security', 'Data', 'Audit', 'People']) {
    const link = page
      .getByRole('navigation', { name: 'Organization', exact: true })
      .getByRole('link', { name: tab, exact: true });
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
    await expect(link).toBeInViewport({ ratio: 1 });
  }
  expect(
    await query(
      `select count(*)::integer as invited from invitations i join organizations o on o.id = i.organization_id where o.name = $1`,
      [owner.organization],
    ),
  ).toEqual([{ invited: 3 }]);
});
