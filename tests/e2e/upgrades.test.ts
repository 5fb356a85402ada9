import { expect, newPerson, signIn, signUp, test } from './shop.ts';

const platformAdmin = { email: 'admin@lotline.test', password: 'lotline-demo' };

test('a visitor ticks bundles and compares them by what differs', async ({ page, javaScriptEnabled }) => {
  await page.goto('/bundles');
  const compare = page.getByRole('button', { name: 'Compare bundles' });
  await expect(compare).toBeHidden();
  await page.getByLabel('Compare Listing Domination').check();
  await page.getByLabel('Compare Complete Real Estate Suite').check();
  await expect(compare).toBeVisible();
  // Without script the bar counts, and no text of the page says it.
  if (javaScriptEnabled) {
    await expect(page.locator('.compare-chosen')).toContainText('Listing Domination');
    await page.getByLabel('Compare Listing Domination').uncheck();
    await expect(page.locator('.compare-chosen')).toHaveText('Complete Real Estate Suite');
    await page.getByLabel('Compare Listing Domination').check();
  }
  await compare.click();
  await expect(page).toHaveTitle(/^Compare .*Listing Domination.* \| Lotline$/);
  const table = page.getByRole('table', { name: 'Bundles side by side' });
  // Both hold every listing tool.
  await expect(table.getByRole('rowheader', { name: /^Virtual Staging/ })).toHaveCount(0);
  await expect(table.getByRole('rowheader', { name: /^CMA Generator/ })).toBeVisible();
  await page.getByRole('link', { name: 'Show all rows' }).click();
  await expect(table.getByRole('rowheader', { name: /^Virtual Staging/ })).toBeVisible();
  await page.getByRole('link', { name: 'Show only what differs' }).click();
  await expect(table.getByRole('rowheader', { name: /^Virtual Staging/ })).toHaveCount(0);
});

test('two things are side by side on a phone, and their names stay in sight', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/bundles/compare?b=listing-domination&b=market-intelligence&b=lead-generation-pro');
  const frame = page.getByRole('region', { name: 'Bundles side by side' });
  const heads = frame.getByRole('columnheader');
  // The first says what is compared.
  await expect(heads).toHaveCount(4);
  const [box, second, third] = [
    await frame.boundingBox(),
    await heads.nth(2).boundingBox(),
    await heads.nth(3).boundingBox(),
  ];
  const end = (box?.x ?? 0) + (box?.width ?? 0);
  expect((second?.x ?? 0) + (second?.width ?? 0)).toBeLessThanOrEqual(end + 1);
  expect(third?.x ?? 0).toBeGreaterThanOrEqual(end - 2);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
});

test('the cart of a visitor says which plan it needs; they ask for it, SUPPORT grants it, and it can be bought', async ({
  page,
  query,
}) => {
  const person = newPerson();
  await page.goto('/tools/reid-dashboard');
  await page.getByRole('button', { name: 'Add to cart REID Dashboard' }).click();
  await expect(page.getByRole('status')).toContainText('REID Dashboard is in your cart.');
  await page.goto('/cart');
  await expect(page.getByText('Needs the Growth plan. A new organization starts on Free')).toBeVisible();
  await page.getByRole('link', { name: 'Compare plans' }).first().click();
  await expect(page).toHaveURL(/\/plans#growth$/);
  await expect(page.getByRole('columnheader', { name: 'Growth' })).toBeVisible();

  await signUp(page, person);
  await page.goto('/cart');
  await expect(page.getByText('Your organization is on the Free plan.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Check out' })).toHaveCount(0);
  await page.goto('/plans');
  await page.getByRole('link', { name: 'Ask for Growth' }).click();
  await expect(page.getByRole('radio', { name: /^Growth/ })).toBeChecked();
  await page.getByLabel('Reason').fill('We watch three markets.');
  await page.getByRole('button', { name: 'Ask for an upgrade' }).click();
  await expect(page.getByRole('status')).toContainText('Your request is sent.');
  await expect(page.getByText('You asked for the Growth plan.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ask for an upgrade' })).toHaveCount(0);

  await page.context().clearCookies();
  await signIn(page, platformAdmin);
  await page.goto('/admin/upgrades');
  const asked = page.getByRole('listitem').filter({ hasText: person.organization });
  await expect(asked).toContainText('We watch three markets.');
  await asked.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByRole('alert')).toContainText('To decline, say why');
  await asked.getByRole('button', { name: 'Grant Growth' }).click();
  await expect(page.getByRole('status')).toContainText('The plan is granted.');
  expect(
    await query('select subscription_tier as tier from organizations where name = $1', [person.organization]),
  ).toEqual([{ tier: 'GROWTH' }]);

  await page.context().clearCookies();
  await signIn(page, person);
  await page.goto('/plans');
  await expect(page.getByText('The Growth plan was granted')).toBeVisible();
  await page.goto('/cart');
  await expect(page.getByRole('link', { name: 'Check out' })).toBeVisible();
});

test('the bar of the bundle editor leaves a low screen and a phone room for the page', async ({ page }) => {
  await signIn(page, platformAdmin);
  await page.setViewportSize({ width: 640, height: 450 });
  await page.goto('/admin/bundles/new');
  const bar = page.locator('.editor-bar');
  await expect(bar).not.toBeInViewport();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(bar).toBeInViewport();
  expect((await bar.boundingBox())?.height).toBeLessThan(72);
});
