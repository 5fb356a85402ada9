import { createServer } from 'node:http';
import { openCampaigns } from './campaigns-open.ts';
import { expect, newPerson, required, signUp, test } from './shop.ts';

/** The path of the link that confirms a sign-up, from the mail to an address. */
async function findLink(email: string): Promise<string> {
  let text = '';
  await expect(async () => {
    const response = await fetch(`${required('SHOP_OUTBOX_URL')}/messages?to=${encodeURIComponent(email)}`);
    const [mail]: { text: string }[] = await response.json();
    text = mail?.text ?? '';
    expect(text).toContain('/f/confirm/');
  }).toPass({ timeout: 10_000 });
  return /\/f\/confirm\/[\w-]+/.exec(text)?.[0] ?? '';
}

test('a form is made, shared, filled in by a stranger, and confirmed from their mailbox', async ({ page, query }) => {
  test.slow();
  const person = newPerson('Fiona Forms');
  await signUp(page, person);
  await openCampaigns(query, person);
  await query(
    `insert into contact_lists (organization_id, name) select id, 'Readers' from organizations where name = $1`,
    [person.organization],
  );

  await page.goto('/campaigns/contacts/forms');
  await expect(page.getByRole('heading', { name: 'No sign-up form yet' })).toBeVisible();
  await page.getByRole('link', { name: 'New form' }).click();
  await page.getByLabel('Name', { exact: true }).fill('News for buyers');
  await page.getByLabel('Heading').fill('Homes before they are listed');
  await page.getByLabel('What people agree to').fill('');
  await page.getByRole('button', { name: 'Create form' }).click();
  // The browser asks for it, or the page does.
  await page.getByLabel('What people agree to').fill('I want the news for buyers.');
  await page.getByRole('button', { name: 'Create form' }).click();
  await expect(page.getByRole('status')).toContainText('The form is saved.');
  await page.getByRole('link', { name: 'Copy snippet' }).click();
  const snippet = await page.getByLabel('HTML for your site').inputValue();
  expect(snippet).toContain('Homes before they are listed');
  await page.getByRole('link', { name: /\/f\// }).click();
  await expect(page.getByRole('heading', { name: 'Homes before they are listed' })).toBeVisible();

  // As somebody who knows nothing of us, and mistypes.
  await page.context().clearCookies();
  await page.reload();
  const email = `${crypto.randomUUID().slice(0, 8)}@example.test`;
  await page.getByLabel('Name').fill('Rita Reader');
  await page.getByLabel('Email').fill('rita@localhost');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter an email address');
  await expect(page.getByLabel('Name')).toHaveValue('Rita Reader');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();
  const countContacts = async () =>
    (await query(`select from contacts where email = $1 and email_consent = 'GRANTED'`, [email])).length;
  expect(await countContacts()).toBe(0);

  await page.goto(await findLink(email));
  await expect(page.getByText('I want the news for buyers.')).toBeVisible();
  expect(await countContacts()).toBe(0);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed up' })).toBeVisible();
  expect(await countContacts()).toBe(1);

  // The snippet on a page of another site.
  const site = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(snippet));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  const second = `${crypto.randomUUID().slice(0, 8)}@example.test`;
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`);
  await page.getByLabel('Email').fill(second);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();
  await page.goto(required('SHOP_URL') + (await findLink(second)));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed up' })).toBeVisible();
  site.closeAllConnections();
  await new Promise<void>((resolve) => site.close(() => resolve()));
});
