import type { Page } from '@playwright/test';
import { expect, fillBilling, newPerson, signIn, signUp, test } from './shop.ts';

const width = 390;
test.use({ viewport: { width, height: 844 } });

const administrator = { email: 'admin@lotline.test', password: 'lotline-demo' };
const owner = { email: 'owner@harbor.test', password: 'lotline-demo' };

/** What of the tables of a page lies beyond the edge of the screen, by its words. */
async function listBeyondEdge(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const part of await page
    .locator('main .row-cards :is(th, td) :is(a, button, summary, .tabular-nums, time)')
    .all()) {
    const box = await part.boundingBox();
    if (box && box.width > 1 && (box.x < 0 || box.x + box.width > width)) found.push((await part.textContent()) ?? '');
  }
  return found;
}

test('tables hide no price and no button on a phone', async ({ page }) => {
  await signIn(page, owner);
  for (const address of ['/orders', '/purchases', '/account/sessions', '/expenses/categories']) {
    await page.goto(address);
    await expect(page.locator('main .row-cards').first()).toBeVisible();
    expect([address, await listBeyondEdge(page)]).toEqual([address, []]);
  }
  await page.context().clearCookies();
  await signIn(page, administrator);
  for (const address of ['/admin/tools', '/admin/bundles', '/admin/orders', '/admin/organizations']) {
    await page.goto(address);
    await expect(page.locator('main .row-cards').first()).toBeVisible();
    expect([address, await listBeyondEdge(page)]).toEqual([address, []]);
  }
});

test('a row says what each of its values is', async ({ page }) => {
  await signIn(page, owner);
  await page.goto('/orders');
  const total = page.locator('td[data-label="Total"]').first();
  await expect(total).toBeVisible();
  // The head of the table, which would say so elsewhere, is there for assistive technology alone.
  const head = await page.locator('main .row-cards thead').first().boundingBox();
  expect(head?.width ?? 0).toBeLessThanOrEqual(1);
});

test('the current tab is in sight on a phone', async ({ page }) => {
  await signIn(page, administrator);
  for (const address of ['/admin/audit', '/admin/settings', '/admin/reviews?status=REJECTED']) {
    await page.goto(address);
    for (const place of await page.locator('main nav [aria-current]:visible').all()) {
      const box = await place.boundingBox();
      expect([address, box && box.x >= 0 && box.x + box.width <= width]).toEqual([address, true]);
    }
  }
});

test('a buyer on a phone removes what is in the cart and orders the rest', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  for (const [slug, name] of [
    ['cma-generator', 'CMA Generator'],
    ['photo-enhancement', 'Photo Enhancement'],
  ]) {
    await page.goto(`/tools/${slug}`);
    await page.getByRole('button', { name: `Add to cart ${name}` }).click();
    await expect(page.getByRole('status')).toContainText(`${name} is in your`);
  }
  await page.goto('/cart');
  await page.getByRole('button', { name: 'Remove Photo Enhancement' }).click();
  await expect(page.getByRole('button', { name: 'Remove Photo Enhancement' })).toHaveCount(0);
  await page.goto('/checkout');
  await fillBilling(page);
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible();
  const [order] = await query(
    `select count(*)::integer as lines from order_lines l join marketplace_orders o on o.id = l.order_id
     join organizations g on g.id = o.organization_id where g.name = $1`,
    [person.organization],
  );
  expect(order).toEqual({ lines: 1 });
});
