import type { Page } from '@playwright/test';
import { expect, fillBilling, fillSignUp, newPerson, readCode, test } from './shop.ts';

async function addTool(page: Page) {
  await page.goto('/tools/cma-generator');
  await page.getByRole('button', { name: 'Add to cart CMA Generator' }).click();
  await expect(page.getByRole('status')).toContainText('is in your cart.');
}

test('somebody new signs up, asks for another code at the checkout, confirms with it, and orders', async ({
  page,
  query,
}) => {
  const person = newPerson();
  await page.goto('/signup');
  await fillSignUp(page, person);
  const first = await readCode(person.email);
  await addTool(page);
  await page.goto('/checkout');
  await fillBilling(page);
  await page.getByLabel('Code from the mail').fill(first === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByText('This is not the code of the newest mail.').first()).toBeVisible();
  await expect(page.getByLabel('City')).toHaveValue('Chicago');

  await page.getByRole('button', { name: 'Send the code again' }).click();
  await expect(page.getByText('A new code is on its way')).toBeVisible();
  await expect(page.getByLabel('City')).toHaveValue('Chicago');
  await page.getByLabel('Code from the mail').fill(await readCode(person.email, first));
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible();
  expect(
    await query(
      `select count(*)::integer as orders from marketplace_orders o join users u on u.id = o.buyer_id
       where u.email = $1 and u.email_confirmed_at is not null`,
      [person.email],
    ),
  ).toEqual([{ orders: 1 }]);
});

test('whoever reads the mail of an address deletes the account that somebody else made with it', async ({
  page,
  browser,
  baseURL,
  query,
}) => {
  const person = newPerson();
  await page.goto('/signup');
  await fillSignUp(page, person);
  await readCode(person.email);
  const url = `${process.env.SHOP_OUTBOX_URL}/messages?to=${encodeURIComponent(person.email)}`;
  const [mail]: { text: string }[] = await (await fetch(url)).json();
  const link = /\/confirm-email\/[\w-]{43}/.exec(mail?.text ?? '')?.[0] ?? '';
  const elsewhere = await browser.newContext({ baseURL });
  const reader = await elsewhere.newPage();
  await reader.goto(link);
  await reader.getByRole('button', { name: 'This was not me' }).click();
  await reader.getByRole('button', { name: 'Yes, delete it' }).click();
  await expect(reader.getByRole('status')).toContainText('is deleted');
  await elsewhere.close();
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await query('select from users where email = $1', [person.email])).toEqual([]);
});

test('an invoice waits until its address says that it takes it', async ({ page, query }) => {
  const person = newPerson();
  const accounts = newPerson().email;
  await page.goto('/signup');
  await fillSignUp(page, person);
  await addTool(page);
  await page.goto('/checkout');
  await fillBilling(page);
  await page.getByLabel('Email for invoices').fill(accounts);
  await page.getByLabel('Code from the mail').fill(await readCode(person.email));
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByText('The invoice waits for its address')).toBeVisible();
  const order = page.url();
  const url = `${process.env.SHOP_OUTBOX_URL}/messages?to=${encodeURIComponent(accounts)}`;
  let link = '';
  await expect(async () => {
    const messages: { subject: string; text: string }[] = await (await fetch(url)).json();
    expect(messages).toHaveLength(1);
    link = /\/confirm-billing\/[\w-]{43}/.exec(messages[0]?.text ?? '')?.[0] ?? '';
    expect(link).not.toBe('');
  }).toPass();
  await page.goto(link);
  await page.getByRole('button', { name: 'Send the invoices here' }).click();
  await expect(page.getByRole('heading', { name: 'You take the invoices' })).toBeVisible();
  await expect(async () => {
    const messages: { subject: string }[] = await (await fetch(url)).json();
    expect(messages.some(({ subject }) => subject.startsWith('Invoice INV-'))).toBe(true);
  }).toPass();
  await page.goto(order);
  await expect(page.getByText('The invoice waits for its address')).toHaveCount(0);
  expect(await query('select count(*)::integer as asked from billing_emails where email = $1', [accounts])).toEqual([
    { asked: 1 },
  ]);
});
