import { afterAll, beforeAll, expect, test } from 'vitest';
import { DatabaseError } from '../../../db/errors.server.ts';
import { fillCart } from '../../factories/carts.ts';
import { createTool } from '../../factories/catalog.ts';
import { openCheckout, orderFields, placeOrder } from '../../factories/checkout.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { createOrganization } from '../../factories/organizations.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// An order that costs nothing asks for nothing it does not need.

let database: TestDatabase;
let worker: TestWorker;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await worker?.stop();
  await database?.drop();
});

const { purchaseOrderNumber, paymentMethod, ...billingFields } = orderFields;
const noBilling = { name: null, email: null, street: null, city: null, state: null, postalCode: null, country: null };

/** An OWNER with a tool of this price (cents) in the cart, signed in. */
async function prepare(price: number) {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { price });
  await fillCart(database.sql, organization.id, organization.owner.id, { tools: [tool] });
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  return { organization, tool, visitor };
}

const refusedBy = (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: unknown) => (error instanceof DatabaseError ? error.state : Promise.reject(error)),
  );

const orderOf = async (organizationId: string) =>
  only(
    await database.sql.query(
      `select total, payment_status, due_on, purchase_order_number, num_nonnulls(billing_name, billing_email, billing_street, billing_city,
         billing_state, billing_postal_code, billing_country) as billing from marketplace_orders where organization_id = $1`,
      [organizationId],
    ),
  );

test('a free order has no fields for billing and payment, is placed without them and keeps none', async () => {
  const { organization, tool, visitor } = await prepare(0);
  const { text } = await visitor.get('/checkout');
  for (const field of [...Object.keys(billingFields), 'purchaseOrderNumber'])
    expect(text).not.toContain(`name="${field}"`);
  expect(text).not.toContain('type="radio"');
  expect(text).toContain('Nothing to pay');

  const { status, location } = await visitor.post('/checkout', readPageForm(text, 'checkoutKey'));
  expect([status, location]).toEqual([302, expect.stringMatching(/^\/orders\/LOT-/)]);
  expect(await orderOf(organization.id)).toEqual({
    total: 0,
    payment_status: 'COMPLETED',
    due_on: null,
    purchase_order_number: null,
    billing: 0,
  });
  const order = await visitor.get(location ?? '');
  expect(order.text).toContain(tool.name);
  expect(order.text).toContain('Settled');
  expect(order.text).not.toMatch(/Billed to|Net 30|Amount due|Invoice|null/);
  // Told to the buyer alone: there is no address for invoices.
  const { rows: mails } = await database.sql.query('select recipient from outgoing_mail where organization_id = $1', [
    organization.id,
  ]);
  expect(mails).toEqual([{ recipient: organization.owner.email.toLowerCase() }]);
});

test('billing details sent along with a free order are not kept', async () => {
  const { organization, visitor } = await prepare(0);
  const form = readPageForm((await visitor.get('/checkout')).text, 'checkoutKey');
  expect((await visitor.post('/checkout', { ...form, ...orderFields })).status).toBe(302);
  expect(await orderOf(organization.id)).toMatchObject({ billing: 0 });
});

test('an order that costs anything is not placed without them: each missing one is said, also beside another mistake', async () => {
  const { organization, visitor } = await prepare(10_000);
  const form = readPageForm((await visitor.get('/checkout')).text, 'checkoutKey');
  for (const field of Object.keys(billingFields)) delete form[field];
  const messages = [
    'Enter the name the invoice is made out to.',
    'Enter the email address invoices go to.',
    'Enter the street and number.',
    'Enter the city.',
    'Choose a state.',
    'Enter the ZIP code.',
  ];
  for (const purchaseOrderNumber of ['', 'x'.repeat(51)]) {
    const { status, text } = await visitor.post('/checkout', {
      ...form,
      paymentMethod: 'INVOICE',
      purchaseOrderNumber,
    });
    expect(status).toBe(400);
    for (const message of messages) expect(text).toContain(message);
  }
  const { rows: orders } = await database.sql.query('select from marketplace_orders where organization_id = $1', [
    organization.id,
  ]);
  expect(orders).toEqual([]);
});

test('a price that came meanwhile is told, and the page asks for billing details then', async () => {
  const { organization, tool, visitor } = await prepare(0);
  const form = readPageForm((await visitor.get('/checkout')).text, 'checkoutKey');
  await database.sql.query(`update marketplace_tools set price = 5000, price_model = 'ONE_TIME' where id = $1`, [
    tool.id,
  ]);
  const { status, text } = await visitor.post('/checkout', form);
  expect(status).toBe(409);
  expect(text).toContain('now costs $50.00');
  for (const field of Object.keys(billingFields)) expect(text).toContain(`name="${field}"`);
  expect(text).toContain(organization.name);
});

test('the database keeps no order that costs anything without all billing details', async () => {
  const { organization } = await prepare(10_000);
  const checkout = await openCheckout(database, organization.owner);
  const refusal = (billing: object) =>
    refusedBy(placeOrder(database, organization.owner, { ...checkout, billing: { ...checkout.billing, ...billing } }));
  for (const name of Object.keys(noBilling)) expect(await refusal({ [name]: null })).toBe('23514');
  expect(await refusal(noBilling)).toBe('23514');
  expect((await placeOrder(database, organization.owner, checkout)).outcome).toBe('PLACED');
});
