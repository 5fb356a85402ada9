import { expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { createTool } from '../../factories/catalog.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization, type TestPerson } from '../../factories/organizations.ts';
import { createCardOrder } from '../../factories/purchases.ts';
import { only, present } from '../../factories/rows.ts';
import { createPeriodic, database, rows, settle, setUpTests, stateOf } from '../purchases/expiry-setup.ts';

setUpTests();

const askAs = (person: TestPerson, query: string, values: unknown[] = []) =>
  asViewer(database.asApp, person.tokenHash, async (client) => (await client.query(query, values)).rows);
const chargesOf = (person: TestPerson) =>
  askAs(
    person,
    `select slug, price_model, to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD') as ends_on, goes_on, price from app.list_coming_charges()`,
  );
const invoicesOf = (person: TestPerson, limit = 10) =>
  askAs(person, 'select number, owed, is_overdue, owed_in_all, count from app.list_open_invoices($1)', [limit]);

test.each(['owner', 'viewer'] as const)('what an %s reads of a renewal is what the schedule orders', async (role) => {
  const periodic = await createPeriodic();
  const { organization, tool } = periodic;
  // The price of today counts, not that of the purchase.
  await rows('update marketplace_tools set price = 12500 where id = $1', [tool.id]);
  expect(await chargesOf(organization[role])).toEqual([
    { slug: tool.name, price_model: 'MONTHLY', ends_on: '2026-02-10', goes_on: true, price: 12_500 },
  ]);
  await settle('2026-02-10T09:30:00Z');
  expect((await stateOf(periodic)).orders[1]).toMatchObject({ total: 12_500 });
  expect(await chargesOf(organization[role])).toMatchObject([{ ends_on: '2026-03-10' }]);
});

test('what is not to renew ends, and so does everything of an organization that closes', async () => {
  const { organization } = await createPeriodic({ renews: false });
  expect(await chargesOf(organization.owner)).toMatchObject([{ goes_on: false }]);
  const closing = await createPeriodic();
  await rows(`update organizations set closing_at = now() + interval '20 days' where id = $1`, [
    closing.organization.id,
  ]);
  expect(await chargesOf(closing.organization.owner)).toMatchObject([{ goes_on: false }]);
});

test('what is suspended neither renews nor ends, and nobody reads the charges of others', async () => {
  const { organization } = await createPeriodic();
  expect(await chargesOf((await createOrganization(database.sql)).owner)).toEqual([]);
  await rows('update tool_purchases set suspended_at = now() where organization_id = $1', [organization.id]);
  expect(await chargesOf(organization.owner)).toEqual([]);
});

test('what is owed is listed by the day it is due, and summed beyond the rows that are shown', async () => {
  const { organization, tool } = await createPeriodic();
  const first = only(
    await database.sql.query<{ number: string }>('select number from marketplace_orders where organization_id = $1', [
      organization.id,
    ]),
  );
  const overdue = await buy(database, organization, { tools: [await createTool(database.sql, { price: 7_000 })] });
  await rows('update marketplace_orders set due_on = current_date - 3 where id = $1', [overdue.id]);
  // It has unlocked nothing, so it owes nothing.
  await createCardOrder(database.sql, organization, tool.id);
  const all = { owed_in_all: 17_000, count: 2 };
  const open = [
    { number: overdue.number, owed: 7_000, is_overdue: true, ...all },
    { number: first.number, owed: 10_000, is_overdue: false, ...all },
  ];
  expect(await invoicesOf(organization.viewer)).toEqual(open);
  expect(await invoicesOf(organization.viewer, 1)).toEqual([present(open[0])]);
  expect(await invoicesOf((await createOrganization(database.sql)).owner)).toEqual([]);
  await rows(`update marketplace_orders set payment_status = 'COMPLETED' where organization_id = $1`, [
    organization.id,
  ]);
  expect(await invoicesOf(organization.owner)).toEqual([]);
});

test('the list of first steps is put away once, by who manages the organization', async () => {
  const organization = await createOrganization(database.sql);
  const end = (person: TestPerson) => askAs(person, 'select app.end_first_steps() as outcome');
  const endedAt = () => rows('select first_steps_ended_at as at from organizations where id = $1', [organization.id]);
  for (const role of ['member', 'viewer'] as const)
    expect(await end(organization[role])).toEqual([{ outcome: 'NOT_ALLOWED' }]);
  expect(await endedAt()).toEqual([{ at: null }]);
  expect(await end(organization.admin)).toEqual([{ outcome: 'ENDED' }]);
  const ended = await endedAt();
  expect(ended).toEqual([{ at: expect.any(Date) }]);
  expect(await end(organization.owner)).toEqual([{ outcome: 'ENDED' }]);
  expect(await endedAt()).toEqual(ended);
});
