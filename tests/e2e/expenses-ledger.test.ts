import { expect, newPerson, signIn, signUp, test } from './shop.ts';

test('an expense is added, approved, split, refunded and deleted', async ({ page, query }) => {
  // Two people and a dozen pages.
  test.slow();
  const owner = newPerson('Olive Owner');
  const member = newPerson('Morgan Member');
  for (const person of [owner, member]) {
    await signUp(page, person);
    await page.context().clearCookies();
  }
  await query(
    `update memberships set role = 'MEMBER', organization_id = (select id from organizations where name = $2)
     where user_id = (select id from users where email = $1)`,
    [member.email, owner.organization],
  );
  await query(`update organizations set subscription_tier = 'ENTERPRISE' where name = $1`, [owner.organization]);
  await query(
    `insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by)
     select o.id, t.id, t.price, t.price_model, u.id from organizations o, marketplace_tools t, users u
     where o.name = $1 and t.slug = 'expense-tax' and u.email = $2`,
    [owner.organization, owner.email],
  );
  await query(
    `insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
     select m.organization_id, t.id, m.user_id, m.user_id from memberships m, marketplace_tools t, organizations o
     where o.name = $1 and m.organization_id = o.id and t.slug = 'expense-tax'`,
    [owner.organization],
  );

  await signIn(page, member);
  await page.goto('/expenses');
  await expect(page.getByRole('heading', { name: 'No expenses yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Add expense' }).first().click();
  await page.getByLabel('Date', { exact: true }).fill('2026-05-06');
  await page.getByLabel('Amount').fill('100.01');
  await page.getByLabel('Merchant').fill('Corner Store');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  // Without a rule for the merchant somebody has to choose, and nothing that was typed is lost.
  await expect(page.getByRole('alert')).toContainText('Choose a category.');
  await expect(page.getByLabel('Merchant')).toHaveValue('Corner Store');
  await page.getByLabel('Category').selectOption({ label: 'Office' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('It waits for a decision.');
  await expect(page.getByRole('main').getByText('Waiting', { exact: true })).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, owner);
  await page.goto('/expenses/approvals');
  await page.getByRole('button', { name: 'Approve Corner Store' }).click();
  await expect(page.getByRole('status')).toContainText('The expense is approved.');
  await expect(page.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();

  await page.goto('/expenses');
  await page.getByRole('link', { name: 'Corner Store' }).click();
  await page.getByRole('link', { name: 'Split' }).click();
  await page.getByLabel('Amount').first().fill('40.00');
  await page.getByRole('button', { name: 'Add part' }).click();
  await expect(page.getByLabel('Amount')).toHaveCount(3);
  await page.getByLabel('Amount').nth(1).fill('40.00');
  await page.getByLabel('Amount').nth(2).fill('20.00');
  await page.getByLabel('Category').nth(1).selectOption({ label: 'Meals' });
  await page.getByLabel('Category').nth(2).selectOption({ label: 'Travel' });
  await page.getByRole('button', { name: 'Save split' }).click();
  await expect(page.getByRole('alert')).toContainText('The parts have to sum to the amount of the expense.');
  await page.getByLabel('Amount').nth(2).fill('20.01');
  await page.getByRole('button', { name: 'Save split' }).click();
  await expect(page.getByRole('status').first()).toContainText('It is split into 3 parts.');

  await page.getByText('Record refund').click();
  await page.getByLabel('Amount that came back').fill('40.01');
  await page.getByLabel('Date of the refund').fill('2026-05-08');
  await page.getByRole('button', { name: 'Record it' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter at most $40.00');
  await page.getByLabel('Amount that came back').fill('10.00');
  await page.getByRole('button', { name: 'Record it' }).click();
  await expect(page.getByRole('status').first()).toContainText('A refund of $10.00 is recorded.');

  await page.goto('/expenses');
  const sums = await query<{ net: string; deductible: string }>(
    `select sum(net_amount)::text as net, sum(deductible_amount)::text as deductible
     from expenses e join organizations o on o.id = e.organization_id where o.name = $1`,
    [owner.organization],
  );
  expect(sums).toEqual([{ net: '9001', deductible: '7001' }]);
  await expect(page.getByRole('main')).toContainText('$90.01');
  await expect(page.getByRole('main')).toContainText('$70.01');

  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Delete them' }).click();
  await expect(page.getByRole('status')).toContainText('4 expenses deleted.');
  await expect(page.getByRole('heading', { name: 'No expenses yet' })).toBeVisible();
});
