import { expect, newPerson, signUp, test } from './shop.ts';

const readied = `with person as (update users set email_confirmed_at = now() where email = $1 returning id)
  update sessions set proved_at = now() from person where user_id = person.id`;

test('a passkey is made by the browser, signs in alone, and is removed', async ({ page, query }) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const person = newPerson();
  await signUp(page, person);
  await query(readied, [person.email]);
  await page.goto('/account/security');
  await page.getByLabel('Name of the passkey').fill('Test laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeVisible();
  await expect(page.getByText('Test laptop', { exact: true })).toBeVisible();

  await page.context().clearCookies();
  await page.goto('/login?redirectTo=/account');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByText(`You sign in as ${person.email}`)).toBeVisible();

  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, remove it' }).click();
  await expect(page.getByRole('status')).toContainText('The passkey is removed');
});
