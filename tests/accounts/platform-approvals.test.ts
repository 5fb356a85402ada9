import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { decideApproval } from '../../app/modules/accounts/platform/commands.server.ts';
import { recordPayment } from '../../app/modules/marketplace/orders/commands.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createTools } from '../factories/catalog.ts';
import { releaseTogether } from '../factories/connections.ts';
import { findBrokenInvariants } from '../factories/invariants.ts';
import { buy, type TestOrder } from '../factories/orders.ts';
import {
  addMembership,
  createOrganization,
  createPlatformAdmin,
  type TestOrganization,
  type TestPerson,
} from '../factories/organizations.ts';
import { createCardOrder, createUnmatchedPayment } from '../factories/purchases.ts';
import { concurrently, requestDatabase } from '../factories/request-databases.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// One person of the platform alone moves at most $1,000 for one organization in 30 days.

let database: TestDatabase;
let asker: TestPerson;
let second: TestPerson;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
  asker = await createPlatformAdmin(database.sql, null, ['BILLING']);
  second = await createPlatformAdmin(database.sql, null, ['BILLING']);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql, { invoiceLimit: 100_000_00 });
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

async function call(person: TestPerson, statement: string, values: unknown[] = []): Promise<string> {
  const result = await asViewer(database.asApp, person.tokenHash, (client) =>
    client.query<{ outcome: string }>(`select ${statement} as outcome`, values),
  );
  return only(result).outcome;
}

const order = async (price: number, count = 1) =>
  buy(database, organization, { tools: await createTools(database.sql, count, { price }) });

const pay = (person: TestPerson, { id }: TestOrder) => call(person, 'app.record_payment($1)', [id]);
const refund = (person: TestPerson, { id, tools }: TestOrder, shown = 0) =>
  call(person, `(app.refund_order($1, $2, 'Bought by mistake', $3)).outcome`, [
    id,
    tools.map((tool) => tool.id),
    shown,
  ]);
const setCredit = (person: TestPerson, limit: number | null, approval: number | null = null) =>
  call(person, 'app.set_credit($1, $2, $3)', [organization.id, limit, approval]);
const decide = (person: TestPerson, id: string, isConfirmed = true) =>
  call(person, 'app.decide_approval($1, $2)', [id, isConfirmed]);

const waiting = () =>
  rows(
    `select id, kind, amount::integer from platform_approvals where organization_id = $1 and state = 'WAITING' order by kind`,
    [organization.id],
  );
const statusOf = async ({ id }: TestOrder) =>
  only(
    await database.sql.query(
      'select payment_status as status, refunded_total as refunded from marketplace_orders where id = $1',
      [id],
    ),
  );

test('small acts add up, whatever they are: what goes beyond $1,000 in 30 days waits, and nothing of it is done', async () => {
  const [paid, refunded, beyond] = [await order(40_000), await order(30_000), await order(20_000)];
  expect(await pay(asker, paid)).toBe('RECORDED');
  expect(await refund(asker, refunded)).toBe('REFUNDED');
  expect(await setCredit(asker, 100_000_00 + 20_000)).toBe('CHANGED');
  expect(await pay(asker, beyond)).toBe('WAITS');
  expect(await statusOf(beyond)).toEqual({ status: 'PENDING', refunded: 0 });
  expect(await waiting()).toMatchObject([{ kind: 'PAYMENT', amount: 20_000 }]);
  // What is left is $100.
  expect(await pay(asker, await order(10_000))).toBe('RECORDED');
  // Each organization by itself.
  organization = await createOrganization(database.sql);
  expect(await pay(asker, await order(100_000))).toBe('RECORDED');
});

test('the second person’s acts count together with the first one’s', async () => {
  const [one, two] = [await order(60_000), await order(60_000)];
  expect(await pay(asker, one)).toBe('RECORDED');
  expect(await pay(second, two)).toBe('WAITS');
});

test('a second BILLING person confirms, and it is done in the name of who asked', async () => {
  const large = await order(60_000, 2);
  expect(await refund(asker, large)).toBe('WAITS');
  const [asked] = await waiting();
  expect(await decide(asker, asked.id)).toBe('OWN_REQUEST');
  expect(await decide(second, asked.id)).toBe('CONFIRMED');
  expect(await statusOf(large)).toEqual({ status: 'REFUNDED', refunded: 120_000 });
  expect(await rows('select issued_by from credit_notes where order_id = $1', [large.id])).toEqual([
    { issued_by: asker.id },
  ]);
  expect(await decide(second, asked.id)).toBe('DECIDED');
  expect(
    await rows(
      'select state, asked_by, decided_by, done_at is not null as done from platform_approvals where id = $1',
      [asked.id],
    ),
  ).toEqual([{ state: 'CONFIRMED', asked_by: asker.id, decided_by: second.id, done: true }]);
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
});

test('an invoice and a limit wait and are done the same way; what was declined never is', async () => {
  const large = await order(120_000);
  expect(await pay(asker, large)).toBe('WAITS');
  expect(await setCredit(asker, 200_000_00, 5_000)).toBe('WAITS');
  const [credit, payment] = await waiting();
  expect(credit).toMatchObject({ kind: 'CREDIT', amount: 100_000_00 + 5_000 });
  expect(await decide(second, credit.id)).toBe('CONFIRMED');
  expect(
    await rows('select invoice_limit, invoice_approval from organizations where id = $1', [organization.id]),
  ).toEqual([{ invoice_limit: 200_000_00, invoice_approval: 5_000 }]);
  expect(await decide(second, payment.id, false)).toBe('DECLINED');
  expect(await decide(second, payment.id)).toBe('DECIDED');
  expect(await statusOf(large)).toEqual({ status: 'PENDING', refunded: 0 });
});

test('a limit that is lowered counts nothing, and the usual limit counts as what it is', async () => {
  expect(await setCredit(asker, 0)).toBe('CHANGED');
  expect(await rows('select from platform_approvals where organization_id = $1', [organization.id])).toEqual([]);
  // The usual limit of somebody new is $1,000.
  expect(await setCredit(asker, null)).toBe('CHANGED');
  expect(await setCredit(asker, 100_000)).toBe('CHANGED');
  expect(await setCredit(asker, 100_001)).toBe('WAITS');
});

test('a second click asks for nothing twice, and those who may decide are told once', async () => {
  const large = await order(120_000);
  expect([await pay(asker, large), await pay(asker, large)]).toEqual(['WAITS', 'WAITS']);
  const [asked, ...more] = await waiting();
  expect(more).toEqual([]);
  const told = await rows(`select recipient from outgoing_mail where key like 'platform-approval:' || $1 || ':%'`, [
    asked.id,
  ]);
  const recipients = told.map(({ recipient }) => recipient);
  expect(recipients).toContain(second.email);
  expect(recipients).not.toContain(asker.email);
});

test('what changed since it was asked for is not done: the order, the limit, the role of who asked', async () => {
  const [cancelled, large] = [await order(120_000), await order(130_000)];
  const third = await createPlatformAdmin(database.sql, null, ['BILLING']);
  expect(await pay(asker, cancelled)).toBe('WAITS');
  expect(await pay(third, large)).toBe('WAITS');
  expect(await setCredit(asker, 200_000_00)).toBe('WAITS');
  const of = async (kind: string, orderId: string | null) =>
    only(
      await database.sql.query<{ id: string }>(
        `select id from platform_approvals where organization_id = $1 and kind = $2 and order_id is not distinct from $3`,
        [organization.id, kind, orderId],
      ),
    ).id;
  await call(organization.owner, 'app.cancel_order($1, $2)', [cancelled.number, []]);
  await rows('update organizations set invoice_limit = 1 where id = $1', [organization.id]);
  await rows('delete from platform_roles where user_id = $1', [third.id]);
  expect(await decide(second, await of('PAYMENT', cancelled.id))).toBe('CHANGED');
  expect(await decide(second, await of('CREDIT', null))).toBe('CHANGED');
  expect(await decide(second, await of('PAYMENT', large.id))).toBe('CHANGED');
  expect(await statusOf(large)).toEqual({ status: 'PENDING', refunded: 0 });
  expect(await waiting()).toHaveLength(3);
});

test('what nobody decided in 14 days lapses: it is done no more, and can be asked for again', async () => {
  const large = await order(120_000);
  expect(await pay(asker, large)).toBe('WAITS');
  const [asked] = await waiting();
  const waitedFor = (time: string) =>
    rows(`update platform_approvals set asked_at = now() - $2::interval where id = $1`, [asked.id, time]);
  const shown = async () =>
    (
      await asViewer(database.asApp, second.tokenHash, (client) =>
        client.query('select state from platform_approval_requests where id = $1', [asked.id]),
      )
    ).rows;
  await waitedFor('13 days 23 hours');
  expect(await shown()).toEqual([{ state: 'WAITING' }]);
  await waitedFor('14 days 1 second');
  expect(await shown()).toEqual([{ state: 'LAPSED' }]);
  expect([await decide(second, asked.id), await decide(second, asked.id, false)]).toEqual(['LAPSED', 'LAPSED']);
  expect(await statusOf(large)).toEqual({ status: 'PENDING', refunded: 0 });
  expect(await pay(asker, large)).toBe('WAITS');
  const [again] = (await waiting()).filter(({ id }) => id !== asked.id);
  expect(await decide(second, again.id)).toBe('CONFIRMED');
  expect(await decide(second, asked.id)).toBe('LAPSED');
});

test('of two people who confirm the same at the same moment, one does it', async () => {
  const large = await order(120_000);
  const third = await createPlatformAdmin(database.sql, null, ['BILLING']);
  expect(await refund(asker, large)).toBe('WAITS');
  const [asked] = await waiting();
  const deciders = [second, third];
  const outcomes = await releaseTogether(
    database.ownerUrl,
    { lock: `select from platform_approvals where id = '${asked.id}' for update`, waiting: deciders.length },
    () =>
      concurrently(deciders.length, deciders.length, async (index) => {
        const { decided } = await requestDatabase(database, present(deciders[index]).tokenHash).write((handle) => ({
          decided: decideApproval(handle, asked.id, true),
        }));
        return decided[0]?.outcome;
      }),
  );
  expect(outcomes.toSorted()).toEqual(['CONFIRMED', 'DECIDED']);
  expect(await rows('select total from credit_notes where order_id = $1', [large.id])).toEqual([{ total: 120_000 }]);
});

test('after 30 days what was done counts no more', async () => {
  expect(await pay(asker, await order(100_000))).toBe('RECORDED');
  const next = await order(100_000);
  await rows(`update platform_approvals set done_at = now() - interval '29 days' where organization_id = $1`, [
    organization.id,
  ]);
  expect(await pay(asker, next)).toBe('WAITS');
  await rows(
    `update platform_approvals set done_at = now() - interval '31 days' where state = 'DONE' and organization_id = $1`,
    [organization.id],
  );
  expect(await pay(asker, next)).toBe('RECORDED');
});

test('of many acts at the same moment, no more are done at once than have room', async () => {
  const orders: TestOrder[] = [];
  while (orders.length < 6) orders.push(await order(30_000));
  const outcomes = await releaseTogether(
    database.ownerUrl,
    {
      lock: `select pg_advisory_xact_lock(hashtextextended('platform-money:${organization.id}', 0))`,
      waiting: orders.length,
    },
    () =>
      concurrently(orders.length, orders.length, async (index) => {
        const { recorded } = await requestDatabase(database, asker.tokenHash).write((handle) => ({
          recorded: recordPayment(handle, present(orders[index]).number),
        }));
        return recorded[0]?.outcome;
      }),
  );
  expect(outcomes.toSorted()).toEqual(['RECORDED', 'RECORDED', 'RECORDED', 'WAITS', 'WAITS', 'WAITS']);
});

test('nobody acts on an organization they belong to, in whatever role, and decides nothing of it', async () => {
  const member = await createPlatformAdmin(database.sql, organization.id);
  const owed = await order(10_000);
  const large = await order(120_000);
  expect(await pay(asker, large)).toBe('WAITS');
  const [asked] = await waiting();
  await addMembership(database.sql, organization.id, second.id, 'VIEWER');
  for (const person of [member, second]) {
    expect(await pay(person, owed)).toBe('OWN_ORGANIZATION');
    expect(await refund(person, owed)).toBe('OWN_ORGANIZATION');
    expect(await setCredit(person, 0)).toBe('OWN_ORGANIZATION');
    expect(await call(person, 'app.remind_of_invoice($1)', [owed.number])).toBe('OWN_ORGANIZATION');
    expect(await call(person, 'app.suspend_overdue_order($1)', [owed.number])).toBe('OWN_ORGANIZATION');
    expect(await decide(person, asked.id)).toBe('OWN_ORGANIZATION');
    expect(await decide(person, asked.id, false)).toBe('OWN_ORGANIZATION');
  }
  const cardOrder = await createCardOrder(
    database.sql,
    organization,
    present((await createTools(database.sql, 1))[0]).id,
  );
  const payment = await createUnmatchedPayment(database.sql, cardOrder);
  expect(await call(member, 'app.pay_back_payment($1)', [payment])).toBe('OWN_ORGANIZATION');
  expect(await call(member, '(app.assign_payment($1, $2)).outcome', [payment, owed.number])).toBe('OWN_ORGANIZATION');
  // Nor does it go to others.
  const elsewhere = await createOrganization(database.sql);
  const theirs = await buy(database, elsewhere, { tools: await createTools(database.sql, 1, { price: 10_000 }) });
  expect(await call(member, '(app.assign_payment($1, $2)).outcome', [payment, theirs.number])).toBe('OWN_ORGANIZATION');
  expect(await call(member, `app.set_tier($1, 'ENTERPRISE')`, [organization.id])).toBe('OWN_ORGANIZATION');
  await rows('delete from memberships where user_id = $1', [second.id]);
  expect(await statusOf(owed)).toEqual({ status: 'PENDING', refunded: 0 });
});

test('the trail of the platform tells who asked and who confirmed; that of the organization tells of the act alone', async () => {
  const large = await order(120_000);
  await pay(asker, large);
  const [asked] = await waiting();
  await decide(second, asked.id);
  expect(
    await rows(
      `select organization_id, actor_id, action, after ->> 'state' as state from audit_log
       where subject_type = 'platform_approval' and subject_id = $1 order by chain_position`,
      [asked.id],
    ),
  ).toEqual([
    { organization_id: null, actor_id: asker.id, action: 'insert', state: 'WAITING' },
    { organization_id: null, actor_id: second.id, action: 'update', state: 'CONFIRMED' },
  ]);
});
