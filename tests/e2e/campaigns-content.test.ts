import { openCampaigns } from './campaigns-open.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

test('content is written, published, read by everybody, and taken back', async ({ page, query, browser }) => {
  test.slow();
  const person = newPerson('Cora Content');
  await signUp(page, person);
  await openCampaigns(query, person);

  await page.goto('/campaigns/content');
  await expect(page.getByRole('heading', { name: 'No content here yet' })).toBeVisible();
  await page.getByRole('link', { name: 'New content' }).click();
  await page.getByLabel('Title').fill('Open house on Lake Street');
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('alert')).toContainText('Write something before you publish it.');
  await page.getByLabel('Text', { exact: true }).fill('Come in, it is **open**.\n\n- Sunday\n- Monday');
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('status')).toContainText('The content is published.');
  const address = await page.getByRole('link', { name: 'Look at its page' }).getAttribute('href');

  const guests = await browser.newContext();
  const guest = await guests.newPage();
  await guest.goto(new URL(address ?? '', page.url()).href);
  await expect(guest.getByRole('heading', { level: 1, name: 'Open house on Lake Street' })).toBeVisible();
  await expect(guest.getByRole('listitem').filter({ hasText: 'Sunday' })).toBeVisible();
  await expect(guest.getByRole('link', { name: /RSS feed/ })).toBeVisible();

  await page.getByRole('button', { name: 'Unpublish' }).click();
  await page.getByRole('button', { name: 'Yes, unpublish' }).click();
  await expect(page.getByRole('status')).toContainText('It is a draft');
  await expect(async () => {
    await guest.reload();
    await expect(guest.getByRole('heading', { name: 'Open house on Lake Street' })).toHaveCount(0);
  }).toPass({ timeout: 10_000 });
  await guests.close();

  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('button', { name: 'Yes, archive' }).click();
  await expect(page.getByText('It is archived.')).toBeVisible();
  await page.getByRole('link', { name: 'Archived' }).click();
  await page.getByRole('link', { name: 'Open house on Lake Street' }).click();
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByRole('button', { name: 'Publish' })).toBeVisible();
});

test('settings are kept, and a domain comes with the records to enter', async ({ page, query }) => {
  const person = newPerson('Sam Settings');
  await signUp(page, person);
  await openCampaigns(query, person);
  await page.goto('/campaigns/settings');
  await expect(page.getByText('No postal address yet')).toBeVisible();
  await page.getByLabel('Postal address').fill('1 Lake Street\nChicago, IL 60601');
  await page.getByLabel('Time zone').selectOption('America/Chicago');
  await page.getByLabel('Track opens and clicks').uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('The settings are saved.');
  await expect(page.getByLabel('Time zone')).toHaveValue('America/Chicago');
  await expect(page.getByText('No postal address yet')).toHaveCount(0);

  await page.getByLabel('Domain', { exact: true }).fill('not a domain');
  await page.getByRole('button', { name: 'Add domain' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a domain like');
  await page.getByLabel('Domain', { exact: true }).fill('harbor-realty.example');
  await page.getByRole('button', { name: 'Add domain' }).click();
  await expect(page.getByRole('heading', { name: 'harbor-realty.example' })).toBeVisible();
  await expect(page.getByText('_lotline.harbor-realty.example')).toBeVisible();
  await page.getByText('What Gmail and Yahoo ask').click();
  await expect(page.getByText('Unsubscribing takes one click')).toBeVisible();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Yes, remove it' }).click();
  await expect(page.getByRole('heading', { name: 'harbor-realty.example' })).toHaveCount(0);
});
