import { expect, fillBilling, newPerson, signIn, signUp, test } from './shop.ts';

test('a new organization takes its first steps, and then comes back to what it has', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  await expect(page).toHaveURL(/\/home$/);
  await page.reload();
  await expect(page.getByText('1 of 5 done')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Browse tools' }).click();
  await expect(page).toHaveURL(/\/tools$/);
  await page.goto('/tools/cma-generator');
  await page.getByRole('button', { name: 'Add to cart CMA Generator' }).click();
  await expect(page.locator('#cart-count')).toContainText('1');

  await page.goto('/home');
  await expect(page.getByText('1 item in your cart.')).toBeVisible();
  await page.getByRole('link', { name: 'Go to your cart' }).click();
  await page.getByRole('link', { name: 'Check out' }).click();
  await fillBilling(page);
  // A seat is given later, as a step of its own.
  await page.getByRole('checkbox', { name: '(you)' }).uncheck();
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible();

  // What people buy at once here takes a higher plan, and inviting has a journey of its own.
  await query(
    `with customer as (update organizations set subscription_tier = 'STARTER' where name = $1 returning id),
     bought as (
       insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, period_end)
       select customer.id, tool.id, tool.price, tool.price_model, u.id, now() + interval '1 month'
       from customer, users u, marketplace_tools tool where u.email = $2 and tool.slug = 'campaigns' returning tool_id),
     counted as (update marketplace_tools set purchase_count = purchase_count + 1 where id in (select tool_id from bought))
     insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
     select customer.id, 'colleague@example.test', 'MEMBER', md5(customer.id::text), u.id, now() + interval '1 day'
     from customer, users u where u.email = $2`,
    [person.organization, person.email],
  );
  await page.goto('/home');
  await expect(page.getByText('3 of 5 done')).toBeVisible();
  await expect(page.getByText('Nobody has a seat yet').first()).toBeVisible();
  await page.getByRole('link', { name: 'Give a seat of Campaigns' }).click();
  await page.getByRole('button', { name: 'Assign seat' }).click();
  await page.goto('/home');
  await expect(page.getByText('4 of 5 done')).toBeVisible();
  await page.goto('/my-tools/campaigns');
  await page.getByRole('button', { name: /^Open/ }).click();
  await expect(page).toHaveURL(/\/campaigns$/);

  await page.goto('/home');
  await expect(page.getByRole('heading', { name: 'First steps' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Next renewals' }).first()).toContainText('Campaigns');
  await expect(page.getByRole('region', { name: 'Invoices due' }).first()).toContainText('$200.00');
  await expect(page.getByRole('img', { name: 'Opens of Campaigns: 1 open in 30 days' })).toBeVisible();
});

test('an owner hides the first steps', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  await page.getByRole('button', { name: 'Hide these steps' }).click();
  await expect(page.getByRole('status')).toContainText('The first steps are hidden.');
  await expect(page.getByRole('heading', { name: 'First steps' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Your organization owns nothing yet' })).toBeVisible();
  expect(
    await query('select first_steps_ended_at is not null as ended from organizations where name = $1', [
      person.organization,
    ]),
  ).toEqual([{ ended: true }]);
});

test('signing in leads home, and the header says where one is', async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  await page.context().clearCookies();
  await signIn(page, person);
  await expect(page).toHaveURL(/\/home$/);
  await page.goto('/tools');
  const yours = page.getByRole('navigation', { name: 'Yours' });
  await yours.getByRole('link', { name: 'My tools' }).click();
  await expect(page).toHaveURL(/\/my-tools$/);
  await expect(yours.getByRole('link', { name: 'My tools' })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.locator('#account-menu').getByRole('link', { name: 'Purchases' }).click();
  await expect(page).toHaveURL(/\/purchases$/);
  await page.getByRole('link', { name: 'Lotline, home' }).click();
  await expect(page).toHaveURL(/\/home$/);
});

test('a guest who is a member sends the cart they filled, and an owner is told on every page', async ({
  page,
  query,
}) => {
  const [owner, member] = [newPerson('Olive Owner'), newPerson('Morgan Member')];
  for (const person of [owner, member]) {
    await signUp(page, person);
    await page.context().clearCookies();
  }
  await query(
    `update memberships set role = 'MEMBER', organization_id = (select id from organizations where name = $2)
     where user_id = (select id from users where email = $1)`,
    [member.email, owner.organization],
  );
  await page.goto('/tools/cma-generator');
  await page.getByRole('button', { name: 'Add to cart CMA Generator' }).click();
  await expect(page.locator('#cart-count')).toContainText('1');
  await page.goto('/cart');
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.getByLabel('Email').fill(member.email);
  await page.getByLabel('Password').fill(member.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page.getByRole('heading', { name: 'Check out' })).toBeVisible();
  await expect(page.getByRole('main').getByText('CMA Generator', { exact: true })).toBeVisible();
  await page.getByLabel('Reason').fill('For the spring listings.');
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByRole('status')).toContainText('Your request is sent.');
  await page.goto('/home');
  await expect(page.getByRole('region', { name: 'Your requests' })).toContainText('CMA Generator');

  await page.context().clearCookies();
  await signIn(page, owner);
  await page.goto('/tools');
  await page.getByRole('link', { name: '1 waiting', exact: true }).click();
  await expect(page).toHaveURL(/\/home#waiting$/);
  await page.getByRole('link', { name: /^Decide/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Morgan Member');
});
