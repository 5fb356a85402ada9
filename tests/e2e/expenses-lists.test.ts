import { confirm, openBooks } from './books.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

test('a payee with a Form W-9 gets a 1099 once they were paid enough, and is archived', async ({ page, query }) => {
  test.slow();
  const owner = newPerson('Perry Payer');
  await signUp(page, owner);
  const organization = await openBooks(query, owner);
  await page.goto('/expenses/payees?year=2025');
  await expect(page.getByRole('heading', { name: 'No payees yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Add payee' }).click();
  await page.getByLabel('Name').fill('Lee Roofing');
  await page.getByLabel('Classification').selectOption('Individual or sole proprietor');
  await page.getByLabel('Form W-9 received on').fill('2025-01-15');
  await page.getByLabel('Tax number, last four digits').fill('6789');
  await page.getByRole('button', { name: 'Add payee' }).click();
  await expect(page.getByRole('status')).toContainText('Lee Roofing is added.');

  await page.goto('/expenses/new');
  await page.getByLabel('Date', { exact: true }).fill('2025-03-04');
  await page.getByLabel('Amount').fill('600');
  await page.getByLabel('Merchant').fill('Lee Roofing');
  await page.getByLabel('Category').selectOption({ label: 'Repairs and maintenance' });
  await page.getByLabel('Payee').selectOption('Lee Roofing');
  await page.getByLabel('Paid by').selectOption('Check');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Lee Roofing');

  await page.goto('/expenses/payees?year=2025');
  const row = page.getByRole('row', { name: /Lee Roofing/ });
  await expect(row).toContainText('Jan 15, 2025');
  await expect(row).toContainText('Number ends in 6789');
  await expect(row).toContainText('$600.00');
  await expect(row).toContainText('Due');
  await expect(row).toContainText('Missing: address');
  await page.getByRole('link', { name: 'Lee Roofing' }).click();
  await page.getByLabel('Street and number').fill('3 Hill Road');
  await page.getByLabel('City').fill('Chicago');
  await page.getByLabel('State').selectOption('IL');
  await page.getByLabel('ZIP code').fill('60601');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('The payee is saved.');
  await page.goto('/expenses/payees?year=2025');
  await expect(row).not.toContainText('Missing');

  await page.getByRole('link', { name: 'Lee Roofing' }).click();
  await confirm(page, 'Archive', 'Yes, archive');
  await expect(page.getByRole('status')).toContainText('What they were paid stays.');
  await page.goto('/expenses/new');
  await expect(page.getByLabel('Payee').getByRole('option', { name: 'Lee Roofing' })).toHaveCount(0);
  await page.goto('/expenses/payees?year=2025');
  await page.getByRole('link', { name: 'Lee Roofing' }).click();
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByRole('status')).toContainText('The payee can be picked again.');
  expect(
    await query('select is_active, w9_received_on::text from payees where organization_id = $1', [organization]),
  ).toEqual([{ is_active: true, w9_received_on: '2025-01-15' }]);
});

test('a recurring expense is added, paused, goes on, and leaves its next day out', async ({ page, query }) => {
  const owner = newPerson('Riley Recurring');
  await signUp(page, owner);
  const organization = await openBooks(query, owner);
  const next = async () =>
    (
      await query('select next_on::text, is_paused from recurring_expenses where organization_id = $1', [organization])
    )[0];
  const year = new Date().getUTCFullYear() + 1;
  const endOfFebruary = new Date(Date.UTC(year, 2, 0)).toISOString().slice(0, 10);

  await page.goto('/expenses/recurring');
  await expect(page.getByRole('heading', { name: 'Nothing comes again yet' })).toBeVisible();
  await page.getByText('Add a recurring expense').click();
  await page.getByLabel('Merchant').fill('Lakeside Offices');
  await page.getByLabel('Amount').fill('1,500');
  await page.getByLabel('First day').fill(`${year}-01-31`);
  await page.getByLabel('Last day').fill(`${year}-01-01`);
  await page.getByLabel('Category').selectOption({ label: 'Rent' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a last day that is not before the first.');
  await expect(page.getByLabel('Merchant')).toHaveValue('Lakeside Offices');
  await page.getByLabel('Last day').fill('');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('It is added.');
  const card = page.getByRole('listitem').filter({ hasText: 'Lakeside Offices' });
  await expect(card).toContainText('$1,500.00');
  await expect(card).toContainText('Every month, Rent');
  expect(await next()).toEqual({ next_on: `${year}-01-31`, is_paused: false });

  await page.getByRole('button', { name: 'Pause Lakeside Offices' }).click();
  await expect(page.getByRole('status')).toContainText('It is paused.');
  await expect(card.getByText('Paused', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /Skip next/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Resume Lakeside Offices' }).click();
  await expect(page.getByRole('status')).toContainText('It goes on.');

  // February is shorter.
  await page.getByRole('button', { name: 'Skip next Lakeside Offices' }).click();
  await expect(page.getByRole('status')).toContainText('Its next day is left out.');
  await expect(card.locator(`time[datetime="${endOfFebruary}"]`)).toBeVisible();
  expect(await next()).toEqual({ next_on: endOfFebruary, is_paused: false });
  await page.getByRole('button', { name: 'Skip next Lakeside Offices' }).click();
  await expect(card.locator(`time[datetime="${year}-03-31"]`)).toBeVisible();
});

test('a category and a rule of one’s own file the next expense of a merchant', async ({ page, query }) => {
  test.slow();
  const owner = newPerson('Casey Categories');
  await signUp(page, owner);
  const organization = await openBooks(query, owner);
  await page.goto('/expenses/categories?year=2025');
  await expect(page.getByRole('row', { name: /^Meals.*24b.*50 %/ })).toBeVisible();
  await page.getByText('Add a category', { exact: true }).click();
  await page.getByLabel('Name').fill('Meals');
  await page.getByRole('button', { name: 'Add category' }).click();
  await expect(page.getByRole('alert')).toContainText('There is a category of this name.');
  await page.getByLabel('Name').fill('Staging');
  await page.getByLabel('On the tax forms').selectOption({ label: 'Advertising' });
  await page.getByRole('button', { name: 'Add category' }).click();
  await expect(page.getByRole('status')).toContainText('The category is added.');
  await expect(page.getByRole('row', { name: /Staging.*Yours.*8 Advertising.*100 %/ })).toBeVisible();

  await page.getByText('Add a merchant rule', { exact: true }).click();
  await page.getByLabel('Merchant holds').fill('harbor furniture');
  await page.getByLabel('Category').selectOption({ label: 'Staging' });
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByRole('status')).toContainText('The rule is added.');
  await expect(page.getByRole('row', { name: /harbor furniture.*Staging/ })).toBeVisible();

  await page.goto('/expenses/new');
  await page.getByLabel('Date', { exact: true }).fill('2025-03-04');
  await page.getByLabel('Amount').fill('80');
  await page.getByLabel('Merchant').fill('HARBOR FURNITURE #12');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('HARBOR FURNITURE #12');
  const filed = await query(
    `select category.name from expenses join expense_categories category on category.id = category_id
     where expenses.organization_id = $1`,
    [organization],
  );
  expect(filed).toEqual([{ name: 'Staging' }]);

  await page.goto('/expenses/categories');
  await page.getByRole('button', { name: 'Archive Staging' }).click();
  await expect(page.getByRole('status')).toContainText('The category is archived.');
  await expect(page.getByText('Archived: the rule rests.')).toBeVisible();
  await page.getByRole('button', { name: 'Bring back Staging' }).click();
  await expect(page.getByRole('status')).toContainText('The category is back.');
  await page.getByRole('button', { name: 'Remove harbor furniture' }).click();
  await expect(page.getByRole('status')).toContainText('The rule is removed.');
  await expect(page.getByText('No rules yet.')).toBeVisible();
});

test('what is done to ticked expenses asks first, keeps the ticks when it is refused, and says what it did', async ({
  page,
  query,
}) => {
  const owner = newPerson('Terry Ticker');
  await signUp(page, owner);
  const organization = await openBooks(query, owner);
  await query(
    `insert into listings (organization_id, address, city, state, zip_code, kind)
     values ($1, '12 Lake Street', 'Chicago', 'IL', '60601', 'RENTAL')`,
    [organization],
  );
  await query(
    `insert into expenses (organization_id, user_id, date, tax_year, merchant, amount, category_id)
     select $1, (select user_id from memberships where organization_id = $1), '2025-03-04', 2025, 'Store ' || number, 1000, category.id
     from generate_series(1, 3) number, expense_categories category where category.organization_id is null and category.code = 'OFFICE'`,
    [organization],
  );
  const boxes = page.getByRole('checkbox', { name: /Store/ });
  await page.goto('/expenses?year=2025');
  for (const number of [0, 1]) await boxes.nth(number).check();
  await page.getByRole('button', { name: 'Set property' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose the property that they get, or none.');
  await expect(boxes.nth(0)).toBeChecked();
  await expect(boxes.nth(2)).not.toBeChecked();
  await page.getByLabel('New property').selectOption({ label: '12 Lake Street, Chicago (rental)' });
  await page.getByRole('button', { name: 'Set property' }).click();
  await expect(page.getByRole('status')).toContainText('2 expenses changed.');

  for (const box of await boxes.all()) await box.check();
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  await page.getByRole('button', { name: 'Reject them' }).click();
  await expect(page.getByRole('alert')).toContainText('Say why, so that they know what to do instead.');
  await page.getByLabel('Note').fill('Private.');
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  await page.getByRole('button', { name: 'Reject them' }).click();
  await expect(page.getByRole('status')).toContainText('3 expenses rejected.');
  const rows = await query('select distinct status, decision_note from expenses where organization_id = $1', [
    organization,
  ]);
  expect(rows).toEqual([{ status: 'REJECTED', decision_note: 'Private.' }]);
});
