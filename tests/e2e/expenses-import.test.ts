import { expect, newPerson, signUp, test } from './shop.ts';

const statement = `Date,Description,Amount,Reference
03/25/2026,Blue Bottle Coffee,-14.50,A1
03/26/2026,Harbor Hardware,-120.00,A2
03/27/2026,Deposit,900.00,A3
`;

test('a statement is imported and taken back', async ({ page, query }) => {
  const person = newPerson('Irene Importer');
  await signUp(page, person);
  await query(`update organizations set subscription_tier = 'ENTERPRISE' where name = $1`, [person.organization]);
  await query(
    `with bought as (
       insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, status)
       select member.organization_id, tool.id, tool.price, tool.price_model, member.user_id, 'ACTIVE'
       from organizations organization
       join memberships member on member.organization_id = organization.id
       join marketplace_tools tool on tool.slug = 'expense-tax'
       where organization.name = $1
       returning organization_id, tool_id, purchased_by)
     insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
     select organization_id, tool_id, purchased_by, purchased_by from bought`,
    [person.organization],
  );
  await page.goto('/expenses/import');
  await expect(page.getByRole('heading', { name: 'Nothing was imported yet' })).toBeVisible();
  await page.getByLabel('Account').fill('Checking');
  await page
    .getByLabel('File')
    .setInputFiles({ name: 'march.csv', mimeType: 'text/csv', buffer: Buffer.from(statement) });
  await page.getByRole('button', { name: 'Upload' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'march.csv' })).toBeVisible();
  await expect(page.getByLabel('Order of dates')).toHaveValue('MDY');
  await page.getByRole('button', { name: 'Use this mapping' }).click();

  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('checkbox', { name: /Harbor Hardware/ }).uncheck();
  await page.getByRole('button', { name: 'Import selected' }).click();
  await expect(page.getByRole('status')).toContainText('The import is done.');
  await expect(page.getByText('1 of 3 lines imported.')).toBeVisible();

  await page.getByRole('button', { name: 'Undo import' }).click();
  await page.getByRole('button', { name: 'Yes, undo it' }).click();
  await expect(page.getByRole('status')).toContainText('The import is undone.');
  await page.goto('/expenses/import');
  await expect(page.getByText('Everything it had brought in was taken back.')).toBeVisible();
});
