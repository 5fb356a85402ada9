import type { Page } from '@playwright/test';
import { expect, fillBilling, fillSignUp, newPerson, readCode, signIn, signUp, test } from './shop.ts';

/** Puts a tool into the cart from its page. */
async function addTool(page: Page, slug: string, name: string) {
  await page.goto(`/tools/${slug}`);
  const add = page.getByRole('button', { name: `Add to cart ${name}` });
  await add.click();
  await expect(page.getByRole('status')).toContainText(`${name} is in your cart.`);
  await expect(add).toHaveCount(0);
}

test('a visitor fills a cart, signs up, orders, prints the invoice and finds the tools', async ({ page, query }) => {
  const person = newPerson();
  await page.goto('/');
  await page.getByRole('link', { name: 'Browse tools' }).first().click();
  await page.getByRole('searchbox').last().fill('comparative market analysis');
  await page.getByRole('button', { name: 'Search', exact: true }).last().click();
  await expect(page).toHaveURL(/q=comparative/);
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'CMA Generator' }) });
  await card.getByRole('button', { name: /^Add to cart/ }).click();
  // Back at the same card, with the tool in the plan.
  await expect(page).toHaveURL(/q=comparative/);
  await expect(card).toContainText('In your cart');

  await page.goto('/cart');
  await expect(page.getByRole('heading', { name: 'CMA Generator' })).toBeVisible();
  await page.getByRole('link', { name: 'Check out' }).click();
  await page
    .getByRole('link', { name: 'Create an account' })
    .or(page.getByRole('main').getByRole('link', { name: /account/i }))
    .first()
    .click();
  await fillSignUp(page, person);

  await expect(page.getByRole('heading', { name: 'Check out' })).toBeVisible();
  await expect(page.getByLabel('Invoice made out to')).toHaveValue(person.organization);
  await fillBilling(page);
  await page.getByLabel('Purchase order number').fill('PO-4711');
  await page.getByLabel('Code from the mail').fill(await readCode(person.email));
  await page.getByRole('button', { name: 'Place order' }).click();

  await expect(page.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible();
  await expect(page.getByRole('status')).toContainText('is placed');
  await expect(page.getByText('PO-4711')).toBeVisible();
  const number = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const [order] = await query<{ total: number; lines: string; tools: string; cart: number }>(
    `select total, (select string_agg(name || ' ' || price, ',') from order_lines where order_id = o.id) as lines,
       (select string_agg(status::text, ',') from tool_purchases p where p.organization_id = o.organization_id) as tools,
       (select total_price from shopping_carts c where c.user_id = o.buyer_id) as cart
     from marketplace_orders o where number = $1`,
    [number],
  );
  expect(order).toEqual({ total: 20_000, lines: 'CMA Generator 20000', tools: 'ACTIVE', cart: 0 });

  await page.getByRole('link', { name: 'Print' }).click();
  await expect(page.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible();
  await page.goto('/orders');
  await page.getByRole('link', { name: number }).click();
  await expect(page.getByText('$200.00').first()).toBeVisible();
  await page.goto('/my-tools');
  await expect(page.getByRole('link', { name: 'CMA Generator', exact: true })).toBeVisible();
  await page.goto('/tools/cma-generator');
  await expect(page.getByRole('main').getByText('Owned', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add to cart CMA Generator' })).toHaveCount(0);
});

test('what is owned is credited when the bundle that holds it is bought', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  await query(`update organizations set subscription_tier = 'GROWTH' where name = $1`, [person.organization]);
  await addTool(page, 'photo-enhancement', 'Photo Enhancement');
  await page.goto('/checkout');
  await fillBilling(page);
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('heading', { name: /^Invoice/ })).toBeVisible();

  // $750.00 for $1,000.00 of tools, of which $100.00 are owned: 750 × 900 ÷ 1000 = 675.
  await page.goto('/bundles/listing-domination');
  await expect(page.getByText('$675.00').first()).toBeVisible();
  await page
    .getByRole('button', { name: /^Add bundle to cart/ })
    .first()
    .click();
  await expect(page.getByRole('status')).toContainText('Listing Domination is in your cart.');
  await page.goto('/cart');
  await expect(page.getByText('$75.00 credit because your organization owns Photo Enhancement.')).toBeVisible();
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('heading', { name: /^Invoice/ })).toBeVisible();
  await expect(page.getByText('$675.00').first()).toBeVisible();
  const [latest] = await query(
    `select subtotal, credit_total, total from marketplace_orders o join organizations g on g.id = organization_id
     where g.name = $1 order by placed_at desc limit 1`,
    [person.organization],
  );
  expect(latest).toEqual({ subtotal: 75_000, credit_total: 7_500, total: 67_500 });
});

test('a double click on "Place order" is one order, and so are reloading and going back', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  await addTool(page, 'cma-generator', 'CMA Generator');
  await page.goto('/checkout');
  await fillBilling(page);
  await page.getByRole('button', { name: 'Place order' }).dblclick();
  await expect(page.getByRole('heading', { name: /^Invoice/ })).toBeVisible();
  await page.reload();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Check out' })).toBeVisible();
  const again = page.getByRole('button', { name: 'Place order' });
  if ((await again.count()) > 0) {
    await again.click();
    await expect(page.getByRole('heading', { name: /^Invoice|cart is empty/ }).first()).toBeVisible();
  }
  await page.goto('/orders');
  await expect(page.getByRole('link', { name: /^LOT-/ })).toHaveCount(1);
  const [{ orders } = { orders: -1 }] = await query<{ orders: number }>(
    `select count(*)::integer as orders from marketplace_orders o join organizations g on g.id = organization_id where g.name = $1`,
    [person.organization],
  );
  expect(orders).toBe(1);
});

test('a price that changed while the checkout was open is named, and nothing is lost', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  const slug = `changing-${person.email.split('@')[0]}`;
  await query(
    `insert into marketplace_tools (slug, name, description, category, area, tier, price, price_model)
     values ($1, 'Changing Tool', 'Changes its price.', 'FOUNDATION', 'LEADS', 'T1', 10000, 'MONTHLY')`,
    [slug],
  );
  await addTool(page, slug, 'Changing Tool');
  await page.goto('/checkout');
  await fillBilling(page);
  await page.getByLabel('Purchase order number').fill('PO-1');
  await query('update marketplace_tools set price = 12500 where slug = $1', [slug]);
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByText('Changing Tool cost $100.00 and now costs $125.00.')).toBeVisible();
  await expect(page.getByLabel('City')).toHaveValue('Chicago');
  await expect(page.getByLabel('Purchase order number')).toHaveValue('PO-1');
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('heading', { name: /^Invoice/ })).toBeVisible();
  const [{ total } = { total: -1 }] = await query<{ total: number }>(
    `select total from marketplace_orders o join organizations g on g.id = organization_id where g.name = $1`,
    [person.organization],
  );
  expect(total).toBe(12_500);
  await query(`update marketplace_tools set status = 'DISABLED' where slug = $1`, [slug]);
});

test('a session that ended while the checkout was open keeps what was typed and orders nothing', async ({
  page,
  query,
}) => {
  const person = newPerson();
  await signUp(page, person);
  await addTool(page, 'cma-generator', 'CMA Generator');
  await page.goto('/checkout');
  await fillBilling(page);
  await query(`delete from sessions where user_id = (select id from users where email = $1)`, [person.email]);
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByText('Your session has ended')).toBeVisible();
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  // Back at the checkout, with the cart and everything that was typed.
  await expect(page.getByRole('heading', { name: 'Check out' })).toBeVisible();
  await expect(page.getByText('CMA Generator', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Street and number')).toHaveValue('12 Harbor Way');
  const orders = await query(
    `select 1 from marketplace_orders where buyer_id = (select id from users where email = $1)`,
    [person.email],
  );
  expect(orders).toEqual([]);
});

test('a member sends a request instead of checking out', async ({ page }) => {
  await signIn(page, { email: 'member@harbor.test', password: 'lotline-demo' });
  await addTool(page, 'risk-assessment', 'Risk Assessment');
  await page.goto('/cart');
  await expect(page.getByText('Goes to Harbor Owner and Harbor Admin with your cart.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send request' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Check out' })).toHaveCount(0);
  // Whoever comes to the checkout all the same finds the same form.
  await page.goto('/checkout');
  await expect(page.getByRole('button', { name: 'Place order' })).toHaveCount(0);
  await expect(page.getByRole('main').getByText('Risk Assessment')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send request' })).toBeVisible();
  await page.goto('/cart');
  await page.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByRole('heading', { name: 'Nothing in your cart yet' })).toBeVisible();
});

test('a viewer sees everything and buys nothing', async ({ page }) => {
  await signIn(page, { email: 'viewer@harbor.test', password: 'lotline-demo' });
  await page.goto('/tools/risk-assessment');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Risk Assessment');
  await expect(page.getByRole('button', { name: /^Add to cart/ })).toHaveCount(0);
  await page.goto('/cart');
  await expect(page.getByRole('heading', { name: 'Viewers hold no cart' })).toBeVisible();
});

test('wrong billing details are named beside their fields, and what was typed stays', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  await addTool(page, 'cma-generator', 'CMA Generator');
  await page.goto('/checkout');
  await fillBilling(page);
  await page.getByLabel('ZIP code').fill('1');
  // A form that the browser would stop is sent all the same, as an old browser or a program would.
  await page.locator('form:has([name=checkoutKey])').evaluate((form) => form.setAttribute('novalidate', ''));
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByText('Enter a ZIP code like 60601 or 60601-1234.').last()).toBeVisible();
  await expect(page.getByLabel('ZIP code')).toHaveValue('1');
  await expect(page.getByLabel('ZIP code')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('City')).toHaveValue('Chicago');
  expect(await query('select 1 from marketplace_orders where billing_postal_code = $1', ['1'])).toEqual([]);
});
