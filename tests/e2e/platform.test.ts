import type { Page } from '@playwright/test';
import { expect, newPerson, type Person, signIn, signUp, test } from './shop.ts';

const platformAdmin = { email: 'admin@lotline.test', password: 'lotline-demo' };

const changeTo = async (page: Page, person: Pick<Person, 'email' | 'password'>) => {
  await page.context().clearCookies();
  await signIn(page, person);
};

test('a superadmin makes somebody BILLING; they confirm what the first one may not do alone', async ({
  page,
  query,
}) => {
  const [buyer, colleague] = [newPerson(), newPerson('Second Person')];
  await signUp(page, buyer);
  await page.context().clearCookies();
  await signUp(page, colleague);
  // Confirming an address and a second factor have journeys of their own.
  await query('update users set email_confirmed_at = now(), is_demo = true where email = $1', [colleague.email]);
  const [organization] = await query<{ id: string }>('select id from organizations where name = $1', [
    buyer.organization,
  ]);

  await changeTo(page, platformAdmin);
  await page.goto('/admin/people');
  await page.getByLabel('Email of their account').fill(colleague.email);
  await page.getByLabel('Role', { exact: true }).selectOption('BILLING');
  await page.getByRole('button', { name: 'Give this role' }).click();
  await expect(page.getByRole('status')).toContainText('Billing is given.');
  await expect(page.getByRole('row', { name: colleague.email })).toContainText('Billing');

  await page.goto(`/admin/organizations/${organization?.id}`);
  await page.getByLabel('Most that may be owed, in dollars').fill('5,000');
  await page.getByRole('button', { name: 'Set credit' }).click();
  await expect(page.getByRole('status')).toContainText('Not done yet');
  await page.goto('/admin/approvals');
  const own = page.getByRole('listitem').filter({ hasText: buyer.organization });
  await expect(own).toContainText('somebody else confirms it');
  await expect(own.getByRole('button', { name: 'Confirm' })).toHaveCount(0);

  await changeTo(page, colleague);
  await page.goto('/admin');
  await expect(
    page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Tools' }),
  ).toHaveCount(0);
  await page.goto('/admin/approvals');
  const asked = page.getByRole('listitem').filter({ hasText: buyer.organization });
  await asked.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'Raise the credit by $4,000.00', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('Confirmed and done.');
  await expect(asked).toContainText('Confirmed');
  expect(await query('select invoice_limit from organizations where id = $1', [organization?.id])).toEqual([
    { invoice_limit: 500_000 },
  ]);
});
