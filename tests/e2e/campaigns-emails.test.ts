import { tinyPng } from '../factories/receipt-files.ts';
import { openDraft } from './campaign-emails.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

test('an email is written, previewed, checked, tried, planned, taken back and confirmed to be sent', async ({
  page,
  query,
}) => {
  test.slow();
  const person = newPerson('Ada Writer');
  await signUp(page, person);
  const address = await openDraft(query, person, 'ELITE');
  const id = address.split('/').at(-1);
  const mail = page.frameLocator('iframe[title="The email as a mail program shows it"]');
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Houses by the lake');
  await page.getByLabel('Subject', { exact: true }).fill('Houses for {{first_name|you}}');
  await page.getByLabel('New block').selectOption('text');
  await press('Add block');
  await expect(page.getByText('Block 5 of 5: Text')).toBeFocused();
  await expect(page.getByLabel('Subject', { exact: true })).toHaveValue('Houses for {{first_name|you}}');
  await page
    .getByLabel('Text', { exact: true })
    .last()
    .fill('Come and see **seven** of them. They stand by the water, and each of them has a garden and a boat.');
  await page.getByRole('button', { name: 'Move up block 5' }).click();
  await expect(page.getByText('Block 4 of 5: Text')).toBeFocused();
  await page.getByRole('button', { name: 'Remove block 5' }).click();
  await expect(page.getByText('Block 4 of 4: Text')).toBeVisible();

  await press('Preview');
  await expect(mail.getByText('seven')).toBeVisible();
  await expect(mail.getByRole('heading', { name: 'Hello Ada' })).toBeVisible();
  await press('Preview as text');
  await expect(mail.getByText('Come and see seven of them.')).toBeVisible();
  expect(await query('select version from email_campaigns where id = $1', [id])).toEqual([{ version: 1 }]);

  await page.getByLabel('New block').selectOption('image');
  await press('Add block');
  await page
    .getByLabel('Picture: file to upload')
    .setInputFiles({ name: 'house.png', mimeType: 'image/png', buffer: tinyPng });
  await page.getByRole('button', { name: 'Upload block 5' }).click();
  await expect(page.getByLabel('Picture', { exact: true })).toHaveValue(/^\/i\/[0-9a-f]{32}$/);

  await press('Check');
  const found = page.locator('#findings');
  await expect(found).toBeFocused();
  await expect(found).toContainText('The picture in block 5 has no description.');
  await expect(found).toContainText('Choose a list or a segment.');
  await page.getByRole('link', { name: /^The picture in block 5/ }).click();
  await page.getByLabel('Description').fill('A house by the lake');
  await page.getByRole('group', { name: 'Lists' }).getByLabel('Buyers').check();
  await page.getByLabel('Preview text', { exact: true }).fill('Seven of them');
  await press('Check');
  await expect(page.getByText('The checks found nothing.')).toBeVisible();
  await press('Save');
  await expect(page.getByRole('status').first()).toContainText('The email is saved.');

  await page.getByLabel(`${person.name}, ${person.email}`).check();
  await press('Send test');
  await expect(page.getByText('A test is on its way to 1 person.')).toBeVisible();

  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Day').fill(soon);
  await page.getByLabel('Time', { exact: true }).fill('09:00');
  await press('Schedule');
  await expect(page.getByText('09:00, America/Chicago')).toBeVisible();
  await expect(mail.getByRole('img', { name: 'A house by the lake' })).toBeVisible();
  expect(
    await query(
      `select status::text, to_char(scheduled_local, 'YYYY-MM-DD HH24:MI') as local from email_campaigns where id = $1`,
      [id],
    ),
  ).toEqual([{ status: 'SCHEDULED', local: `${soon} 09:00` }]);
  await press('Cancel sending');
  await press('Yes, cancel it');
  await expect(page.getByRole('status').first()).toContainText('The email is a draft again.');

  await press('Send now');
  await expect(page.getByRole('heading', { level: 1, name: 'Send it to 3 contacts now?' })).toBeVisible();
  await page.getByRole('button', { name: 'Send now to 3 contacts' }).click();
  await expect(page.getByRole('status').first()).toContainText('The email is on its way.');
  const [row] = await query<{ status: string }>('select status::text from email_campaigns where id = $1', [id]);
  expect(['SCHEDULED', 'SENDING', 'SENT']).toContain(row?.status);
});

test('what a plan has not is said, and a draft is deleted after a question', async ({ page, query }) => {
  const person = newPerson('Ada Starter');
  await signUp(page, person);
  const address = await openDraft(query, person, 'STARTER');
  await page.goto(address);
  await expect(page.getByText('Trying two subjects (A/B) comes with the Elite plan.')).toBeVisible();
  await expect(page.getByText('Sending at each person’s own time comes with the Elite plan.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, delete it' }).click();
  await expect(page).toHaveURL(/\/campaigns\/spring$/);
  expect(await query('select id from email_campaigns where id = $1', [address.split('/').at(-1)])).toEqual([]);
});
