import { confirm, openBooks } from './books.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

test('a vehicle drives out and back, its year is said, and the log prints', async ({ page, query }) => {
  test.slow();
  const owner = newPerson('Dana Driver');
  await signUp(page, owner);
  const organization = await openBooks(query, owner);

  await page.goto('/expenses/mileage?year=2025');
  await expect(page.getByRole('heading', { name: 'No trips here' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add trip' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Add vehicle' }).click();
  await page.getByLabel('Name').fill('White pickup');
  await page.getByLabel('First driven for the business').fill('2024-02-01');
  await page.getByRole('button', { name: 'Add vehicle' }).click();
  await expect(page.getByRole('status')).toContainText('The vehicle is added.');

  await page.getByRole('link', { name: 'Add trip' }).click();
  // The only vehicle is chosen already.
  await expect(page.getByLabel('Vehicle')).toHaveValue(/[0-9a-f-]{36}/);
  await page.getByLabel('Date').fill('2025-03-04');
  await page.getByLabel('From').fill('Office');
  await page.getByLabel('To', { exact: true }).fill('12 Lake Street');
  await page.getByLabel('Purpose').fill('Showing for the Lee family');
  await page.getByLabel('Odometer at the start').fill('41,250');
  await page.getByRole('button', { name: 'Add trip' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter the miles, or both readings of the odometer.');
  await expect(page.getByLabel('Purpose')).toHaveValue('Showing for the Lee family');
  await page.getByLabel('Odometer at the end').fill('41,262.5');
  await page.getByRole('button', { name: 'Add trip' }).click();
  await expect(page.getByRole('status')).toContainText('The trip is added.');
  // 12.5 miles at 70 cents.
  await expect(page.getByRole('row', { name: /Office to 12 Lake Street.*12\.5.*\$8\.75/ })).toBeVisible();

  await page.getByRole('link', { name: 'Add return trip' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Add return trip' })).toBeVisible();
  await expect(page.getByLabel('From')).toHaveValue('12 Lake Street');
  await expect(page.getByLabel('Odometer at the start')).toHaveValue('41262.5');
  await expect(page.getByLabel('Miles for the business')).toHaveValue('12.5');
  await page.getByRole('button', { name: 'Add trip' }).click();
  await expect(page.getByRole('row', { name: /12 Lake Street to Office/ })).toBeVisible();
  const trips = await query(
    `select amount, mileage_from, status from expenses where organization_id = $1 order by created_at`,
    [organization],
  );
  expect(trips).toEqual([
    { amount: 875, mileage_from: 'Office', status: 'APPROVED' },
    { amount: 875, mileage_from: '12 Lake Street', status: 'APPROVED' },
  ]);

  await page.getByRole('link', { name: 'White pickup' }).click();
  await expect(page.getByText('Not known yet')).toBeVisible();
  await page.getByLabel('Odometer on 1 January').fill('41000');
  await page.getByLabel('Odometer on 31 December').fill('42000');
  await page.getByLabel('Commuting miles').fill('120');
  await page.getByRole('button', { name: 'Save 2025' }).click();
  await expect(page.getByRole('status')).toContainText('The year 2025 is saved.');
  await expect(page.getByText('2.5 %')).toBeVisible();
  // It cannot be deleted any more, and what stands in its form stays.
  await confirm(page, 'Delete', 'Yes, delete it');
  await expect(page.getByRole('alert')).toContainText('Enter the last day it was driven instead.');
  await expect(page.getByLabel('Name')).toHaveValue('White pickup');

  await page.goto('/expenses/mileage?year=2025');
  await page.getByRole('link', { name: 'Print log' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1, name: 'Mileage log 2025' })).toBeVisible();
  await expect(page.getByText('Print this page with your browser')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Show' })).toBeHidden();
  const log = page.getByRole('table', { name: 'Trips with White pickup in 2025' });
  await expect(log.getByRole('row', { name: /Office to 12 Lake Street.*41,250\.0 – 41,262\.5/ })).toBeVisible();
  await expect(log.getByRole('row', { name: /Approved trips in 2025.*25\.0.*\$17\.50/ })).toBeVisible();
  for (const fact of ['41,000.0', '42,000.0', '120.0', '2.5 %'])
    await expect(page.getByRole('definition').filter({ hasText: fact }).first()).toBeVisible();
});
