import { randomBytes } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { expect, signIn, test } from './shop.ts';

const administrator = { email: 'admin@lotline.test', password: 'lotline-demo' };

/** The status of a page and what it shows, for somebody who is not signed in. */
async function visitAsGuest(browser: Browser, path: string) {
  const context = await browser.newContext({ baseURL: process.env.SHOP_URL ?? '' });
  const page = await context.newPage();
  const response = await page.goto(path);
  const heading = await page.getByRole('heading', { level: 1 }).textContent();
  const { pathname } = new URL(page.url());
  const canAdd = (await page.getByRole('button', { name: `Add to cart ${heading}` }).count()) > 0;
  await context.close();
  return { status: response?.status(), heading, pathname, canAdd };
}

/** Presses a button of the form and waits for what it says. */
async function press(page: Page, name: string, message: string) {
  await page.getByRole('button', { name, exact: true }).click();
  await expect(page.getByRole('status')).toContainText(message);
}

test('an admin makes a tool, announces, publishes, moves and withdraws it', async ({ page, browser, query }) => {
  test.setTimeout(90_000);
  const word = randomBytes(4).toString('hex');
  const name = `Showing Planner ${word}`;
  const address = `/tools/showing-planner-${word}`;

  await signIn(page, administrator);
  await page.goto('/');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('link', { name: 'Administration' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dashboard');
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Tools' }).click();
  await page.getByRole('link', { name: 'New tool' }).click();

  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Description', { exact: true }).fill('Plans the showings of a day.');
  await page.getByLabel('Long description').fill('One paragraph.\n\nAnother one.');
  await page.getByLabel('Category').selectOption('GROWTH');
  await page.getByLabel('Area').selectOption('LISTINGS');
  await page.getByLabel('Price tier').selectOption('T2');
  await page.getByLabel('Features').fill('A route\nA calendar');
  await page.locator('label', { hasText: /^calendar-plus$/ }).click();
  await press(page, 'Save', 'Nobody else sees it until you publish it.');
  await expect(page.getByRole('main')).toContainText('Not available');
  expect((await visitAsGuest(browser, address)).status).toBe(404);

  // The page that buyers will see, with nothing that works.
  await page.getByRole('link', { name: 'Preview' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByText('$200.00').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Add to cart/ })).toBeDisabled();
  await page.getByRole('link', { name: 'Back to editing' }).click();

  await page.getByLabel('Published as').selectOption('COMING_SOON');
  await press(page, 'Publish', 'is published.');
  expect(await visitAsGuest(browser, address)).toMatchObject({ status: 200, heading: name, canAdd: false });
  await page.getByLabel('Published as').selectOption('ACTIVE');
  await press(page, 'Save', 'is saved.');
  expect(await visitAsGuest(browser, address)).toMatchObject({ status: 200, heading: name, canAdd: true });
  await page.goto(`/tools?q=${word}`);
  await expect(page.getByRole('heading', { name })).toBeVisible();

  // A moved tool is found at both addresses.
  await page.goto(`/admin/tools?q=${word}`);
  await page.getByRole('link', { name }).click();
  await page.getByLabel('Slug').fill(`planner-${word}`);
  await press(page, 'Save', 'is saved.');
  expect(await visitAsGuest(browser, address)).toMatchObject({ status: 200, pathname: `/tools/planner-${word}` });

  await press(page, 'Deprecate', 'is no longer sold.');
  expect(await visitAsGuest(browser, address)).toMatchObject({ status: 200, canAdd: false });
  await page.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByRole('dialog', { name: 'Disable this tool?' })).toBeVisible();
  await page.getByRole('button', { name: 'Keep it as it is' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Disable' }).click();
  await press(page, 'Yes, disable it', 'is disabled.');
  expect((await visitAsGuest(browser, address)).status).toBe(404);

  const rows = await query(
    `select slug, status, price, icon, features, revision from marketplace_tools where name = $1`,
    [name],
  );
  expect(rows).toEqual([
    {
      slug: `planner-${word}`,
      status: 'DISABLED',
      price: 20_000,
      icon: 'calendar-plus',
      features: ['A route', 'A calendar'],
      revision: 6,
    },
  ]);
});

test('two admins edit one tool: the second sees what changed, and nothing typed is lost', async ({
  page,
  browser,
  query,
}) => {
  const slug = `shared-${randomBytes(4).toString('hex')}`;
  const [{ id } = { id: '' }] = await query<{ id: string }>(
    `insert into marketplace_tools (slug, name, description, category, area, tier, price)
     values ($1, $1, 'Edited by two.', 'GROWTH', 'LEADS', 'T1', 10000) returning id`,
    [slug],
  );
  await signIn(page, administrator);
  await page.goto(`/admin/tools/${id}`);
  const context = await browser.newContext({ baseURL: process.env.SHOP_URL ?? '' });
  const other = await context.newPage();
  await signIn(other, administrator);
  await other.goto(`/admin/tools/${id}`);
  await other.getByLabel('Price in dollars').fill('125');
  await press(other, 'Save', 'is saved.');
  await context.close();

  await page.getByLabel('Version').fill('2.0');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing of yours is saved yet.');
  const change = page.getByRole('row', { name: /^Price/ });
  await expect(change.getByRole('cell')).toHaveText(['That of its tier', '$125.00', 'That of its tier']);
  await expect(page.getByLabel('Version')).toHaveValue('2.0');
  await page.getByLabel('Price in dollars').fill('125');
  await press(page, 'Save over these changes', 'is saved.');
  const rows = await query('select price, version, revision from marketplace_tools where id = $1', [id]);
  expect(rows).toEqual([{ price: 12_500, version: '2.0', revision: 3 }]);
  await query(`update marketplace_tools set status = 'DISABLED' where id = $1`, [id]);
});
