import { randomUUID } from 'node:crypto';
import { test as base, expect, type Page } from '@playwright/test';
import { Client } from 'pg';

/** A setting of the running shop. */
export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with their configuration.`);
  return value;
}

/** Somebody with an account of their own, so that tests do not meet. */
export interface Person {
  name: string;
  email: string;
  password: string;
  organization: string;
}

/** A person nobody has met before. */
export function newPerson(name = 'Test Buyer'): Person {
  const id = randomUUID().slice(0, 8);
  return { name, email: `${id}@example.test`, password: `pass-${id}-phrase`, organization: `Brokerage ${id}` };
}

interface Fixtures {
  /** Connected to the database as its owner. */
  sql: Client;
  /** Asks the database as its owner: the oracle of what really happened. */
  query: <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;
}

/** Playwright's test, at the shop's address and with the database at hand. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its first parameter
  baseURL: async ({}, use) => use(required('SHOP_URL')),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  sql: async ({}, use) => {
    const client = new Client({ connectionString: required('SHOP_OWNER_URL') });
    await client.connect();
    await use(client);
    await client.end();
  },
  query: async ({ sql }, use) => use(async (text, values) => (await sql.query(text, values)).rows),
});

/** Creates an account with its organization, through the form. */
export async function signUp(page: Page, person: Person) {
  await page.goto('/signup');
  await fillSignUp(page, person);
}

/** Fills and sends the sign-up form that is open. */
export async function fillSignUp(page: Page, person: Person) {
  await page.getByLabel('Your name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByLabel('Organization', { exact: true }).fill(person.organization);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('button', { name: 'Create account' })).toHaveCount(0);
}

/** Signs in through the form, and waits for the page behind it. */
export async function signIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>) {
  await page.goto('/login');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toHaveCount(0);
}

/** Fills the billing details of the checkout that is open. */
export async function fillBilling(page: Page) {
  await page.getByLabel('Street and number').fill('12 Harbor Way');
  await page.getByLabel('City').fill('Chicago');
  await page.getByLabel('State').selectOption('IL');
  await page.getByLabel('ZIP code').fill('60601');
}

export { expect };
