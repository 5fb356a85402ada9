import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillCart } from '../../factories/carts.ts';
import { createTool } from '../../factories/catalog.ts';
import { checkOut, openCheckout, placeOrder } from '../../factories/checkout.ts';
import { checksums } from '../../factories/checksums.ts';
import { releaseTogether } from '../../factories/connections.ts';
import {
  createOrganization,
  createPerson,
  type TestOrganization,
  type TestPerson,
} from '../../factories/organizations.ts';
import { concurrently } from '../../factories/request-databases.ts';
import { setSpendingLimit } from '../../factories/requests.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** Orders a new tool of that price as the person would. */
async function order({ id }: TestOrganization, person: TestPerson, price: number) {
  await fillCart(database.sql, id, person.id, { tools: [await createTool(database.sql, { price })] });
  return checkOut(database, person);
}

const limitOf = async ({ id }: TestOrganization) =>
  only(await database.sql.query('select monthly_spending_limit as cents from organizations where id = $1', [id])).cents;

test('an OWNER sets and lifts the limit, nobody else does, and the audit trail has it', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, admin, member, viewer } = organization;
  expect(await setSpendingLimit(database, owner, 25_050)).toBe('SET');
  expect(await limitOf(organization)).toBe(25_050);
  const before = await checksums(database.sql);
  for (const person of [admin, member, viewer, undefined])
    expect(await setSpendingLimit(database, person, null)).toBe('NOT_ALLOWED');
  expect(await checksums(database.sql)).toEqual(before);
  const stranger = await createOrganization(database.sql);
  expect(await setSpendingLimit(database, stranger.owner, 1)).toBe('SET');
  expect(await limitOf(organization)).toBe(25_050);
  expect(await setSpendingLimit(database, owner, null)).toBe('SET');
  expect(await limitOf(organization)).toBeNull();
  const trail = await rows(
    `select before ->> 'monthly_spending_limit' as before, after ->> 'monthly_spending_limit' as after from audit_log
     where organization_id = $1 and subject_type = 'organization' and action = 'update' order by chain_position`,
    [organization.id],
  );
  expect(trail).toEqual([
    { before: null, after: '25050' },
    { before: '25050', after: null },
  ]);
});

test('an ADMIN orders up to the limit to the cent, an OWNER beyond it, and what OWNERs order counts', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, admin } = organization;
  await setSpendingLimit(database, owner, 30_000);
  expect(await order(organization, admin, 30_001)).toEqual({ outcome: 'OVER_LIMIT', orderNumber: null });
  expect(await order(organization, admin, 10_000)).toMatchObject({ outcome: 'PLACED' });
  expect(await order(organization, admin, 20_000)).toMatchObject({ outcome: 'PLACED' });
  expect(await order(organization, admin, 1)).toEqual({ outcome: 'OVER_LIMIT', orderNumber: null });
  expect(await order(organization, owner, 50_000)).toMatchObject({ outcome: 'PLACED' });
  await setSpendingLimit(database, owner, 80_000);
  expect(await order(organization, admin, 1)).toEqual({ outcome: 'OVER_LIMIT', orderNumber: null });
  await setSpendingLimit(database, owner, null);
  expect(await order(organization, admin, 90_000)).toMatchObject({ outcome: 'PLACED' });
});

test('refunds, cancelled and failed payments give room back, and so does a new month', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, admin } = organization;
  await setSpendingLimit(database, owner, 10_000);
  expect(await order(organization, admin, 10_000)).toMatchObject({ outcome: 'PLACED' });
  const changeOrders = (change: string) =>
    rows(`update marketplace_orders set ${change} where organization_id = $1`, [organization.id]);
  await changeOrders('refunded_total = 4000');
  expect(await order(organization, admin, 4_001)).toMatchObject({ outcome: 'OVER_LIMIT' });
  expect(await order(organization, admin, 4_000)).toMatchObject({ outcome: 'PLACED' });
  for (const status of ['CANCELLED', 'FAILED']) {
    await changeOrders(`payment_status = '${status}', cancelled_at = now()`);
    expect(await order(organization, admin, 10_000)).toMatchObject({ outcome: 'PLACED' });
  }
  expect(await order(organization, admin, 1)).toMatchObject({ outcome: 'OVER_LIMIT' });
  await changeOrders(`placed_at = date_trunc('month', now(), 'UTC') - interval '1 microsecond'`);
  expect(await order(organization, admin, 10_000)).toMatchObject({ outcome: 'PLACED' });
});

test('a month begins and ends at midnight UTC, wherever the database is', async () => {
  const organization = await createOrganization(database.sql);
  const moments: [string, number][] = [
    ['2026-01-31T23:59:59.999999Z', 1],
    ['2026-02-01T00:00:00Z', 10],
    ['2026-02-28T23:59:59.999999Z', 100],
    ['2026-03-01T00:00:00Z', 1_000],
  ];
  for (const [moment, price] of moments) {
    const { orderNumber } = await order(organization, organization.owner, price);
    await rows('update marketplace_orders set placed_at = $2 where number = $1', [orderNumber, moment]);
  }
  for (const zone of ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
    await database.sql.query(`set timezone to '${zone}'`);
    const sums = await rows(
      `select app.ordered_in_month($1, at)::integer as sum from unnest($2::timestamptz[]) with ordinality as m (at, place) order by place`,
      [organization.id, moments.map(([moment]) => moment)],
    );
    expect(sums, zone).toEqual([{ sum: 1 }, { sum: 110 }, { sum: 110 }, { sum: 1_000 }]);
  }
  await database.sql.query('reset timezone');
});

test('of two ADMINs whose orders exceed the limit together, one goes through', async () => {
  const organization = await createOrganization(database.sql);
  await setSpendingLimit(database, organization.owner, 15_000);
  const admins = [organization.admin, await createPerson(database.sql, organization.id, 'ADMIN')];
  for (const { id } of admins) {
    const tool = await createTool(database.sql, { price: 10_000 });
    await fillCart(database.sql, organization.id, id, { tools: [tool] });
  }
  const forms = await concurrently(2, 1, (index) => openCheckout(database, present(admins[index])));
  const lock = `select from memberships where organization_id = '${organization.id}' for update`;
  const answers = await releaseTogether(database.ownerUrl, { lock, waiting: 2 }, () =>
    concurrently(2, 2, (index) => placeOrder(database, present(admins[index]), present(forms[index]))),
  );
  expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['OVER_LIMIT', 'PLACED']);
  expect(await rows('select total from marketplace_orders where organization_id = $1', [organization.id])).toEqual([
    { total: 10_000 },
  ]);
});
