import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken } from '../../../app/services/tokens.server.ts';
import { fillCart } from '../../factories/carts.ts';
import { createTool } from '../../factories/catalog.ts';
import { billing, openCheckout, placeOrder } from '../../factories/checkout.ts';
import { createOrganization, type TestOrganization } from '../../factories/organizations.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, createVisitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const newAddress = () => `${randomUUID()}@example.test`;

/** Places an order as the OWNER whose invoice goes to the address; its number. */
async function orderFor({ id, owner }: TestOrganization, email: string): Promise<string> {
  await fillCart(database.sql, id, owner.id, { tools: [await createTool(database.sql)], bundles: [] });
  const form = await openCheckout(database, owner);
  const { outcome, orderNumber } = await placeOrder(database, owner, { ...form, billing: { ...billing, email } });
  expect(outcome).toBe('PLACED');
  return orderNumber ?? '';
}

const mailsTo = (email: string) =>
  rows(
    `select kind, is_held as held, send_after = 'infinity' as never from outgoing_mail where lower(recipient) = lower($1) order by kind`,
    [email],
  );

/** The link by which the address answers, as it was mailed. */
async function readLink(email: string): Promise<string> {
  const { secret } = only(
    await database.sql.query<{ secret: string }>(
      `select secret from outgoing_mail where lower(recipient) = lower($1) and kind = 'billing-email'`,
      [email],
    ),
  );
  return `/confirm-billing/${secret}`;
}

const asked = { kind: 'billing-email', held: false, never: false };
const held = { kind: 'order-confirmation', held: true, never: true };

test('a stranger’s address gets one neutral mail, however many orders name it; the buyer has each invoice', async () => {
  const organization = await createOrganization(database.sql);
  const stranger = newAddress();
  const number = await orderFor(organization, stranger.toUpperCase());
  await orderFor(organization, stranger);
  expect(await mailsTo(stranger)).toEqual([asked, held, held]);
  expect(
    await rows(`select content from outgoing_mail where recipient = $1 and kind = 'billing-email'`, [stranger]),
  ).toEqual([{ content: {} }]);
  expect(await mailsTo(organization.owner.email)).toHaveLength(2);
  const owner = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  expect((await owner.get(`/orders/${number}`)).text).toContain('The invoice waits for its address');
});

test('opening the link sends nothing; saying yes sends what waited and what comes', async () => {
  const organization = await createOrganization(database.sql);
  const address = newAddress();
  await orderFor(organization, address);
  const link = await readLink(address);
  const visitor = createVisitor(worker.url);
  const page = await visitor.get(link);
  expect(page.text).toContain(organization.name);
  expect(await mailsTo(address)).toEqual([asked, held]);
  expect((await visitor.post(link, { intent: 'take' })).location).toBe(link);
  expect((await visitor.get(link)).text).toContain('You take the invoices');
  expect(
    await rows(`select is_held as held from outgoing_mail where recipient = $1 and kind = 'order-confirmation'`, [
      address,
    ]),
  ).toEqual([{ held: false }]);
  await orderFor(organization, address);
  expect((await mailsTo(address)).filter(({ kind, held }) => kind === 'order-confirmation' && !held)).toHaveLength(2);
});

test('whoever refuses gets nothing more, neither invoices nor questions', async () => {
  const organization = await createOrganization(database.sql);
  const address = newAddress();
  const number = await orderFor(organization, address);
  const link = await readLink(address);
  await createVisitor(worker.url).post(link, { intent: 'refuse' });
  await orderFor(organization, address);
  expect((await mailsTo(address)).map(({ kind }) => kind)).toEqual(['billing-email']);
  const owner = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  expect((await owner.get(`/orders/${number}`)).text).toContain('The address takes no invoices');
});

test('an address of somebody in the organization needs no question', async () => {
  const organization = await createOrganization(database.sql);
  await orderFor(organization, organization.admin.email.toUpperCase());
  expect((await mailsTo(organization.admin.email)).map(({ kind, held }) => [kind, held])).toEqual([
    ['order-confirmation', false],
  ]);
  expect(
    await rows(`select from billing_emails where organization_id = $1 and confirmed_at is null`, [organization.id]),
  ).toEqual([]);
});

test('the owners hear of other billing details, and of who gave them; of the same ones they do not', async () => {
  const organization = await createOrganization(database.sql);
  const changes = () =>
    rows(
      `select recipient, content ->> 'changedBy' as by, content ->> 'email' as email from outgoing_mail
       where organization_id = $1 and kind = 'billing-changed'`,
      [organization.id],
    );
  await orderFor(organization, billing.email);
  await orderFor(organization, billing.email.toUpperCase());
  expect(await changes()).toEqual([]);
  const other = newAddress();
  await orderFor(organization, other);
  expect(await changes()).toEqual([{ recipient: organization.owner.email, by: organization.owner.name, email: other }]);
});

test('one answer counts for one organization, and a made-up link for none', async () => {
  const address = newAddress();
  const [one, other] = [await createOrganization(database.sql), await createOrganization(database.sql)];
  await orderFor(one, address);
  await createVisitor(worker.url).post(await readLink(address), { intent: 'take' });
  await orderFor(other, address);
  expect(
    await rows('select organization_id as id from billing_emails where email = $1 and confirmed_at is not null', [
      address,
    ]),
  ).toEqual([{ id: one.id }]);
  const made = `/confirm-billing/${'x'.repeat(43)}`;
  expect((await createVisitor(worker.url).get(made)).status).toBe(404);
  expect((await createVisitor(worker.url).post(made, { intent: 'take' })).status).toBe(404);
  expect(await rows('select from billing_emails where token_hash = $1', [hashToken('x'.repeat(43))])).toEqual([]);
});
