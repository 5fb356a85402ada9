import { stepOf, writeCode } from '../../app/modules/accounts/second-factors/totp.ts';
import { expect, newPerson, signIn, signUp, test } from './shop.ts';

/** Confirms the address and counts the session as just proved: both have journeys of their own. */
const readied = `with person as (update users set email_confirmed_at = now() where email = $1 returning id)
  update sessions set proved_at = now() from person where user_id = person.id`;

test('an app is set up, asked for at sign-in, replaced by a recovery code, and removed', async ({
  page,
  browser,
  query,
  baseURL,
}) => {
  const person = newPerson();
  await signUp(page, person);
  await query(readied, [person.email]);
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Set up an app' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the key below' })).toBeVisible();
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
  await page.getByLabel('2. Type the code that it shows now').fill(writeCode(secret, stepOf(Date.now())));
  await page.getByRole('button', { name: 'Set up', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeVisible();
  const codes = await page.locator('ol.font-mono li').allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await expect(page.getByText('You have 10 recovery codes left')).toBeVisible();

  const other = await browser.newContext({ baseURL });
  const otherPage = await other.newPage();
  await signIn(otherPage, person);
  await expect(otherPage.getByRole('heading', { name: 'One more step' })).toBeVisible();
  await otherPage.getByLabel('Code of your authenticator app').fill('000000');
  await otherPage.getByRole('button', { name: 'Go on' }).click();
  await expect(otherPage.getByRole('alert')).toContainText('This code is wrong');
  await otherPage.getByLabel('Code of your authenticator app').fill(codes[0] ?? '');
  await otherPage.getByRole('button', { name: 'Go on' }).click();
  await expect(otherPage.getByRole('heading', { name: 'One more step' })).toHaveCount(0);
  await other.close();

  await query(readied, [person.email]);
  await page.goto('/account/security');
  await expect(page.getByText('You have 9 recovery codes left')).toBeVisible();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, remove it' }).click();
  await expect(page.getByRole('status')).toContainText('The authenticator app is removed');
  expect(
    await query('select from authenticators a join users u on u.id = a.user_id where u.email = $1', [person.email]),
  ).toEqual([]);
});

test('an organization requires a second factor, and a member without one is led to setting it up', async ({
  page,
  query,
}) => {
  const person = newPerson();
  await signUp(page, person);
  await query('update organizations set second_factor_from = current_date + 7 where name = $1', [person.organization]);
  await page.goto('/my-tools');
  await expect(page.getByText('requires a second factor from')).toBeVisible();
  await query('update organizations set second_factor_from = current_date where name = $1', [person.organization]);
  await page.goto('/organization');
  await expect(page).toHaveURL(/\/account\/security$/);
  await expect(page.getByText('Until you have signed in with one')).toBeVisible();
});
