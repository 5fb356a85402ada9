import type { Page } from '@playwright/test';
import { expect, fillBilling, newPerson, type Person, signIn, signUp, test } from './shop.ts';

const platformAdmin = { email: 'admin@lotline.test', password: 'lotline-demo' };

/** Signs up, orders the tools, and returns the order's number. */
async function order(page: Page, person: Person, tools: Record<string, string>): Promise<string> {
  await signUp(page, person);
  for (const [slug, name] of Object.entries(tools)) {
    await page.goto(`/tools/${slug}`);
    await page.getByRole('button', { name: `Add to cart ${name}` }).click();
    await expect(page.getByRole('status')).toContainText(`${name} is in your cart.`);
  }
  await page.goto('/checkout');
  await fillBilling(page);
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

const changeTo = async (page: Page, person: Pick<Person, 'email' | 'password'>) => {
  await page.context().clearCookies();
  await signIn(page, person);
};

test('a platform admin finds an order and refunds one line; the buyer sees and prints the credit note', async ({
  page,
  query,
  javaScriptEnabled,
}) => {
  const person = newPerson();
  const number = await order(page, person, {
    'cma-generator': 'CMA Generator',
    'photo-enhancement': 'Photo Enhancement',
  });

  await changeTo(page, platformAdmin);
  await page.goto('/admin/orders');
  await page.getByLabel('Order number, organization or buyer').fill(person.organization);
  await page.getByRole('button', { name: 'Find orders' }).click();
  await page.getByRole('link', { name: number }).click();
  await expect(page.getByText(person.email).first()).toBeVisible();
  await page.getByRole('button', { name: 'Refund', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Refund order ${number}` });
  // Nothing is chosen before somebody chose it, and the button names what goes back.
  await expect(dialog.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await dialog.getByLabel(/^CMA Generator/).check();
  await dialog.getByLabel('Reason').fill('Bought by mistake');
  if (!javaScriptEnabled) await dialog.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Refund $200.00', exact: true }).click();
  await expect(page.getByRole('status')).toContainText(/Credit note CRN-[\w-]+ is issued/);
  const [note] = await query<{ number: string; total: number; lines: string; purchases: string }>(
    `select note.number, note.total, (select string_agg(tool.name, ',') from credit_note_lines c join order_line_tools tool on tool.id = c.order_line_tool_id
         where c.credit_note_id = note.id) as lines,
       (select string_agg(tool.slug || ' ' || p.status, ',' order by tool.slug) from tool_purchases p join marketplace_tools tool on tool.id = p.tool_id
         where p.order_id = o.id) as purchases
     from credit_notes note join marketplace_orders o on o.id = note.order_id where o.number = $1`,
    [number],
  );
  expect(note).toMatchObject({
    total: 20_000,
    lines: 'CMA Generator',
    purchases: 'cma-generator REFUNDED,photo-enhancement ACTIVE',
  });
  await expect(page.getByRole('region', { name: 'Lines of the order' })).toContainText(note?.number ?? '');

  await changeTo(page, person);
  await page.goto(`/orders/${number}`);
  await expect(page.getByText('Amount due')).toBeVisible();
  // Some of it was taken back, so it is not cancelled as a whole.
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0);
  await page.getByRole('link', { name: note?.number }).click();
  await expect(page.getByRole('heading', { name: `Credit note ${note?.number}` })).toBeVisible();
  await page.getByRole('link', { name: 'Print' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Bought by mistake')).toBeVisible();
  await expect(page.getByRole('article')).toContainText(/Total credited\s*\$200\.00/);
  await expect(page.getByText('Print this page')).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.goto('/tools/cma-generator');
  await expect(page.getByRole('button', { name: 'Add to cart CMA Generator' })).toBeVisible();
});

test('a buyer cancels an order that is not paid, and what it unlocked is for sale again', async ({ page, query }) => {
  const person = newPerson();
  const number = await order(page, person, { 'cma-generator': 'CMA Generator' });
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Cancel order ${number}?` });
  await dialog.getByRole('button', { name: 'Keep it as it is' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await dialog.getByRole('button', { name: 'Yes, cancel the order' }).click();
  await expect(page.getByRole('status')).toContainText(`Order ${number} is cancelled.`);
  await expect(page.getByRole('main').locator('.tag', { hasText: 'Cancelled' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0);
  const [state] = await query(
    `select o.payment_status as payment, p.status as purchase from marketplace_orders o join tool_purchases p on p.order_id = o.id where o.number = $1`,
    [number],
  );
  expect(state).toEqual({ payment: 'CANCELLED', purchase: 'CANCELLED' });
  await page.goto('/tools/cma-generator');
  await expect(page.getByRole('button', { name: 'Add to cart CMA Generator' })).toBeVisible();
});

test('a platform admin marks an invoice as paid, and the buyer can no longer cancel it', async ({ page }) => {
  const person = newPerson();
  const number = await order(page, person, { 'cma-generator': 'CMA Generator' });
  await changeTo(page, platformAdmin);
  await page.goto(`/admin/orders/${number}`);
  await page.getByRole('button', { name: 'Mark as paid' }).click();
  await page.getByRole('button', { name: 'Yes, it is paid' }).click();
  await expect(page.getByRole('status')).toContainText(`Order ${number} is marked as paid.`);
  await expect(page.getByRole('button', { name: 'Mark as paid' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Refund', exact: true })).toBeVisible();
  await changeTo(page, person);
  await page.goto(`/orders/${number}`);
  await expect(page.getByRole('main').getByText('Paid', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0);
});
