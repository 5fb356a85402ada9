import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { fileOf, webp } from '../factories/tool-pictures.ts';
import { expect, newPerson, signIn, signUp, test } from './shop.ts';

const administrator = { email: 'admin@lotline.test', password: 'lotline-demo' };

/** A tool that works inside other systems. Returns its slug, which is its name as well. */
async function createTool(query: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>) {
  const slug = `pictured-${randomBytes(4).toString('hex')}`;
  const [row] = await query(
    `insert into marketplace_tools (slug, name, description, long_description, category, area, tier, price, price_model, integration_type, capabilities)
     values ($1, $1, 'Shows itself.', 'It shows itself in pictures.', 'GROWTH', 'LEADS', 'T1', 10000, 'MONTHLY', 'WEBHOOK', '{Show pictures}') returning id`,
    [slug],
  );
  return { slug, id: String(row?.id) };
}

async function addPicture(page: Page, alt: string, width: number) {
  await page.getByLabel('What it shows').fill(alt);
  const file = fileOf(webp(width, 10));
  await page
    .getByLabel('Picture', { exact: true })
    .setInputFiles({ name: file.name, mimeType: file.type, buffer: Buffer.from(await file.arrayBuffer()) });
  await page.getByRole('button', { name: 'Add picture' }).click();
  await expect(page.getByRole('status')).toContainText('The picture is added.');
}

test('an admin adds pictures, orders them and removes one; a visitor enlarges them and reads what decides', async ({
  page,
  query,
}) => {
  const tool = await createTool(query);
  await signIn(page, administrator);
  await page.goto(`/admin/tools/${tool.id}`);
  await page.getByRole('link', { name: 'Pictures' }).click();
  await expect(page.getByRole('heading', { name: 'No pictures yet' })).toBeVisible();
  await addPicture(page, 'A list of leads', 30);
  await addPicture(page, 'A map of leads', 31);
  await page.getByRole('button', { name: 'Move up picture 2' }).click();
  await expect(page.getByRole('status')).toContainText('The picture is moved.');
  await expect(page.getByLabel('Words for picture 1')).toHaveValue('A map of leads');
  // The focus is at the picture that moved.
  await expect(page.locator(':focus img')).toHaveAttribute('alt', 'A map of leads');

  await page.getByLabel('Words for picture 2').fill('A list of new leads');
  await page.getByRole('button', { name: 'Save the words for picture 2' }).click();
  await expect(page.getByRole('status')).toContainText('The words are saved.');
  await page.context().clearCookies();

  await page.goto(`/tools/${tool.slug}`);
  const gallery = page.getByRole('region', { name: `Pictures of ${tool.slug}` });
  await expect(gallery.getByRole('button', { name: /Enlarge/ })).toHaveCount(2);
  await gallery.getByRole('button', { name: 'A list of new leads Enlarge' }).click();
  const dialog = page.getByRole('dialog', { name: 'A list of new leads' });
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText('2 of 2');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();

  const rail = page.getByRole('complementary', { name: 'Price' });
  for (const words of ['$100.00', 'per month', 'Every plan', 'For everyone', '$100.00 after a month'])
    await expect(rail).toContainText(words);
  await expect(rail.getByText('Made by')).toBeHidden();
  await rail.getByText('Details', { exact: true }).click();
  await expect(rail.getByText('Made by')).toBeVisible();

  await signIn(page, administrator);
  await page.goto(`/admin/tools/${tool.id}/pictures`);
  await page.getByRole('button', { name: 'Remove picture 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove picture' }).click();
  await expect(page.getByRole('status')).toContainText('The picture is removed.');
  expect(await query('select alt from tool_pictures where tool_id = $1', [tool.id])).toEqual([
    { alt: 'A list of new leads' },
  ]);
  await query(`update marketplace_tools set status = 'DISABLED' where id = $1`, [tool.id]);
});

test('an owner finds their tools by what is to be done, connects one, and sorts them', async ({ page, query }) => {
  const tool = await createTool(query);
  const person = newPerson();
  await signUp(page, person);
  await query(`update organizations set subscription_tier = 'STARTER' where name = $1`, [person.organization]);
  for (const slug of [tool.slug, 'campaigns']) {
    await query(
      `with bought as (
         insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, period_end)
         select o.id, tool.id, tool.price, tool.price_model, u.id, now() + interval '1 month'
         from organizations o, users u, marketplace_tools tool where o.name = $1 and u.email = $2 and tool.slug = $3 returning tool_id)
       update marketplace_tools set purchase_count = purchase_count + 1 where id in (select tool_id from bought)`,
      [person.organization, person.email, slug],
    );
  }
  await page.goto('/my-tools');
  await expect(page.getByRole('heading', { name: /^Needs a seat/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Not connected yet/ })).toBeVisible();
  await page.getByRole('link', { name: `Connect ${tool.slug}` }).click();
  await expect(page.getByText('it works inside your other systems. By webhook.')).toBeVisible();
  await page.getByRole('button', { name: 'Mark as connected' }).click();
  await expect(page.getByRole('status')).toContainText('The tool is marked as connected.');
  await expect(page.getByRole('button', { name: 'Mark as not connected' })).toBeVisible();

  await page.goto('/my-tools');
  await expect(page.getByRole('heading', { name: /^Ready/ })).toBeVisible();
  await page.getByRole('link', { name: 'Assign a seat Campaigns' }).click();
  await page.getByRole('button', { name: 'Assign seat' }).click();
  await page.goto('/my-tools');
  await page.getByRole('columnheader', { name: 'Cost' }).getByRole('link').click();
  await expect(page).toHaveURL(/sort=cost$/);
  await expect(page.getByRole('columnheader', { name: 'Cost' })).toHaveAttribute('aria-sort', 'descending');
  const names = page.getByRole('rowheader').getByRole('link');
  await expect(names).toHaveText(['Campaigns', tool.slug]);
  await page.getByRole('columnheader', { name: 'Cost' }).getByRole('link').click();
  await expect(names).toHaveText([tool.slug, 'Campaigns']);
});

test('on a phone each tool is a card with all that the table has, its button under a thumb', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, { email: 'owner@harbor.test', password: 'lotline-demo' });
  await page.goto('/my-tools');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Campaigns', exact: true }) });
  for (const words of ['$200.00 per month', 'renews', 'taken']) await expect(row).toContainText(words);
  const button = row.getByRole('button', { name: /^Open/ });
  await expect(button).toBeVisible();
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  // Nothing of it lies beside the screen.
  const box = await row.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
});
