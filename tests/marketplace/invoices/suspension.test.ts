import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTool, type TestTool } from '../../factories/catalog.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { buy, type TestOrder } from '../../factories/orders.ts';
import {
  createOrganization,
  createPlatformAdmin,
  type TestOrganization,
  type TestPerson,
} from '../../factories/organizations.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;
let platformAdmin: TestPerson;
let organization: TestOrganization;
/** By the month, of one unpaid order. */
let tool: TestTool;
let unpaid: TestOrder;

beforeAll(async () => {
  database = await createTestDatabase();
  platformAdmin = await createPlatformAdmin(database.sql);
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await database?.drop();
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  tool = await createTool(database.sql, { priceModel: 'MONTHLY', price: 10_000 });
  unpaid = await buy(database, organization, { tools: [tool] });
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** Moves an order and what it unlocked so many days into the past, its due day with it. */
async function age({ id }: TestOrder, days: number) {
  await rows(
    `update marketplace_orders set placed_at = placed_at - $2 * interval '1 day', due_on = due_on - $2::integer,
       reminded_on = reminded_on - $2::integer where id = $1`,
    [id, days],
  );
  await rows(
    `update order_line_tools set period_start = period_start - $2 * interval '1 day', period_end = period_end - $2 * interval '1 day'
     where order_id = $1`,
    [id, days],
  );
  await rows(
    `update tool_purchases set purchase_date = purchase_date - $2 * interval '1 day', period_end = period_end - $2 * interval '1 day'
     where order_id = $1`,
    [id, days],
  );
}

const runInvoices = async () => only(await database.sql.query('select * from app.remind_and_suspend(1000)'));

const accessTo = (person: TestPerson, { id }: TestTool) =>
  asMember(person, 'select app.tool_access($1) as outcome', [id]);

const purchaseOf = async ({ id }: TestTool) =>
  only(
    await database.sql.query(
      'select status, suspended_at is not null as suspended, period_end, purchase_date from tool_purchases where organization_id = $1 and tool_id = $2',
      [organization.id, id],
    ),
  );

async function as(viewer: unknown[], statement: string, values: unknown[]): Promise<string> {
  await rows('begin');
  try {
    await rows(`select app.set_viewer($1, $2, 'OWNER', $3)`, viewer);
    return only(await database.sql.query<{ outcome: string }>(statement, values)).outcome;
  } finally {
    await rows('commit');
  }
}

const asMember = (person: TestPerson, statement: string, values: unknown[]) =>
  as([person.id, organization.id, false], statement, values);

const asPlatform = (statement: string, values: unknown[]) => as([platformAdmin.id, null, true], statement, values);

const recordPaid = ({ id }: TestOrder) => asPlatform('select app.record_payment($1) as outcome', [id]);

const remindersOf = async ({ id }: TestOrder) =>
  (
    await rows(
      `select content ->> 'daysLeft' as days, content ->> 'isSuspended' as suspended, recipient from outgoing_mail
       where kind = 'invoice-reminder' and key like 'invoice-reminder:' || $1 || ':%' order by created_at, recipient`,
      [id],
    )
  ).map(({ days, suspended }) => `${days}${suspended === 'true' ? ' suspended' : ''}`);

test('reminders go out 3 days ahead, on the day, 7 and 14 days after; each once, to buyer and billing address', async () => {
  const perReminder = 2;
  const expected: string[] = [];
  await age(unpaid, 26);
  await runInvoices();
  expect(await remindersOf(unpaid)).toEqual([]);
  for (const [days, said] of [
    [1, '3'],
    [3, '0'],
    [7, '-7'],
    [7, '-14 suspended'],
  ] as const) {
    await age(unpaid, days);
    await runInvoices();
    await runInvoices();
    expected.push(...Array.from({ length: perReminder }, () => said));
    expect(await remindersOf(unpaid)).toEqual(expected);
  }
  await age(unpaid, 30);
  expect(await runInvoices()).toMatchObject({ reminded: 0, suspended: 0 });
});

test('a run that comes late sends the last reminder only', async () => {
  await age(unpaid, 38);
  await runInvoices();
  expect(await remindersOf(unpaid)).toEqual(['-8', '-8']);
});

test('what is not paid 14 days after it was due is suspended; tools of settled orders stay, and paying opens it at once', async () => {
  const paid = await createTool(database.sql, { priceModel: 'ANNUAL' });
  await recordPaid(await buy(database, organization, { tools: [paid] }));
  await age(unpaid, 43);
  // It renewed meanwhile; the renewal is not due yet.
  await rows('select * from app.expire_purchases(now())');
  expect(await runInvoices()).toMatchObject({ suspended: 0 });
  expect(await accessTo(organization.owner, tool)).toBe('ALLOWED');

  await rows('update marketplace_orders set due_on = due_on - 1 where id = $1', [unpaid.id]);
  expect(await runInvoices()).toMatchObject({ suspended: 1 });
  for (const person of [organization.owner, organization.member])
    expect(await accessTo(person, tool)).toBe('SUSPENDED');
  expect(await accessTo(organization.owner, paid)).toBe('ALLOWED');

  expect(await recordPaid(unpaid)).toBe('RECORDED');
  expect(await accessTo(organization.owner, tool)).toBe('ALLOWED');
  expect(await purchaseOf(tool)).toMatchObject({ status: 'ACTIVE', suspended: false });
});

test('what is suspended is neither renewed nor billed nor ended; once paid, its period starts anew that day', async () => {
  await rows('update tool_purchases set renews = true where organization_id = $1', [organization.id]);
  await rows(`update marketplace_orders set due_on = (now() at time zone 'UTC')::date - 20 where id = $1`, [unpaid.id]);
  await runInvoices();
  await age(unpaid, 70);
  await rows('select * from app.expire_purchases(now())');
  expect(await purchaseOf(tool)).toMatchObject({ status: 'ACTIVE', suspended: true });
  expect(await rows('select id from marketplace_orders where organization_id = $1', [organization.id])).toHaveLength(1);

  await recordPaid(unpaid);
  await rows('select * from app.expire_purchases(now())');
  const [renewal] = await rows(
    `select charged.period_start::date - (now() at time zone 'UTC')::date as starts, charged.period_end = charged.period_start + interval '1 month' as whole
     from marketplace_orders o join order_line_tools charged on charged.order_id = o.id where o.organization_id = $1 and o.is_renewal`,
    [organization.id],
  );
  expect(renewal).toEqual({ starts: 0, whole: true });
});

test('a credit note for all that is owed ends the suspension and the purchase', async () => {
  await age(unpaid, 44);
  await runInvoices();
  expect(await accessTo(organization.owner, tool)).toBe('SUSPENDED');
  expect(
    await asPlatform(
      `select outcome from app.refund_order($1, (select array_agg(id) from order_line_tools where order_id = $1), 'Written off', 0)`,
      [unpaid.id],
    ),
  ).toBe('REFUNDED');
  expect(await purchaseOf(tool)).toMatchObject({ status: 'REFUNDED', suspended: false });
  expect(await accessTo(organization.owner, tool)).toBe('NOT_OWNED');
});

test('a payment that is under way holds the suspension off', async () => {
  await age(unpaid, 50);
  await rows(`update marketplace_orders set payment_status = 'PROCESSING' where id = $1`, [unpaid.id]);
  expect(await runInvoices()).toMatchObject({ reminded: 0, suspended: 0 });
  await rows(`update marketplace_orders set payment_status = 'PENDING' where id = $1`, [unpaid.id]);
  expect(await runInvoices()).toMatchObject({ suspended: 1 });
});

test('what is cancelled while it is suspended is not suspended when it is bought again', async () => {
  await age(unpaid, 44);
  await runInvoices();
  await asMember(
    organization.owner,
    `select app.cancel_purchase('TOOL', (select id from tool_purchases where organization_id = $1 and tool_id = $2)) as outcome`,
    [organization.id, tool.id],
  );
  expect(await purchaseOf(tool)).toMatchObject({ status: 'CANCELLED', suspended: false });
});

test('a platform admin suspends before the 14 days are over, but nothing that is not overdue', async () => {
  const suspend = () => asPlatform('select app.suspend_overdue_order($1) as outcome', [unpaid.number]);
  expect(await suspend()).toBe('NOT_OVERDUE');
  await age(unpaid, 31);
  expect(await suspend()).toBe('SUSPENDED');
  expect(await suspend()).toBe('SUSPENDED_BEFORE');
  expect(await accessTo(organization.owner, tool)).toBe('SUSPENDED');
  await expect(
    asMember(organization.owner, 'select app.suspend_overdue_order($1) as outcome', [unpaid.number]),
  ).rejects.toThrow();
  expect(present(await purchaseOf(tool))).toMatchObject({ suspended: true });
});
