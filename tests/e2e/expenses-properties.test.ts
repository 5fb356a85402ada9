import { openBooks } from './books.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

test('a rental with its building, a rent and a repair shows the figures of Schedule E', async ({ page, query }) => {
  test.slow();
  const owner = newPerson('Pat Landlord');
  await signUp(page, owner);
  const organization = await openBooks(query, owner);

  await page.goto('/expenses/listings?year=2025');
  await expect(page.getByRole('heading', { name: 'No properties yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Add property' }).click();
  await page.getByLabel('Street and number').fill('12 Lake Street');
  await page.getByLabel('City').fill('Chicago');
  await page.getByLabel('State').selectOption('IL');
  await page.getByLabel('ZIP code').fill('6060');
  await page.getByLabel('Kind').selectOption('Rental');
  await page.getByRole('button', { name: 'Add property' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a ZIP code like 60601');
  await page.getByLabel('ZIP code').fill('60601');
  await page.getByRole('button', { name: 'Add property' }).click();
  await expect(page.getByRole('status')).toContainText('The property is added.');

  await page.getByRole('link', { name: 'Add asset' }).click();
  await expect(page.getByLabel('Property')).toContainText('12 Lake Street, Chicago');
  await page.getByLabel('Name').fill('Building');
  await page.getByLabel('Depreciation').selectOption('Residential rental, 27.5 years');
  await page.getByLabel('Cost without land').fill('300,000');
  await page.getByLabel('Placed in service').fill('2024-10-03');
  await page.getByRole('button', { name: 'Add asset' }).click();
  await expect(page.getByRole('status')).toContainText('The asset is added.');
  // Publication 946, table A-6.
  await expect(page.getByRole('row', { name: /2024 0\.758 % \$2,274\.00/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /All years.*\$300,000\.00/ })).toBeVisible();

  await page.goto('/expenses/income');
  const entry = page.getByRole('group', { name: 'Entry of income' });
  await entry.getByLabel('Received on').fill('2025-05-02');
  await entry.getByLabel('Kind').selectOption('Rent');
  await entry.getByLabel('Amount in dollars').fill('24,000');
  await entry.getByLabel('Paid by').fill('Lee family');
  await entry.getByLabel('Property').selectOption('12 Lake Street, Chicago');
  await page.getByRole('button', { name: 'Add income' }).click();
  await expect(page.getByRole('status')).toContainText('The income is saved.');

  await page.goto('/expenses/new');
  await page.getByLabel('Date', { exact: true }).fill('2025-03-04');
  await page.getByLabel('Amount').fill('1,000.01');
  await page.getByLabel('Merchant').fill('Roof repair');
  await page.getByLabel('Category').selectOption({ label: 'Repairs and maintenance' });
  await page.getByLabel('Property').selectOption({ label: '12 Lake Street, Chicago (rental)' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Roof repair');

  await page.goto('/expenses/listings?year=2025');
  // 24,000 − 1,000.01 − 3.636 % of 300,000.
  await expect(
    page.getByRole('row', { name: /12 Lake Street.*\$24,000\.00.*\$1,000\.01.*\$10,908\.00.*\$12,091\.99/ }),
  ).toBeVisible();
  await page.getByRole('link', { name: '12 Lake Street' }).click();
  await expect(page.getByRole('heading', { name: 'Expenses by line of Schedule E' })).toBeVisible();
  await expect(page.getByRole('row', { name: /14\. Repairs.*1 expense.*\$1,000\.01.*\$1,000\.01/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Building.*\$300,000\.00.*\$10,908\.00/ })).toBeVisible();

  // The line leads to its rows.
  await page.getByRole('link', { name: '14. Repairs' }).click();
  await expect(page.getByRole('link', { name: 'Roof repair' })).toBeVisible();

  // Once the year is closed the property stays a rental.
  await query(
    `insert into closed_tax_years (organization_id, tax_year, closed_by)
     select organization_id, 2025, user_id from memberships where organization_id = $1`,
    [organization],
  );
  await page.goto('/expenses/listings?year=2025');
  await page.getByRole('link', { name: '12 Lake Street' }).click();
  await page.getByRole('link', { name: 'Edit property' }).click();
  await page.getByLabel('Kind').selectOption('For sale');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('a closed year follows from it');
  await page.getByLabel('Kind').selectOption('Rental');
  await page.getByLabel('Retired').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('The property is saved.');
  await expect(page.getByText('Rental, retired')).toBeVisible();
});
