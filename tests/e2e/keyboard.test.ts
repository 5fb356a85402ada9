import type { Locator, Page } from '@playwright/test';
import { createBundle, createTool, createTools } from '../factories/catalog.ts';
import { confirmAddress, createOrganization } from '../factories/organizations.ts';
import { createReview } from '../factories/reviews.ts';
import { expect, newPerson, test } from './shop.ts';

// A day at the keyboard: nothing is clicked. After each act the focus is where the work goes on, and never nowhere.

const administrator = { email: 'admin@lotline.test', password: 'lotline-demo' };
const mostStops = 250;

/** Presses Tab until the focus is there, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < mostStops; stop += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab leads nowhere near ${target}.`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
}

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/login');
  await type(page, 'Email', email);
  await type(page, 'Password', password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Sign in' })).toHaveCount(0);
}

const focus = (page: Page) => page.locator(':focus');

test('somebody buys by keyboard alone', async ({ page, sql, query }) => {
  test.setTimeout(120_000);
  const person = newPerson();
  await page.goto('/signup');
  await type(page, 'Your name', person.name);
  await type(page, 'Email', person.email);
  await type(page, 'Password', person.password);
  await type(page, 'Organization', person.organization);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Create account' })).toHaveCount(0);
  await confirmAddress(sql, person.email);

  for (const [slug, name] of [
    ['cma-generator', 'CMA Generator'],
    ['photo-enhancement', 'Photo Enhancement'],
  ]) {
    await page.goto(`/tools/${slug}`);
    const add = page.getByRole('button', { name: `Add to cart ${name}` });
    await press(page, add);
    await expect(add).toHaveCount(0);
    // At the price, where the tool says now that it is in the cart.
    await expect(page.locator(`#tool-${slug}:focus, #tool-${slug} :focus`)).toHaveCount(1);
  }

  await page.goto('/cart');
  await press(page, page.getByRole('button', { name: 'Remove Photo Enhancement' }));
  await expect(page.getByRole('button', { name: 'Remove Photo Enhancement' })).toHaveCount(0);
  await expect(focus(page)).toContainText('CMA Generator');
  await press(page, page.getByRole('button', { name: 'Remove CMA Generator' }));
  // After the last line, the message.
  await expect(focus(page)).toContainText('Removed from your');

  await page.goto('/tools/cma-generator');
  await press(page, page.getByRole('button', { name: 'Add to cart CMA Generator' }));
  await expect(page.getByRole('button', { name: 'Add to cart CMA Generator' })).toHaveCount(0);
  await page.goto('/cart');
  await press(page, page.getByRole('link', { name: 'Check out' }));
  await type(page, 'Street and number', '12 Harbor Way');
  await type(page, 'City', 'Chicago');
  await type(page, 'State', 'Illinois');
  await type(page, 'ZIP code', '60601');
  await press(page, page.getByRole('button', { name: 'Place order' }));
  await expect(page.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible();
  await expect(focus(page)).toHaveCount(1);
  const [order] = await query(
    `select count(*)::integer as orders from marketplace_orders o join organizations g on g.id = o.organization_id where g.name = $1`,
    [person.organization],
  );
  expect(order).toEqual({ orders: 1 });
});

test('an admin publishes and moderates by keyboard alone', async ({ page, sql, query }) => {
  test.setTimeout(120_000);
  const organization = await createOrganization(sql);
  const tool = await createTool(sql, { status: 'DISABLED' });
  const bundle = await createBundle(sql, await createTools(sql, 2), { status: 'DRAFT' });
  await signIn(page, administrator);

  await page.goto(`/admin/tools/${tool.id}`);
  await press(page, page.getByRole('button', { name: 'Publish', exact: true }));
  await expect(focus(page)).toContainText('is published.');

  await page.goto(`/admin/bundles/${bundle.id}`);
  await press(page, page.getByRole('button', { name: 'Publish', exact: true }));
  await expect(focus(page)).toContainText('is saved and on sale.');

  await createReview(sql, organization, tool.id);
  await createReview(sql, organization, tool.id, { reviewerId: organization.admin.id });
  await page.goto(`/admin/reviews?q=${tool.name}`);
  const approve = page.getByRole('button', { name: /^Approve the review of/ });
  await expect(approve).toHaveCount(2);
  const second = await page.locator('main li[id^="review-"] bdi').nth(2).textContent();
  await press(page, approve.first());
  await expect(approve).toHaveCount(1);
  // At the review that is next.
  await expect(page.locator('li:focus')).toContainText(second ?? 'somebody');
  await press(page, approve);
  await expect(focus(page)).toContainText('The review is published.');

  const [done] = await query(
    `select (select status::text from marketplace_tools where id = $1) as tool, (select status::text from tool_bundles where id = $2) as bundle,
       (select count(*)::integer from tool_reviews where tool_id = $1 and status = 'APPROVED') as reviews`,
    [tool.id, bundle.id],
  );
  expect(done).toEqual({ tool: 'ACTIVE', bundle: 'ACTIVE', reviews: 2 });
  await query(`update marketplace_tools set status = 'DISABLED' where id = $1`, [tool.id]);
  await query(`update tool_bundles set status = 'ARCHIVED' where id = $1`, [bundle.id]);
});
