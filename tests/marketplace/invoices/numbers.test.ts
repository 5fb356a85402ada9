import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveSeller } from '../../../app/modules/marketplace/invoices/commands.server.ts';
import { fillCart } from '../../factories/carts.ts';
import { createTool, createTools } from '../../factories/catalog.ts';
import { openCheckout, placeOrder } from '../../factories/checkout.ts';
import { withConnections } from '../../factories/connections.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { buy } from '../../factories/orders.ts';
import {
  createOrganization,
  createPlatformAdmin,
  type TestOrganization,
  type TestPerson,
} from '../../factories/organizations.ts';
import { requestDatabase } from '../../factories/request-databases.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

// The numbers of invoices and credit notes, and what they say of the seller, straight at the database.

let database: TestDatabase;
let platformAdmin: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  platformAdmin = await createPlatformAdmin(database.sql);
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

const seller = {
  name: 'Lotline, Inc.',
  street: '500 Market Street',
  city: 'San Francisco',
  state: 'CA',
  postalCode: '94105',
  email: 'billing@lotline.test',
  taxId: '94-1234567',
  paymentInstructions: 'First Bank',
  taxNote: 'No sales tax is charged.',
};

const save = async (person: TestPerson | undefined, changes: Partial<typeof seller> & { revision?: number } = {}) => {
  const { revision } = only(await database.sql.query('select revision from platform_settings'));
  const { saved } = await requestDatabase(database, person?.tokenHash).write((handle) => ({
    saved: saveSeller(handle, { revision, ...seller, ...changes }),
  }));
  return saved[0]?.outcome;
};

/** The ends of an organization's invoice numbers, in the order of their numbers. */
const numbersOf = async ({ id }: TestOrganization) =>
  (
    await rows(
      `select invoice_number as number from marketplace_orders where organization_id = $1 and invoice_number is not null order by 1`,
      [id],
    )
  ).map(({ number }) => number);

test('invoices are numbered one after the other, by organization and year, with no gap where an order was not placed', async () => {
  const [first, second] = [await createOrganization(database.sql), await createOrganization(database.sql)];
  await buy(database, first, { tools: [await createTool(database.sql)] });
  // One that is rolled back at the very end.
  await database.sql.query(
    `create function public.refuse_order() returns trigger language plpgsql as $$ begin raise 'not now'; end $$;
     create constraint trigger refuse after insert on marketplace_orders deferrable initially deferred for each row execute function public.refuse_order()`,
  );
  await expect(buy(database, first, { tools: [await createTool(database.sql)] })).rejects.toThrow();
  await database.sql.query('drop trigger refuse on marketplace_orders; drop function public.refuse_order');
  await buy(database, second, { tools: [await createTool(database.sql)] });
  await buy(database, first, { tools: [await createTool(database.sql)] });
  const year = new Date().getUTCFullYear();
  const prefixes = await Promise.all(
    [first, second].map(async ({ id }) =>
      only(await database.sql.query('select document_prefix from organizations where id = $1', [id])),
    ),
  );
  expect(prefixes[0]).not.toEqual(prefixes[1]);
  expect(await numbersOf(first)).toEqual(
    [1, 2].map((number) => `INV-${prefixes[0]?.document_prefix}-${year}-000${number}`),
  );
  expect(await numbersOf(second)).toEqual([`INV-${prefixes[1]?.document_prefix}-${year}-0001`]);
});

test('twenty buyers at once leave no gap and no number twice', async () => {
  const organization = await createOrganization(database.sql);
  const numbers = await withConnections(database.ownerUrl, 10, async (...connections) => {
    const taken = connections.flatMap((connection) =>
      [1, 2].map(
        async () =>
          only(
            await connection.query(`select app.take_document_number($1, 'INVOICE', '2031-05-05') as number`, [
              organization.id,
            ]),
          ).number,
      ),
    );
    return Promise.all(taken);
  });
  const ends = numbers.map((number: string) => Number(number.split('-').at(-1))).toSorted((one, other) => one - other);
  expect(ends).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test('a year begins with 1 again, credit notes count by themselves, and the ten-thousandth has five digits', async () => {
  const { id } = await createOrganization(database.sql);
  const take = async (kind: string, day: string) =>
    only(
      await database.sql.query('select app.take_document_number($1, $2, $3) as number', [id, kind, day]),
    ).number.slice(13);
  expect(await take('INVOICE', '2031-12-31')).toBe('2031-0001');
  expect(await take('INVOICE', '2031-12-31')).toBe('2031-0002');
  expect(await take('INVOICE', '2032-01-01')).toBe('2032-0001');
  expect(await take('CREDIT_NOTE', '2031-12-31')).toBe('2031-0001');
  await rows('update document_counters set last = 9999 where organization_id = $1', [id]);
  expect(await take('INVOICE', '2031-12-31')).toBe('2031-10000');
});

test('what costs nothing has no invoice, and a card order gets its own when the money arrives', async () => {
  const organization = await createOrganization(database.sql);
  await buy(database, organization, { tools: [await createTool(database.sql, { price: 0 })] });
  expect(await numbersOf(organization)).toEqual([]);

  await fillCart(database.sql, organization.id, organization.owner.id, { tools: await createTools(database.sql, 1) });
  const form = await openCheckout(database, organization.owner);
  const { orderNumber } = await placeOrder(database, organization.owner, { ...form, paymentMethod: 'CREDIT_CARD' });
  expect(await numbersOf(organization)).toEqual([]);
  const paid = await rows(
    `select app.apply_payment_event('evt_' || $1, 'paid', 'PAID', 'cs_' || $1, $1, 'pi', total, 'usd') as outcome from marketplace_orders where number = $1`,
    [orderNumber],
  );
  expect(paid).toEqual([{ outcome: 'COMPLETED' }]);
  expect(await numbersOf(organization)).toEqual([expect.stringMatching(/-0001$/)]);
  expect(
    await rows(
      'select paid_at is not null as paid, invoiced_on = (now() at time zone $2)::date as today from marketplace_orders where number = $1',
      [orderNumber, 'UTC'],
    ),
  ).toEqual([{ paid: true, today: true }]);
});

test('order numbers are random, and none looks like another', async () => {
  const numbers = (await rows('select app.new_order_number() as number from generate_series(1, 2000)')).map(
    ({ number }) => number,
  );
  expect(new Set(numbers).size).toBe(2_000);
  for (const number of numbers) expect(number).toMatch(/^LOT-[0-9A-HJKMNP-TV-Z]{10}$/);
  // Every place takes every letter: fewer than 32 in 2,000 draws would be a part that is not random.
  for (let place = 4; place < 14; place++) expect(new Set(numbers.map((number) => number[place])).size).toBe(32);
});

test('a document keeps what it said of the seller when it was issued, and the trail tells who changed it', async () => {
  const organization = await createOrganization(database.sql);
  expect(await save(platformAdmin, { name: 'Before, Inc.' })).toBe('SAVED');
  const order = await buy(database, organization, { tools: [await createTool(database.sql)] });
  expect(await save(platformAdmin, { name: 'After, Inc.' })).toBe('SAVED');
  const later = await buy(database, organization, { tools: [await createTool(database.sql)] });
  const names = await rows(
    `select seller ->> 'name' as name from marketplace_orders where id = any ($1) order by placed_at`,
    [[order.id, later.id]],
  );
  expect(names).toEqual([{ name: 'Before, Inc.' }, { name: 'After, Inc.' }]);
  const trail = await rows(
    `select before ->> 'seller_name' as before, after ->> 'seller_name' as after, actor_id from audit_log
     where subject_type = 'platform_settings' order by occurred_at desc limit 1`,
  );
  expect(trail).toEqual([{ before: 'Before, Inc.', after: 'After, Inc.', actor_id: platformAdmin.id }]);
});

test('two admins at the settings: the second is told, and the same once more is no change', async () => {
  const { revision } = only(await database.sql.query('select revision from platform_settings'));
  expect(await save(platformAdmin, { revision, name: 'First' })).toBe('SAVED');
  expect(await save(platformAdmin, { revision, name: 'Second' })).toBe('CHANGED');
  expect(await save(platformAdmin, { revision, name: 'First' })).toBe('SAVED');
  expect(only(await database.sql.query('select seller_name, revision from platform_settings'))).toEqual({
    seller_name: 'First',
    revision: revision + 1,
  });
});

test('nobody but a platform admin reads or writes them', async () => {
  const organization = await createOrganization(database.sql);
  await expect(save(organization.owner)).rejects.toThrow();
  await expect(save(undefined)).rejects.toThrow();
  for (const statement of ['select * from platform_settings', 'select * from document_counters']) {
    const reach = () =>
      database.asApp.query(statement).then(
        ({ rows }) => rows.length,
        (error) => error.code,
      );
    expect([0, '42501']).toContain(await reach());
  }
});
