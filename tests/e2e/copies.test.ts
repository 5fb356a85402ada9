import { randomBytes } from 'node:crypto';
import { expect, signIn, test } from './shop.ts';

const administrator = { email: 'admin@lotline.test', password: 'lotline-demo' };

test('an admin makes a tool and a bundle from others, and those stay as they are', async ({
  page,
  query,
  javaScriptEnabled,
}) => {
  const word = randomBytes(4).toString('hex');
  await signIn(page, administrator);
  const [tool = { id: '' }] = await query<{ id: string }>(
    `select id from marketplace_tools where slug = 'cma-generator'`,
  );
  await page.goto(`/admin/tools/${tool.id}`);
  await page.getByRole('link', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Copy of CMA Generator');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('CMA Generator (copy)');
  // With script the card follows by itself.
  const update = page.getByRole('button', { name: 'Update the card' });
  if (javaScriptEnabled) await expect(update).toBeHidden();
  await page.getByLabel('Name', { exact: true }).fill(`Copied ${word}`);
  if (!javaScriptEnabled) await update.click();
  await expect(page.locator('#typed-card')).toContainText(`Copied ${word}`);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`Copied ${word}`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('Nobody else sees it until you publish it.');
  await expect(page.locator(':focus')).toContainText('Nobody else sees it until you publish it.');

  await page.goto('/admin/bundles?q=listing+domination');
  await page
    .getByRole('main')
    .getByRole('link', { name: /Listing Domination/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Duplicate' }).click();
  await page.getByLabel('Name', { exact: true }).fill(`Copied bundle ${word}`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('#toast')).toContainText('is saved as a draft.');

  const made = await query<{ slug: string; status: string }>(
    `select slug, status::text from marketplace_tools where name = $1
     union all select slug, status::text from tool_bundles where name = $2`,
    [`Copied ${word}`, `Copied bundle ${word}`],
  );
  expect(made).toEqual([
    { slug: `copied-${word}`, status: 'DISABLED' },
    { slug: `copied-bundle-${word}`, status: 'DRAFT' },
  ]);
  const [kept] = await query(`select name, status from marketplace_tools where slug = 'cma-generator'`);
  expect(kept).toEqual({ name: 'CMA Generator', status: 'ACTIVE' });
});
