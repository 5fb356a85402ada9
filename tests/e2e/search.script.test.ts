import type { Page } from '@playwright/test';
import { expect, newPerson, signUp, test } from './shop.ts';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Search' });
const optionsOf = (page: Page) => dialogOf(page).getByRole('option');

test('the search opens by key everywhere, suggests while one types, and is worked by arrows and Enter', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('palette')) asked.push(request.url());
  });
  await page.goto('/bundles');
  expect(asked).toEqual([]);
  await page.keyboard.press('/');
  const field = dialogOf(page).getByRole('combobox', { name: 'Search' });
  await expect(field).toBeFocused();
  expect(asked).toHaveLength(1);
  // Without words, where one can go.
  await expect(optionsOf(page).filter({ hasText: 'Sign in' })).toBeVisible();

  await field.pressSequentially('commiss');
  await expect(optionsOf(page).first()).toContainText('Commission Calculator');
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  await expect(dialogOf(page).getByRole('status')).toContainText('suggestion');
  await field.press('ArrowDown');
  const chosen = await field.getAttribute('aria-activedescendant');
  await expect(page.locator(`#${chosen}`)).toHaveAttribute('aria-selected', 'true');
  // Behind the last one, and before the first, is the field itself.
  await field.press('ArrowUp');
  await expect(field).not.toHaveAttribute('aria-activedescendant');
  await field.press('ArrowDown');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/tools\/commission-calculator$/);
});

test('Escape brings the focus back to where it was, and a slash that is typed is a slash', async ({ page }) => {
  await page.goto('/tools');
  await page.getByLabel('Name, task or topic').fill('and');
  await page.getByLabel('Name, task or topic').press('/');
  await expect(page.getByLabel('Name, task or topic')).toHaveValue('and/');
  await expect(dialogOf(page)).toHaveCount(0);
  const link = page.getByRole('navigation', { name: 'Catalog' }).getByRole('link', { name: 'Bundles' });
  await link.focus();
  await page.keyboard.press('Control+k');
  await expect(dialogOf(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
  await expect(link).toBeFocused();
});

test('what is typed into the header goes on in the search over the page', async ({ page }) => {
  await page.goto('/bundles');
  await page.getByRole('banner').getByRole('searchbox').pressSequentially('c');
  const field = dialogOf(page).getByRole('combobox');
  await expect(field).toBeFocused();
  await field.pressSequentially('ma gen');
  await expect(field).toHaveValue('cma gen');
  await expect(optionsOf(page).first()).toContainText('CMA Generator');
});

test('pages that hydrate have it, too, and a search that fails says so', async ({ page }) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  const person = newPerson();
  await signUp(page, person);
  await page.goto('/tools/cma-generator');
  await page.getByRole('button', { name: 'Add to cart CMA Generator' }).click();
  await expect(page.locator('#cart-count')).toContainText('1');
  await page.goto('/checkout');
  await expect(page.getByRole('button', { name: 'Place order' })).toBeVisible();
  // Hydration is over once the page takes part in what is typed.
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(dialogOf(page)).toBeVisible({ timeout: 500 });
  }).toPass();
  await dialogOf(page).getByRole('combobox').fill(person.email);
  await expect(optionsOf(page).filter({ hasText: person.email })).toBeVisible();
  await page.route('**/search/suggestions?*', (route) => route.fulfill({ status: 503 }));
  await dialogOf(page).getByRole('combobox').fill('anything');
  await expect(dialogOf(page).getByRole('status')).toHaveText('No suggestions just now. Press Enter to search.');
  expect(problems).toEqual([]);
});

test('filters apply themselves without leaving the page, and the focus stays', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/tools');
  await page.evaluate(() => {
    document.body.dataset.sameDocument = 'yes';
  });
  const growth = page.getByRole('checkbox', { name: /^Growth/ });
  await growth.focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/\/tools\?category=GROWTH/);
  await expect(page.getByRole('link', { name: 'Remove filter Growth' })).toBeVisible();
  await expect(growth).toBeFocused();
  await expect(growth).toBeChecked();
  await expect(page.getByRole('button', { name: 'Show results' })).toBeHidden();

  await page.getByLabel('Lowest price').fill('900');
  await page.getByLabel('Lowest price').press('Tab');
  await expect(page.getByLabel('Highest price')).toBeFocused();
  await expect(page).toHaveURL(/min=900/);
  await page.getByLabel('Highest price').fill('1');
  await page.getByLabel('Highest price').press('Tab');
  await expect(page.getByText('The lowest price, $900, is above the highest, $1.')).toBeVisible();
  await expect(page.getByLabel('Lowest price')).toHaveValue('900');
  await expect(page.locator('body')).toHaveAttribute('data-same-document', 'yes');

  await page.goBack();
  await expect(page).toHaveURL(/min=900/);
  await expect(page).not.toHaveURL(/max=1/);
  await expect(page.getByLabel('Highest price')).toHaveValue('');
});

test('what is ticked to be compared stays ticked while filters change what is shown', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/tools?category=GROWTH&q=cma');
  const cma = page.getByLabel('Compare CMA Generator');
  await cma.check();
  const chosen = page.locator('.compare-chosen');
  await expect(chosen).toHaveText('CMA Generator');
  await page.getByLabel('Name, task or topic').fill('');
  // CMA Generator is a tool of the category that is taken off.
  await page.getByRole('checkbox', { name: /^Advanced/ }).check();
  await expect(page).toHaveURL(/category=ADVANCED/);
  await page.getByRole('checkbox', { name: /^Growth/ }).uncheck();
  await expect(page).not.toHaveURL(/category=GROWTH/);
  await expect(page.getByRole('link', { name: 'CMA Generator', exact: true })).toHaveCount(0);
  await expect(chosen).toHaveText('CMA Generator');
  await page.getByRole('checkbox', { name: 'Compare Price Forecasting' }).check();
  await expect(chosen).toHaveText('Price Forecasting, CMA Generator');

  // Where it is shown again, it is ticked there, and can be taken away there.
  await page.getByRole('checkbox', { name: /^Growth/ }).check();
  await expect(page).toHaveURL(/category=GROWTH/);
  await page.getByRole('checkbox', { name: /^Advanced/ }).uncheck();
  await expect(page).not.toHaveURL(/category=ADVANCED/);
  await expect(cma).toBeVisible();
  await expect(cma).toBeChecked();
  await page.getByRole('button', { name: 'Compare tools' }).click();
  await expect(page).toHaveURL(/t=cma-generator/);
  await expect(page).toHaveURL(/t=price-forecasting/);
});

test('a topic that goes away when it is taken off leaves the focus among the topics', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  // No tool has this topic: it is there only as long as it is chosen.
  await page.goto('/tools?tag=zzzz');
  const topic = page.getByRole('checkbox', { name: /^zzzz/i });
  await topic.focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/\/tools$/);
  await expect(topic).toHaveCount(0);
  await expect(page.locator('#facet-tag')).toBeFocused();
});

test('the search over the page gives way to a place on the page below it', async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  await page.goto('/organization');
  await page.keyboard.press('Control+k');
  await dialogOf(page).getByRole('combobox').fill('x');
  await expect(dialogOf(page).getByRole('status')).toHaveText('Type two letters or more.');
  await dialogOf(page).getByRole('combobox').fill(person.email);
  await optionsOf(page).filter({ hasText: person.email }).click();
  await expect(page).toHaveURL(/\/organization#member-/);
  await expect(dialogOf(page)).toBeHidden();
  await expect(page.locator('li:target')).toContainText(person.email);
});

test('the order that was chosen is remembered, but for searches, pages and addresses that name one', async ({
  page,
}) => {
  await page.goto('/tools');
  await page.getByLabel('Sort by').selectOption('price-asc');
  await expect(page).toHaveURL(/sort=price-asc/);
  const cheapest = await page.locator('.tool-card h3').first().textContent();
  await page.goto('/bundles');
  await page.getByRole('navigation', { name: 'Catalog' }).getByRole('link', { name: 'Tools' }).click();
  await expect(page.getByLabel('Sort by')).toHaveValue('price-asc');
  await expect(page.locator('.tool-card h3').first()).toHaveText(cheapest ?? '');
  await page.goto('/tools?q=lead');
  await expect(page.getByLabel('Sort by')).toHaveValue('popular');
  await page.goto('/tools?page=2');
  await expect(page.getByLabel('Sort by')).toHaveValue('popular');
  await expect(page).toHaveURL(/\/tools\?page=2$/);
  await page.goto('/tools?sort=newest');
  await expect(page.getByLabel('Sort by')).toHaveValue('newest');
});

test('what is tapped is 44 px high on a phone, and links are 24 px high on a desk', async ({ page }) => {
  /** What is lower, where it can be seen; a field inside its label is as high as that. */
  const lowerThan = (height: number, within: string) =>
    page.locator(`${within} :is(a[href], button, summary, select, input:not([type="hidden"]))`).evaluateAll(
      (controls, least) =>
        controls
          .map((control) => control.closest('label') ?? control)
          .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < least - 0.5)
          .map((control) => control.textContent?.trim() || control.getAttribute('name') || control.outerHTML),
      height,
    );
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/tools?category=GROWTH&max=900');
  await page.getByText('Filters (1)').click();
  await expect(page.getByRole('checkbox', { name: /^Growth/ })).toBeVisible();
  expect(await lowerThan(44, 'header')).toEqual([]);
  expect(await lowerThan(44, 'main')).toEqual([]);
  expect(await lowerThan(44, 'footer')).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/tools/cma-generator');
  expect(await lowerThan(24, 'nav[aria-label="Breadcrumbs"]')).toEqual([]);
  expect(await lowerThan(24, 'footer')).toEqual([]);
});

test('the cart has a column once something is in it', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/tools');
  const results = page.locator('.catalog-results');
  const wide = (await results.boundingBox())?.width ?? 0;
  await expect(page.getByRole('region', { name: 'Your cart' })).toBeHidden();
  await page.getByRole('button', { name: 'Add to cart CMA Generator' }).click();
  await expect(page.getByRole('region', { name: 'Your cart' })).toContainText('CMA Generator');
  expect((await results.boundingBox())?.width).toBeLessThan(wide - 200);
});
