import type { Page } from '@playwright/test';
import { expect, fillBilling, newPerson, type Person, signIn, signUp, test } from './shop.ts';

type Query = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

/** An organization of an owner and somebody in another role, each with an account. */
async function createTeam(page: Page, query: Query, role: 'ADMIN' | 'MEMBER'): Promise<[owner: Person, other: Person]> {
  const owner = newPerson('Olive Owner');
  const other = newPerson('Morgan Member');
  for (const person of [owner, other]) {
    await signUp(page, person);
    await page.context().clearCookies();
  }
  await query(
    `update memberships set role = $3, organization_id = (select id from organizations where name = $2)
     where user_id = (select id from users where email = $1)`,
    [other.email, owner.organization, role],
  );
  return [owner, other];
}

async function changePerson(page: Page, person: Person) {
  await page.context().clearCookies();
  await signIn(page, person);
}

/** Puts tools into the cart, and sends it from there with a reason. */
async function sendRequest(page: Page, tools: [slug: string, name: string][], reason: string) {
  for (const [slug, name] of tools) {
    await page.goto(`/tools/${slug}`);
    await page.getByRole('button', { name: `Add to cart ${name}` }).click();
    await expect(page.getByRole('status')).toContainText(`${name} is in your plan.`);
  }
  await page.goto('/cart');
  await expect(page.getByRole('link', { name: 'Check out' })).toHaveCount(0);
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByRole('status')).toContainText('Your request is sent.');
}

const cma: [string, string] = ['cma-generator', 'CMA Generator'];
const photo: [string, string] = ['photo-enhancement', 'Photo Enhancement'];

test('a member asks for tools, an owner takes one out and approves the rest, and the member sees it', async ({
  page,
  query,
}) => {
  const [owner, member] = await createTeam(page, query, 'MEMBER');
  await signIn(page, member);
  await sendRequest(page, [cma, photo], 'For the spring listings.');
  await expect(page.getByRole('heading', { name: 'CMA Generator and Photo Enhancement' })).toBeVisible();
  await expect(page.getByText('Waiting', { exact: true }).last()).toBeVisible();

  await changePerson(page, owner);
  await page.goto('/my-tools');
  await page.getByRole('main').getByRole('link', { name: 'Requests 1 waiting' }).click();
  await page.getByRole('link', { name: 'CMA Generator and Photo Enhancement' }).click();
  await expect(page.getByText('For the spring listings.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove Photo Enhancement' }).click();
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  await fillBilling(page);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible();
  const number = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await changePerson(page, member);
  await page.goto('/requests');
  await expect(page.getByText('Approved', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: number }).click();
  await expect(page.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible();
  const requests = await query(
    `select r.status, o.number, o.total, (select string_agg(name, ',') from order_lines where order_id = o.id) as lines
     from purchase_requests r join marketplace_orders o on o.id = r.order_id
     where r.requester_id = (select id from users where email = $1)`,
    [member.email],
  );
  expect(requests).toEqual([{ status: 'APPROVED', number, total: 20_000, lines: 'CMA Generator' }]);
});

test('a declined request shows the note, a withdrawn one is gone from what waits, and nothing is ordered', async ({
  page,
  query,
}) => {
  const [owner, member] = await createTeam(page, query, 'MEMBER');
  await signIn(page, member);
  await sendRequest(page, [cma], 'To try it.');
  await sendRequest(page, [photo], 'To try it, too.');
  const first = page.getByRole('listitem').filter({ hasText: 'Photo Enhancement' });
  await first.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
  await expect(page.getByRole('status')).toContainText('Your request is withdrawn.');

  await changePerson(page, owner);
  await page.goto('/requests');
  await page.getByRole('link', { name: 'CMA Generator' }).click();
  await page.getByLabel('Note to Morgan Member').fill('Next quarter, please.');
  await page.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByRole('status')).toContainText('The request is declined.');

  await changePerson(page, member);
  await page.goto('/requests');
  await expect(page.getByText('“Next quarter, please.”')).toBeVisible();
  const statuses = await query(
    `select status, (select count(*)::integer from marketplace_orders o where o.organization_id = r.organization_id) as orders
     from purchase_requests r where requester_id = (select id from users where email = $1) order by created_at`,
    [member.email],
  );
  expect(statuses).toEqual([
    { status: 'DECLINED', orders: 0 },
    { status: 'WITHDRAWN', orders: 0 },
  ]);
});

test('an owner limits what admins spend, and an admin sends what is above it to the owner', async ({ page, query }) => {
  const [owner, admin] = await createTeam(page, query, 'ADMIN');
  await signIn(page, owner);
  await page.goto('/organization');
  await page.getByRole('link', { name: 'Billing', exact: true }).click();
  await page.getByLabel('Limit in dollars').fill('150');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Admins may order $150.00 a month now.');

  await changePerson(page, admin);
  await page.goto('/tools/cma-generator');
  await page.getByRole('button', { name: 'Add to cart CMA Generator' }).click();
  await expect(page.getByRole('status')).toContainText('CMA Generator is in your plan.');
  await page.goto('/cart');
  await page.getByRole('link', { name: 'Check out' }).click();
  await expect(page.getByText('An owner has to place this order')).toBeVisible();
  await page.getByLabel('Reason').fill('Above my limit.');
  await page.getByRole('button', { name: 'Send to an owner' }).click();
  await expect(page.getByRole('status')).toContainText('Your request is sent.');
  await page.getByRole('link', { name: 'CMA Generator' }).click();
  await expect(page.getByText('Somebody else decides about it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0);

  await changePerson(page, owner);
  await page.goto('/requests');
  await page.getByRole('link', { name: 'CMA Generator' }).click();
  await fillBilling(page);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('heading', { name: /^Invoice/ })).toBeVisible();
  const orders = await query(
    `select o.total, buyer.email from marketplace_orders o join organizations g on g.id = o.organization_id
     join users buyer on buyer.id = o.buyer_id where g.name = $1`,
    [owner.organization],
  );
  expect(orders).toEqual([{ total: 20_000, email: owner.email }]);
});
