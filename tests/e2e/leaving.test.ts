import type { Page } from '@playwright/test';
import { expect, newPerson, type Person, signUp, test } from './shop.ts';

type Query = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Lets the last proof of who somebody is be too long ago. */
const forgetProof = (query: Query, { email }: Person) =>
  query('update sessions set proved_at = null where user_id = (select id from users where email = $1)', [email]);

/** Gives the password that is asked for once more, and is back on the page. */
async function prove(page: Page, { password }: Person, back: RegExp) {
  await expect(page).toHaveURL(/\/confirm-identity\?redirectTo=/);
  await page.getByLabel('Your password').fill(password);
  await page.getByLabel('Your password').press('Enter');
  await expect(page).toHaveURL(back);
}

test('an owner closes the organization, is asked once more who they are, and changes their mind', async ({
  page,
  query,
}) => {
  const owner = newPerson('Closing Owner');
  await signUp(page, owner);
  await forgetProof(query, owner);
  await page.goto('/organization');
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  const close = async () => {
    await page.getByLabel(/^Type “.*” to confirm$/).fill(owner.organization);
    await page.getByRole('button', { name: 'Close in 30 days' }).click();
  };
  await close();
  await prove(page, owner, /\/organization\/data$/);
  await close();
  await expect(page.getByRole('status')).toContainText('closes in 30 days');
  const closing = 'select closing_at is not null as closing from organizations where name = $1';
  expect(await query(closing, [owner.organization])).toEqual([{ closing: true }]);
  await page.goto('/organization');
  await expect(page.getByText(/This organization closes on/)).toBeVisible();
  await page.getByRole('link', { name: 'keep it open' }).click();
  await page.getByRole('button', { name: 'Keep it open' }).click();
  await expect(page.getByRole('status')).toContainText('stays open');
  expect(await query(closing, [owner.organization])).toEqual([{ closing: false }]);
});

test('somebody makes a second organization, deletes their account with both, and cannot sign in any more', async ({
  page,
  query,
}) => {
  const person = newPerson('Leaving Person');
  await signUp(page, person);
  await page.goto('/organization/new');
  const second = `${person.organization} Two`;
  await page.getByLabel('Name of the organization').fill(second);
  await page.getByRole('button', { name: 'Create organization' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(second);

  await forgetProof(query, person);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Delete your account' }).click();
  const send = async () => {
    await page.getByLabel(`Type ${person.email} to confirm`).fill(person.email);
    await page.getByRole('button', { name: 'Delete my account' }).click();
  };
  await send();
  await prove(page, person, /\/account\/delete$/);
  await send();
  await expect(page.getByRole('alert')).toContainText('You are the only owner of an organization.');
  for (const name of [person.organization, second])
    await page.getByLabel(`Close ${name} with my account`, { exact: true }).check();
  await send();
  await expect(page.getByRole('status')).toContainText('Your account is deleted');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();

  await page.goto('/login');
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('The email or the password is wrong.');
  expect(
    await query(
      'select count(*)::integer as closing from organizations where name = any ($1) and closing_at is not null',
      [[person.organization, second]],
    ),
  ).toEqual([{ closing: 2 }]);
  expect(await query('select 1 from users where email = $1', [person.email])).toEqual([]);
});
