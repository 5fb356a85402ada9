import type { Page } from '@playwright/test';
import { expect, signIn, test } from './shop.ts';

const held = (page: Page) => page.getByRole('list', { name: 'Tools of this bundle' }).getByRole('listitem');
const announcement = (page: Page) => page.locator('#announcement');

async function openEditor(page: Page, name: string) {
  await signIn(page, { email: 'admin@lotline.test', password: 'lotline-demo' });
  await page.goto('/admin/bundles');
  await page.getByRole('link', { name }).click();
  // Handles to drag are there as soon as script runs.
  await expect(page.getByRole('button', { name: /^Reorder/ }).first()).toBeVisible();
}

const handle = (page: Page, index: number) =>
  held(page)
    .nth(index)
    .getByRole('button', { name: /^Reorder/ });
const nameAt = async (page: Page, index: number) => (await held(page).nth(index).getByRole('link').textContent()) ?? '';

test('tools are reordered with the keyboard alone, and it is announced', async ({ page, query }) => {
  await openEditor(page, 'Transaction Management');
  const [first, second, third] = [await nameAt(page, 0), await nameAt(page, 1), await nameAt(page, 2)];
  await handle(page, 0).focus();
  await page.keyboard.press('Space');
  await expect(announcement(page)).toContainText(`${first} lifted from position 1`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(announcement(page)).toContainText(`${first} moved to position 3`);
  await expect(held(page).nth(2)).toContainText(first);
  await expect(handle(page, 2)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(announcement(page)).toContainText(`${first} dropped at position 3`);

  // Escape puts back what was lifted last.
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await expect(held(page).nth(1)).toContainText(first);
  await page.keyboard.press('Escape');
  await expect(held(page).nth(2)).toContainText(first);
  await expect(announcement(page)).toContainText('put back at position 3');

  await page.getByRole('button', { name: 'Save', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#toast')).toContainText('is saved and on sale.');
  const saved = await query<{ name: string }>(
    `select tool.name from bundle_tools join marketplace_tools tool on tool.id = tool_id
     join tool_bundles bundle on bundle.id = bundle_id where bundle.slug = 'transaction-management'
     order by position limit 3`,
  );
  expect(saved.map(({ name }) => name)).toEqual([second, third, first]);
});

test('tools are reordered by dragging', async ({ page }) => {
  await openEditor(page, 'Listing Domination');
  const [first, second, third] = [await nameAt(page, 0), await nameAt(page, 1), await nameAt(page, 2)];
  const target = await held(page).nth(2).boundingBox();
  await handle(page, 0).hover();
  await page.mouse.down();
  await page.mouse.move(200, (target?.y ?? 0) + (target?.height ?? 0) * 0.8, { steps: 12 });
  await page.mouse.up();
  await expect(held(page).nth(0)).toContainText(second);
  await expect(held(page).nth(1)).toContainText(third);
  await expect(held(page).nth(2)).toContainText(first);
  await expect(page.getByText('Unsaved changes')).toBeVisible();
});

test('price, discount and margin follow each other while they are typed', async ({ page }) => {
  await signIn(page, { email: 'admin@lotline.test', password: 'lotline-demo' });
  await page.goto('/admin/bundles/new');
  const price = page.getByLabel('Bundle price');
  const discount = page.getByLabel('Discount in percent');
  const add = async (name: string) => {
    // Results come while typing.
    await page.getByLabel('Add tools').fill(name);
    await page.getByRole('button', { name: `Add tool ${name}` }).click();
  };
  await add('Contract Generation');
  await add('Milestone Tracker');
  const sum = Number((await price.inputValue()).replace(',', ''));
  expect(sum).toBeGreaterThan(0);
  await discount.fill('25');
  await expect(price).toHaveValue((sum * 0.75).toFixed(2));
  await expect(page.getByText('75.00 %').last()).toBeVisible();
  await expect(page.getByText('33.33 % more')).toBeVisible();
  await price.fill(String(sum / 2));
  await expect(discount).toHaveValue('50.00');
  await expect(page.getByText('100.00 % more')).toBeVisible();
  // The amount was typed last: it stays, and the discount follows what is added.
  await add('Compliance Monitor');
  await expect(price).toHaveValue(String(sum / 2));
  await expect(discount).not.toHaveValue('50.00');
  await page.getByRole('button', { name: 'Remove Compliance Monitor' }).click();
  await expect(discount).toHaveValue('50.00');
});

test('Enter in a field saves nothing', async ({ page, query }) => {
  await openEditor(page, 'Market Intelligence');
  const [before] = await query(`select revision from tool_bundles where slug = 'market-intelligence'`);
  await page.getByLabel('Name', { exact: true }).fill('Sent by mistake');
  await page.keyboard.press('Enter');
  await page.getByLabel('Add tools').fill('risk');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Tools found' })).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Sent by mistake');
  expect(await query(`select revision from tool_bundles where slug = 'market-intelligence'`)).toEqual([before]);
});

test('no page of the editor breaks its content security policy or throws', async ({ page }) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await openEditor(page, 'Lead Generation Pro');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('#toast')).toContainText('is saved');
  await page.goto(`${page.url()}/preview?tier=GROWTH`);
  await page.goto('/admin/bundles/new');
  expect(problems).toEqual([]);
});
