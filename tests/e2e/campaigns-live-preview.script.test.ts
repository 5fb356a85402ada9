import { openDraft } from './campaign-emails.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

test('the preview follows what is typed, without a step in the history and without the focus', async ({
  page,
  query,
}) => {
  const person = newPerson('Ada Writer');
  await signUp(page, person);
  const address = await openDraft(query, person, 'STARTER');
  await page.goto(address);
  const mail = page.frameLocator('iframe[title="The email as a mail program shows it"]');
  const heading = page.getByLabel('Heading', { exact: true });
  await heading.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => history.length);
  for (const word of ['First', 'Second', 'Third']) {
    await heading.fill(`${word} words`);
    await expect(mail.getByRole('heading', { name: `${word} words` })).toBeVisible();
    await expect(heading).toBeFocused();
  }
  expect(await page.evaluate(() => history.length)).toBe(before);
  await expect(page.locator('iframe')).toHaveCount(1);
  expect(await query('select version from email_campaigns where id = $1', [address.split('/').at(-1)])).toEqual([
    { version: 1 },
  ]);
});
