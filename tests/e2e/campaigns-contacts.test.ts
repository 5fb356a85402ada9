import type { Page } from '@playwright/test';
import { openCampaigns } from './campaigns-open.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

const people = `Name,Email,Tags
Ann Lee,ann@people.test,buyer
Bob Ray,bob@people.test,seller
Nobody,not an address,
`;

/** Looks at the page until its import is done: without script nothing looks again by itself. */
async function waitForImport(page: Page) {
  await expect(async () => {
    await page.reload();
    await expect(page.locator('.tag').getByText('Imported', { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
}

test('people are imported, found by a segment, and one of them is erased', async ({ page, query }) => {
  test.slow();
  const person = newPerson('Cara Contacts');
  await signUp(page, person);
  await openCampaigns(query, person, 'GROWTH');
  const address = `${crypto.randomUUID().slice(0, 8)}@people.test`;

  await page.goto('/campaigns/contacts');
  await expect(page.getByRole('heading', { name: 'No contacts yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Lists' }).click();
  await page.getByLabel('Name').fill('Spring news');
  await page.getByRole('button', { name: 'New list' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Spring news' })).toBeVisible();

  await page.goto('/campaigns/contacts');
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByLabel('File').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(people.replace('ann@people.test', address)),
  });
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'people.csv' })).toBeVisible();
  await page.getByLabel('Where they agreed to email').fill('Trade fair');
  await page.getByLabel('When they agreed').fill('2026-03-04');
  await page.getByLabel('Every one of these people agreed').check();
  await page.getByLabel('Put them on a list').selectOption({ label: 'Spring news' });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await waitForImport(page);
  await expect(page.getByText('“not an address” is no email address.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Download refused rows' })).toBeVisible();

  await page.goto('/campaigns/contacts/segments');
  await page.getByRole('link', { name: 'New segment' }).click();
  await page.getByLabel('Name').fill('Buyers');
  await page.getByLabel('Another rule').selectOption({ label: 'has the tag' });
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByLabel('Contact has the tag').fill('buyer');
  await page.getByRole('button', { name: 'Count', exact: true }).click();
  await expect(page.getByText('1 contact matches now.')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Buyers' })).toBeVisible();

  await page.goto('/campaigns/contacts');
  await page.getByLabel('Name or email begins with').fill(address.slice(0, 6));
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Ann Lee' }).click();
  await expect(page.getByText('May be emailed')).toBeVisible();
  await expect(page.getByText('Trade fair on 2026-03-04 (import)')).toBeVisible();
  await page.getByLabel('How they took it back').fill('By phone');
  await page.getByRole('button', { name: 'Withdraw consent' }).click();
  await expect(page.getByText('No consent')).toBeVisible();

  await page.getByRole('button', { name: 'Erase' }).click();
  await page.getByRole('button', { name: 'Yes, erase' }).click();
  await expect(page.getByRole('status').first()).toContainText('The contact is erased.');
  expect(await query('select from contacts where email = $1', [address])).toEqual([]);
  await page.goto('/campaigns/contacts/suppressions');
  await expect(page.getByRole('link', { name: address })).toBeVisible();
});
