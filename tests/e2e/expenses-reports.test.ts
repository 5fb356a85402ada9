import { expect, newPerson, type Person, signUp, test } from './shop.ts';

// workerd closes a connection after five idle seconds: the next request could meet that on its way.
const unshared = { headers: { connection: 'close' } };

type Query = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Gives the organization the module, a seat to its owner, and three approved expenses of 2025: two in one category. */
async function openBooks(query: Query, person: Person) {
  const of = `(select id from organizations where name = $1)`;
  const owner = `(select id from users where email = $2)`;
  await query(`update organizations set subscription_tier = 'STARTER' where name = $1`, [person.organization]);
  await query(
    `insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, period_end)
     select o.id, tool.id, tool.price, tool.price_model, u.id, now() + interval '1 month'
     from organizations o, users u, marketplace_tools tool where o.name = $1 and u.email = $2 and tool.slug = 'expense-tax'`,
    [person.organization, person.email],
  );
  await query(
    `insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
     select o.id, tool.id, u.id, u.id from organizations o, users u, marketplace_tools tool
     where o.name = $1 and u.email = $2 and tool.slug = 'expense-tax'`,
    [person.organization, person.email],
  );
  for (const [merchant, code, amount, date] of [
    ['Print shop', 'MARKETING', 12_345, '2025-02-03'],
    ['Sign maker', 'MARKETING', 10_000, '2025-03-04'],
    ['Restaurant', 'MEALS', 5_001, '2025-03-05'],
  ])
    await query(
      `insert into expenses (organization_id, user_id, date, tax_year, merchant, amount, category_id, deduction_percent, status)
       select ${of}, ${owner}, $3, 2025, $4, $5, id, deduction_limit, 'APPROVED' from expense_categories
       where organization_id is null and code = $6`,
      [person.organization, person.email, date, merchant, amount, code],
    );
}

test('an owner makes a report, hands it out by a link, and takes the link back', async ({
  page,
  query,
  browser,
  javaScriptEnabled,
}) => {
  const person = newPerson();
  await signUp(page, person);
  await openBooks(query, person);
  await page.goto('/expenses/reports');
  await page.getByLabel('Report', { exact: true }).selectOption('CATEGORY_BREAKDOWN');
  await page.getByLabel('Tax year').selectOption('2025');
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Category breakdown 2025' })).toBeVisible();
  // The page looks by itself.
  await expect(page.getByRole('link', { name: 'Download PDF' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Marketing.*\$223\.45 \$223\.45$/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Total.*\$273\.46 \$248\.46$/ })).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download evidence' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Category breakdown 2025 evidence.zip');

  await page.getByLabel('Days it works').fill('30');
  await page.getByRole('button', { name: 'Create link' }).click();
  const link = await page.getByLabel('Link to this report').inputValue();
  const guest = await (await browser.newContext({ javaScriptEnabled })).newPage();
  const answer = await guest.goto(link);
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
  await expect(guest.getByRole('heading', { level: 1, name: 'Category breakdown 2025' })).toBeVisible();
  await expect(guest.getByRole('row', { name: /^Total.*\$273\.46 \$248\.46$/ })).toBeVisible();
  const pdf = await guest.request.get(`${link}/report.pdf`, unshared);
  expect(pdf.headers()['content-type']).toBe('application/pdf');

  await page.goto('/expenses/reports');
  await page.getByRole('link', { name: 'Category breakdown 2025' }).click();
  await page.getByRole('button', { name: 'Withdraw link' }).click();
  await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
  await expect(page.getByRole('status')).toContainText('The link no longer works.');
  expect((await guest.goto(link))?.status()).toBe(404);
  expect((await guest.request.get(`${link}/rows.csv`, unshared)).status()).toBe(404);
  await guest.context().close();
});

test('a report tells whether a manifest is its own', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  await openBooks(query, person);
  await page.goto('/expenses/reports');
  await page.getByLabel('Tax year').selectOption('2025');
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByRole('link', { name: 'Download PDF' })).toBeVisible();
  await page.getByLabel('Manifest', { exact: true }).setInputFiles({
    name: 'manifest.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{}'),
  });
  await page.getByRole('button', { name: 'Check manifest' }).click();
  await expect(page.getByText('It is not the manifest of this report')).toBeVisible();
});
