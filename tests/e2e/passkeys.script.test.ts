import type { Page } from '@playwright/test';
import { expect, newPerson, signUp, test } from './shop.ts';

/** Counts the session as just proved: that has a journey of its own. */
const proved = `with person as (select id from users where email = $1)
  update sessions set proved_at = now() from person where user_id = person.id`;

/** A device that keeps passkeys, whose person touches it at once, as Chromium plays it. */
async function addDevice(page: Page) {
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
}

async function addPasskey(page: Page) {
  await page.goto('/account/security');
  await page.getByLabel('Name of the passkey').fill('Test laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeVisible();
  await expect(page.getByText('Test laptop', { exact: true }).first()).toBeVisible();
}

test('a passkey is made by the browser, signs in alone, and is removed', async ({ page, query }) => {
  await addDevice(page);
  // A browser that suggests none beside the email: the device would take the suggestion before the button is pressed.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  const person = newPerson();
  await signUp(page, person);
  await query(proved, [person.email]);
  await addPasskey(page);

  await page.context().clearCookies();
  await page.goto('/login?redirectTo=/account');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(/^[^?]*\/account$/);
  await expect(page.getByText(`You sign in as ${person.email}`)).toBeVisible();

  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, remove it' }).click();
  await expect(page.getByRole('status')).toContainText('The passkey is removed');
});

test('a passkey that the browser suggests beside the email signs in without the button', async ({ page, query }) => {
  await addDevice(page);
  const person = newPerson();
  await signUp(page, person);
  await query(proved, [person.email]);
  await addPasskey(page);

  await page.context().clearCookies();
  // Browsers without a window have no list to choose from: the choice is made as soon as it is offered.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => true;
    const get = navigator.credentials.get.bind(navigator.credentials);
    navigator.credentials.get = ({ mediation, ...options } = {}) =>
      mediation === 'conditional' ? get(options) : Promise.reject(new Error('The button was not pressed.'));
  });
  await page.goto('/login?redirectTo=/account');
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByText(`You sign in as ${person.email}`)).toBeVisible();
});

test('a session that was not just proved is asked who is there before the device makes a passkey', async ({
  page,
  query,
}) => {
  await addDevice(page);
  const person = newPerson();
  await signUp(page, person);
  await query(proved.replace('now()', 'null'), [person.email]);
  await page.goto('/account/security');
  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await page.getByLabel('Your password').fill(person.password);
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await addPasskey(page);
});
