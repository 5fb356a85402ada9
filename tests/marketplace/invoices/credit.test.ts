import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillCart } from '../../factories/carts.ts';
import { createTool } from '../../factories/catalog.ts';
import { checkOut, openCheckout, placeOrder } from '../../factories/checkout.ts';
import { checksums } from '../../factories/checksums.ts';
import { releaseTogether } from '../../factories/connections.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { concurrently } from '../../factories/request-databases.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** An organization with the credit of a new one, unless told otherwise. */
const createNew = (invoiceLimit: number | null = null) => createOrganization(database.sql, { invoiceLimit });

/** Orders a new tool of this price by invoice, as the OWNER; the outcome. */
async function spend({ id, owner }: TestOrganization, price: number): Promise<string> {
  await fillCart(database.sql, id, owner.id, { tools: [await createTool(database.sql, { price })] });
  return (await checkOut(database, owner)).outcome;
}

const buyTool = async (organization: TestOrganization, price: number) =>
  buy(database, organization, { tools: [await createTool(database.sql, { price })] });

const markPaid = (number: string) =>
  rows(`update marketplace_orders set payment_status = 'COMPLETED' where number = $1`, [number]);

test('unpaid invoices sum to $1,000, and to $5,000 once an order was paid', async () => {
  const organization = await createNew();
  expect(await spend(organization, 60_000)).toBe('PLACED');
  const second = await createTool(database.sql, { price: 40_001 });
  await fillCart(database.sql, organization.id, organization.owner.id, { tools: [second] });
  const before = await checksums(database.sql);
  expect((await checkOut(database, organization.owner)).outcome).toBe('OVER_INVOICE_LIMIT');
  expect(await checksums(database.sql)).toEqual(before);
  const third = await buyTool(organization, 40_000);
  expect(await spend(organization, 1)).toBe('OVER_INVOICE_LIMIT');
  await markPaid(third.number);
  // $600 are owed still.
  expect(await spend(organization, 440_001)).toBe('OVER_INVOICE_LIMIT');
  expect(await spend(organization, 440_000)).toBe('PLACED');
});

test('the limit is one for all organizations of an owner', async () => {
  const [first, second] = [await createNew(), await createNew()];
  await rows(`insert into memberships (organization_id, user_id, role) values ($1, $2, 'OWNER')`, [
    second.id,
    first.owner.id,
  ]);
  expect(await spend(first, 90_000)).toBe('PLACED');
  expect(await spend(second, 10_001)).toBe('OVER_INVOICE_LIMIT');
  expect(await spend(second, 10_000)).toBe('PLACED');
  // An ADMIN in common binds nothing.
  const third = await createNew();
  await rows(`insert into memberships (organization_id, user_id, role) values ($1, $2, 'ADMIN')`, [
    third.id,
    first.owner.id,
  ]);
  expect(await spend(third, 100_000)).toBe('PLACED');
});

test('two organizations of one owner that order at once get no more than one of them may', async () => {
  const [first, second] = [await createNew(), await createNew()];
  await rows(`insert into memberships (organization_id, user_id, role) values ($1, $2, 'OWNER')`, [
    second.id,
    first.owner.id,
  ]);
  for (const { id, owner } of [first, second]) {
    await fillCart(database.sql, id, owner.id, { tools: [await createTool(database.sql, { price: 60_000 })] });
  }
  const owners = [first.owner, second.owner];
  const forms = await concurrently(2, 1, (index) => openCheckout(database, present(owners[index])));
  const lock = `select from memberships where organization_id in ('${first.id}', '${second.id}') for update`;
  const answers = await releaseTogether(database.ownerUrl, { lock, waiting: 2 }, () =>
    concurrently(2, 2, (index) => placeOrder(database, present(owners[index]), present(forms[index]))),
  );
  expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['OVER_INVOICE_LIMIT', 'PLACED']);
});

test('a card is not held to the limit, nor is what costs nothing', async () => {
  const organization = await createNew(0);
  await fillCart(database.sql, organization.id, organization.owner.id, { tools: [await createTool(database.sql)] });
  const form = await openCheckout(database, organization.owner);
  expect(await placeOrder(database, organization.owner, { ...form, paymentMethod: 'CREDIT_CARD' })).toMatchObject({
    outcome: 'PLACED',
  });
  expect(await spend(organization, 0)).toBe('PLACED');
  expect(await spend(organization, 1)).toBe('OVER_INVOICE_LIMIT');
});

test('while an invoice is overdue no other is written, whatever the limit; paying or crediting it ends that', async () => {
  const organization = await createNew(1_000_000);
  const { id, number } = await buyTool(organization, 10_000);
  const dueOn = (days: number) =>
    rows(`update marketplace_orders set due_on = (now() at time zone 'UTC')::date + $2::integer where id = $1`, [
      id,
      days,
    ]);
  await dueOn(0);
  expect(await spend(organization, 100)).toBe('PLACED');
  await dueOn(-1);
  expect(await spend(organization, 100)).toBe('INVOICE_OVERDUE');
  await markPaid(number);
  expect(await spend(organization, 100)).toBe('PLACED');
});

test('a platform admin approves one order, which uses the approval up; nobody else sets credit', async () => {
  const organization = await createNew(0);
  const platformAdmin = await createPlatformAdmin(database.sql);
  const setCredit = async (personId: string, isPlatformAdmin: boolean) => {
    await rows('begin');
    try {
      await rows('select app.set_viewer($1, null, null, $2)', [personId, isPlatformAdmin]);
      return await rows('select app.set_credit($1, 0, 50000) as outcome', [organization.id]);
    } finally {
      await rows('commit');
    }
  };
  await expect(setCredit(organization.owner.id, false)).rejects.toThrow();
  expect(await setCredit(platformAdmin.id, true)).toEqual([{ outcome: 'CHANGED' }]);
  expect(await spend(organization, 50_001)).toBe('OVER_INVOICE_LIMIT');
  expect(await spend(organization, 50_000)).toBe('PLACED');
  expect(await spend(organization, 100)).toBe('OVER_INVOICE_LIMIT');
  expect(
    only(await database.sql.query('select invoice_approval from organizations where id = $1', [organization.id])),
  ).toEqual({ invoice_approval: null });
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
});
