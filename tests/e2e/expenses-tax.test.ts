import type { Page } from '@playwright/test';
import { confirm, openBooks } from './books.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

test('settings, income, estimate, payment, and the year is closed and stays', async ({ page, query }) => {
  const owner = newPerson('Terry Taxpayer');
  await signUp(page, owner);
  const organization = await openBooks(query, owner);

  await page.goto('/expenses/tax/settings?year=2025');
  await page.getByLabel('Filing status').selectOption('Married filing jointly');
  await page.getByLabel('State', { exact: true }).selectOption('Texas');
  await page.getByLabel('W-2 wages', { exact: true }).fill('fifty');
  await page.getByRole('button', { name: 'Save', exact: true }).first().click();
  await expect(page.getByRole('alert')).toContainText('Enter an amount in dollars');
  await expect(page.getByLabel('Filing status')).toHaveValue('MARRIED_JOINT');
  await page.getByLabel('W-2 wages', { exact: true }).fill('50,000');
  await page.getByLabel('Your own Social Security wages').fill('0');
  await page.getByLabel('Total tax of 2024').fill('4,000');
  await page.getByLabel('Adjusted gross income of 2024').fill('70,000');
  await page.getByRole('button', { name: 'Save', exact: true }).first().click();
  await expect(page.getByRole('status')).toContainText('The settings of 2025 are saved.');

  await page.goto('/expenses/income');
  await page.getByLabel('Received on').fill('2025-05-02');
  await page.getByLabel('Amount in dollars').fill('100,000');
  await page.getByLabel('Paid by').fill('Lakeside Brokerage');
  await page.getByRole('button', { name: 'Add income' }).click();
  await expect(page.getByRole('status')).toContainText('The income is saved.');

  await page.goto('/expenses/tax/2025');
  // 100,000 × 92.35 % × 15.3 % = 14,129.55.
  await expect(page.locator('#line-5')).toContainText('$14,129.55');
  await expect(page.locator('#line-8')).toContainText('P.L. 119-21');
  await page.locator('#line-1').getByRole('link', { name: 'Business income' }).click();
  await expect(page.getByRole('link', { name: 'Lakeside Brokerage' })).toBeVisible();

  await page.goto('/expenses/tax?year=2025');
  await expect(page.getByText('100 % of the tax of 2024: less than 90 % of this year’s tax.')).toBeVisible();
  await page.getByRole('button', { name: 'Recalculate' }).click();
  await expect(page.getByRole('status')).toContainText('The estimate of 2025 is saved.');
  const saved = await query(
    `select quarter, federal_tax_estimated + self_employment_tax as owed from tax_estimates
     where organization_id = $1 and quarter is not null order by quarter`,
    [organization],
  );
  expect(saved.map(({ owed }) => Number(owed))).toEqual([100_000, 100_000, 100_000, 100_000]);

  await page.getByLabel('More income').fill('10,000');
  await page.getByRole('button', { name: 'Try' }).click();
  await expect(page.getByRole('region', { name: 'With and without what is asked' })).toContainText('$110,000.00');
  expect(await query('select 1 from income_entries where organization_id = $1', [organization])).toHaveLength(1);

  await page.goto('/expenses/tax?year=2025');
  await page.getByLabel('For', { exact: true }).selectOption('First quarter');
  await page.getByLabel('Paid on').fill('2025-04-14');
  await page.getByLabel('Amount in dollars').fill('1,000');
  await page.getByRole('button', { name: 'Record payment' }).click();
  await expect(page.getByRole('status')).toContainText('The payment is recorded.');
  await page.goto('/expenses/tax/2025/1');
  await expect(page.getByText('Shortfall').locator('..')).toContainText('$0.00');

  await page.goto('/expenses/years');
  await confirm(page, 'Close year 2025', 'Close 2025');
  await expect(page.getByRole('status')).toContainText('2025 is closed.');
  await page.goto('/expenses/tax?year=2025');
  await expect(page.getByText('2025 is closed', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Record payment' })).toHaveCount(0);
  await page.goto('/expenses/years');
  await confirm(page, 'Reopen year 2025', 'Reopen 2025');
  await expect(page.getByRole('status')).toContainText('2025 is open.');
  expect(await query('select 1 from closed_tax_years where organization_id = $1', [organization])).toEqual([]);
});

test('a form of a second tab asks before it records the same payment again', async ({ page, context, query }) => {
  const owner = newPerson('Terry Taxpayer');
  await signUp(page, owner);
  const organization = await openBooks(query, owner);
  const other = await context.newPage();
  const pay = async (tab: Page) => {
    await tab.getByLabel('Paid on').fill('2025-04-14');
    await tab.getByLabel('Amount in dollars').fill('250');
    await tab.getByRole('button', { name: 'Record payment' }).click();
  };
  const count = async () =>
    (await query('select 1 from tax_payments where organization_id = $1', [organization])).length;
  for (const tab of [page, other]) await tab.goto('/expenses/tax?year=2025');
  await pay(page);
  await expect(page.getByRole('status')).toContainText('The payment is recorded.');
  await pay(other);
  await expect(other.getByRole('alert')).toContainText('is recorded already');
  expect(await count()).toBe(1);
  await other.getByLabel('It is another payment').check();
  await other.getByRole('button', { name: 'Record payment' }).click();
  await expect(other.getByRole('status')).toContainText('The payment is recorded.');
  expect(await count()).toBe(2);
});
