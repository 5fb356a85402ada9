import { expect, newPerson, signUp, test } from './shop.ts';

test('a visitor searches from the header and opens what was found', async ({ page, javaScriptEnabled }) => {
  await page.goto('/bundles');
  const header = page.getByRole('banner').getByRole('searchbox', { name: 'Search' });
  await header.fill('commission');
  // With script, what is typed goes on in the search over the page. Without one of its suggestions, both lead to the same page.
  const field = javaScriptEnabled ? page.getByRole('dialog', { name: 'Search' }).getByRole('combobox') : header;
  await expect(field).toHaveValue('commission');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=commission$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Search' })).toBeVisible();
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Commission Calculator/ })
    .click();
  await expect(page).toHaveURL(/\/tools\/commission-calculator$/);
});

test('a buyer finds an order and a colleague by words', async ({ page, query }) => {
  const person = newPerson('Quintessa Buyer');
  await signUp(page, person);
  await query(
    `insert into marketplace_orders (organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method, payment_status,
       purchase_order_number, subtotal, credit_total, total)
     select o.id, 'LOT-' || upper(substr(md5(o.id::text), 1, 10)), gen_random_uuid(), '', u.id, 'INVOICE', 'COMPLETED', 'Quay-12', 0, 0, 0
     from organizations o, users u where o.name = $1 and u.email = $2`,
    [person.organization, person.email],
  );
  await page.goto('/search?q=quay-12');
  await expect(page.getByRole('region', { name: 'Orders' }).getByRole('link')).toHaveCount(1);
  await page.getByLabel('Words to search for').fill('quintessa');
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('region', { name: 'People' })).toContainText(person.email);
});

test('tools are narrowed, a wrong price range is said beside its fields, and chips take filters off', async ({
  page,
}) => {
  await page.goto('/tools?min=900&max=1');
  await expect(page.getByLabel('Lowest price')).toHaveValue('900');
  await expect(page.getByLabel('Highest price')).toHaveValue('1');
  await expect(page.getByLabel('Lowest price')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('The lowest price, $900, is above the highest, $1.')).toBeVisible();

  await page.getByLabel('Lowest price').fill('100');
  await page.getByLabel('Highest price').fill('250');
  await page.getByLabel('Highest price').blur();
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const chips = page.getByRole('list', { name: 'Filters in force' });
  await expect(chips.getByRole('link')).toHaveText(['Remove filter From $100', 'Remove filter Up to $250']);
  await chips.getByRole('link', { name: 'Remove filter From $100' }).click();
  await expect(chips.getByRole('link')).toHaveText(['Remove filter Up to $250']);
  await expect(page).toHaveURL(/\/tools\?max=250$/);
});
