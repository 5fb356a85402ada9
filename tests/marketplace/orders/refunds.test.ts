import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cancelOrder, recordPayment, refundOrder } from '../../../app/modules/marketplace/orders/commands.server.ts';
import { DatabaseError } from '../../../db/errors.server.ts';
import { brokenEntries } from '../../factories/audit.ts';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { endToolPurchase } from '../../factories/checkout.ts';
import { checksums } from '../../factories/checksums.ts';
import { releaseTogether } from '../../factories/connections.ts';
import { buy, type TestOrder, wrongRefunds } from '../../factories/orders.ts';
import {
  createOrganization,
  createPlatformAdmin,
  organizationRoles,
  personWithRole,
  type TestPerson,
} from '../../factories/organizations.ts';
import { wrongBundlePurchaseCounts, wrongPurchaseCounts } from '../../factories/ownership.ts';
import { requestDatabase } from '../../factories/request-databases.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;
let platformAdmin: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  platformAdmin = await createPlatformAdmin(database.sql);
});

afterAll(async () => {
  await database?.drop();
});

// Whatever a test did: counts, refunds and the trail are right.
afterEach(async () => {
  for (const wrong of [wrongPurchaseCounts, wrongBundlePurchaseCounts, wrongRefunds, brokenEntries]) {
    expect(await rows(wrong)).toEqual([]);
  }
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

interface Refund {
  lines?: string[];
  reason?: string;
  refundedTotal?: number;
}

/** Refunds lines of the order, all of them unless told otherwise. */
async function refund(person: TestPerson | undefined, order: TestOrder, options: Refund = {}) {
  const { lines = order.lines.map(({ id }) => id), reason = 'Bought by mistake', refundedTotal = 0 } = options;
  const { refunded } = await requestDatabase(database, person?.tokenHash).write((handle) => ({
    refunded: refundOrder(handle, order.number, { lines, reason, refundedTotal }),
  }));
  return present(refunded[0]);
}

async function recordPaid(person: TestPerson | undefined, { number }: { number: string }) {
  const { recorded } = await requestDatabase(database, person?.tokenHash).write((handle) => ({
    recorded: recordPayment(handle, number),
  }));
  return recorded[0]?.outcome;
}

async function cancel(person: TestPerson, { number }: { number: string }): Promise<string> {
  const { cancelled } = await requestDatabase(database, person.tokenHash).write((handle) => ({
    cancelled: cancelOrder(handle, number),
  }));
  return present(cancelled[0]).outcome;
}

const refusedBy = async (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: unknown) => (error instanceof DatabaseError ? error.state : Promise.reject(error)),
  );

/** Purchases of the organization, by the name of the tool or bundle. */
async function purchasesOf(organizationId: string): Promise<Record<string, string>> {
  const found = await rows(
    `select coalesce(tool.name, bundle.name) as name, purchase.status from marketplace_purchases purchase
     left join marketplace_tools tool on tool.id = purchase.tool_id left join tool_bundles bundle on bundle.id = purchase.bundle_id
     where purchase.organization_id = $1`,
    [organizationId],
  );
  return Object.fromEntries(found.map(({ name, status }) => [name, status]));
}

const ownersOf = async ({ id }: { id: string }) =>
  only(await database.sql.query('select purchase_count as owners from marketplace_tools where id = $1', [id])).owners;

const setStatus = (order: TestOrder, status: string, method = 'INVOICE') =>
  rows('update marketplace_orders set payment_status = $2, payment_method = $3 where id = $1', [
    order.id,
    status,
    method,
  ]);

async function expectNothingWritten(work: () => Promise<unknown>) {
  const before = await checksums(database.sql);
  await work();
  expect(await checksums(database.sql)).toEqual(before);
}

test('a whole order: one credit note, everything it unlocked is locked, and the buyer is written to', async () => {
  const organization = await createOrganization(database.sql);
  const monthly = await createTool(database.sql, { price: 10_000, priceModel: 'MONTHLY' });
  const bundle = await createBundle(database.sql, await createTools(database.sql, 2), { price: 15_000 });
  const order = await buy(database, organization, { tools: [monthly], bundles: [bundle] });
  const answer = await refund(platformAdmin, order, { reason: '  Bought by mistake ' });
  expect(answer).toEqual({ outcome: 'REFUNDED', creditNoteNumber: expect.stringMatching(/^CRN-\d{6}$/) });

  expect(
    await rows('select payment_status, total, refunded_total from marketplace_orders where id = $1', [order.id]),
  ).toEqual([{ payment_status: 'REFUNDED', total: 25_000, refunded_total: 25_000 }]);
  const note = only(await database.sql.query('select * from credit_notes where order_id = $1', [order.id]));
  expect(note).toMatchObject({
    organization_id: organization.id,
    number: answer.creditNoteNumber,
    reason: 'Bought by mistake',
    total: 25_000,
    issued_by: platformAdmin.id,
    refund_reference: null,
  });
  expect(await purchasesOf(organization.id)).toEqual({ [monthly.name]: 'REFUNDED', [bundle.name]: 'REFUNDED' });
  expect(await rows('select renews from tool_purchases where organization_id = $1', [organization.id])).toEqual([
    { renews: false },
  ]);
  expect(await ownersOf(monthly)).toBe(0);
  const mail = await rows(
    `select recipient, content from outgoing_mail where organization_id = $1 and kind = 'refund' order by 1`,
    [organization.id],
  );
  expect(mail.map(({ recipient }) => recipient)).toEqual(['billing@people.test', organization.owner.email].toSorted());
  expect(mail[0].content).toMatchObject({
    creditNote: { number: note.number, total: 25_000, currency: 'USD', reason: 'Bought by mistake' },
    order: { number: order.number, paymentStatus: 'REFUNDED' },
  });
  expect(mail[0].content.creditNote.lines).toHaveLength(2);
  const audited = await rows(
    `select subject_type as subject, action from audit_log where organization_id = $1 and actor_id = $2 order by 1`,
    [organization.id, platformAdmin.id],
  );
  expect(audited).toEqual([
    { subject: 'bundle_purchase', action: 'update' },
    { subject: 'credit_note', action: 'insert' },
    { subject: 'order', action: 'update' },
    { subject: 'tool_purchase', action: 'update' },
  ]);
});

test('one line, and then the rest', async () => {
  const organization = await createOrganization(database.sql);
  const tools = await createTools(database.sql, 3, { price: 10_000 });
  const order = await buy(database, organization, { tools });
  const [first, ...others] = order.lines;
  const kept = tools.filter(({ name }) => name !== first?.name);
  expect(await refund(platformAdmin, order, { lines: [present(first).id] })).toMatchObject({ outcome: 'REFUNDED' });
  expect(await rows('select payment_status, refunded_total from marketplace_orders where id = $1', [order.id])).toEqual(
    [{ payment_status: 'PENDING', refunded_total: 10_000 }],
  );
  expect(await purchasesOf(organization.id)).toEqual({
    [present(first).name]: 'REFUNDED',
    ...Object.fromEntries(kept.map(({ name }) => [name, 'ACTIVE'])),
  });
  const rest = others.map(({ id }) => id);
  // The form of somebody who has not seen the first credit note, for other lines and for the same.
  await expectNothingWritten(async () => {
    expect(await refund(platformAdmin, order, { lines: rest })).toEqual({ outcome: 'CHANGED', creditNoteNumber: null });
    expect(await refund(platformAdmin, order, { refundedTotal: 10_000 })).toMatchObject({ outcome: 'CHANGED' });
  });
  expect(await refund(platformAdmin, order, { lines: rest, refundedTotal: 10_000 })).toMatchObject({
    outcome: 'REFUNDED',
  });
  expect(await rows('select payment_status, refunded_total from marketplace_orders where id = $1', [order.id])).toEqual(
    [{ payment_status: 'REFUNDED', refunded_total: 30_000 }],
  );
  expect(await rows('select total from credit_notes where order_id = $1 order by total', [order.id])).toEqual([
    { total: 10_000 },
    { total: 20_000 },
  ]);
});

test('a bundle bought with credit gives back what was paid for it, and what was owned before stays', async () => {
  const organization = await createOrganization(database.sql);
  const owned = await createTool(database.sql, { price: 10_000 });
  const added = await createTool(database.sql, { price: 20_000 });
  const bundle = await createBundle(database.sql, [owned, added], { price: 24_000 });
  const first = await buy(database, organization, { tools: [owned] });
  const second = await buy(database, organization, { bundles: [bundle] });
  expect(second.total).toBe(16_000);
  await refund(platformAdmin, second);
  expect(await rows('select total from credit_notes where order_id = $1', [second.id])).toEqual([{ total: 16_000 }]);
  expect([await ownersOf(owned), await ownersOf(added)]).toEqual([1, 0]);

  // The other way round: the tool by itself is taken back while the bundle holds it.
  await buy(database, organization, { bundles: [bundle] });
  await refund(platformAdmin, first);
  expect(await purchasesOf(organization.id)).toMatchObject({ [owned.name]: 'REFUNDED' });
  expect([await ownersOf(owned), await ownersOf(added)]).toEqual([1, 1]);
});

test('what was bought again since belongs to the later order and stays', async () => {
  const organization = await createOrganization(database.sql);
  const tools = await createTools(database.sql, 2, { price: 10_000 });
  const [again, once] = [present(tools[0]), present(tools[1])];
  const first = await buy(database, organization, { tools });
  await endToolPurchase(database.sql, organization.id, again.id, 'CANCELLED');
  const second = await buy(database, organization, { tools: [again] });
  await refund(platformAdmin, first);
  expect(await purchasesOf(organization.id)).toEqual({ [again.name]: 'ACTIVE', [once.name]: 'REFUNDED' });
  await refund(platformAdmin, second);
  expect(await purchasesOf(organization.id)).toMatchObject({ [again.name]: 'REFUNDED' });
  const third = await buy(database, organization, { tools });
  expect(third.total).toBe(20_000);
});

test('an order that is paid is refunded as well', async () => {
  const organization = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: await createTools(database.sql, 2) });
  expect(await recordPaid(platformAdmin, order)).toBe('RECORDED');
  await refund(platformAdmin, order, { lines: [present(order.lines[0]).id] });
  expect(await rows('select payment_status from marketplace_orders where id = $1', [order.id])).toEqual([
    { payment_status: 'COMPLETED' },
  ]);
});

test('nobody of any organization refunds or records a payment, and nobody without a session', async () => {
  const organization = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: [await createTool(database.sql)] });
  const people = [...organizationRoles.map((role) => personWithRole(organization, role)), undefined];
  await expectNothingWritten(async () => {
    for (const person of people) {
      expect(await refusedBy(refund(person, order))).toBe('42501');
      expect(await refusedBy(recordPaid(person, order))).toBe('42501');
    }
  });
});

test('nothing is refunded of what is not owed, not there, or not said why', async () => {
  const organization = await createOrganization(database.sql);
  const tools = await createTools(database.sql, 2);
  const order = await buy(database, organization, { tools: tools.slice(0, 1) });
  const other = await buy(database, organization, { tools: tools.slice(1) });
  const cases: [string, Refund, string][] = [
    ['CANCELLED', {}, 'NOTHING_OWED'],
    ['FAILED', {}, 'NOTHING_OWED'],
    ['PENDING', { lines: [] }, 'NO_LINES'],
    ['PENDING', { lines: other.lines.map(({ id }) => id) }, 'NO_LINES'],
    ['PENDING', { lines: [...order.lines, ...other.lines].map(({ id }) => id) }, 'NO_LINES'],
    ['PENDING', { reason: ' ' }, 'NO_REASON'],
    ['PENDING', { refundedTotal: 1 }, 'CHANGED'],
  ];
  for (const [status, options, outcome] of cases) {
    await setStatus(order, status);
    await expectNothingWritten(async () => {
      expect([status, await refund(platformAdmin, order, options)]).toEqual([
        status,
        { outcome, creditNoteNumber: null },
      ]);
    });
  }
  for (const status of ['PENDING', 'PROCESSING']) {
    await setStatus(order, status, 'CREDIT_CARD');
    expect(await refund(platformAdmin, order)).toMatchObject({ outcome: 'NOT_PAID' });
  }
  expect(await refund(platformAdmin, { ...order, number: 'LOT-0' })).toMatchObject({ outcome: 'NOT_FOUND' });
  await setStatus(order, 'PENDING');
});

test('two admins at once, or one who presses twice: one credit note, the others are told', async () => {
  const organization = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: await createTools(database.sql, 2, { price: 10_000 }) });
  const admins = [
    platformAdmin,
    platformAdmin,
    await createPlatformAdmin(database.sql),
    await createPlatformAdmin(database.sql),
  ];
  const lock = `select from marketplace_orders where id = '${order.id}' for update`;
  const answers = await releaseTogether(database.ownerUrl, { lock, waiting: admins.length }, () =>
    Promise.all(admins.map((admin) => refund(admin, order))),
  );
  expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['CHANGED', 'CHANGED', 'CHANGED', 'REFUNDED']);
  expect(await rows('select total from credit_notes where order_id = $1', [order.id])).toEqual([{ total: 20_000 }]);
});

test('a refund and a cancellation at once: one of them', async () => {
  const organization = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: [await createTool(database.sql)] });
  const lock = `select from marketplace_orders where id = '${order.id}' for update`;
  const [refunded, cancelled] = await releaseTogether(database.ownerUrl, { lock, waiting: 2 }, () =>
    Promise.all([refund(platformAdmin, order), cancel(organization.owner, order)]),
  );
  expect([
    ['REFUNDED', 'REFUNDED'],
    ['NOTHING_OWED', 'CANCELLED'],
  ]).toContainEqual([refunded.outcome, cancelled]);
});

test('an invoice is marked as paid once, and nothing else is', async () => {
  const organization = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: [await createTool(database.sql)] });
  expect(await recordPaid(platformAdmin, order)).toBe('RECORDED');
  expect(await rows('select payment_status from marketplace_orders where id = $1', [order.id])).toEqual([
    { payment_status: 'COMPLETED' },
  ]);
  expect(
    await rows(`select before ->> 'payment_status' as before from audit_log where subject_id = $1 and actor_id = $2`, [
      order.id,
      platformAdmin.id,
    ]),
  ).toEqual([{ before: 'PENDING' }]);
  await expectNothingWritten(async () => expect(await recordPaid(platformAdmin, order)).toBe('ALREADY_PAID'));
  for (const [status, method] of [
    ['CANCELLED', 'INVOICE'],
    ['FAILED', 'INVOICE'],
    ['PENDING', 'CREDIT_CARD'],
  ] as const) {
    await setStatus(order, status, method);
    expect(await recordPaid(platformAdmin, order)).toBe('NOT_DUE');
  }
  expect(await recordPaid(platformAdmin, { number: 'LOT-0' })).toBe('NOT_FOUND');
});

test.each(['OWNER', 'ADMIN'] as const)('an %s cancels an unpaid order, with everything it unlocked', async (role) => {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { priceModel: 'MONTHLY' });
  const bundle = await createBundle(database.sql, await createTools(database.sql, 2));
  const earlier = await createTool(database.sql);
  await buy(database, organization, { tools: [earlier] });
  const order = await buy(database, organization, { tools: [tool], bundles: [bundle] });
  const person = personWithRole(organization, role);
  expect(await cancel(person, order)).toBe('CANCELLED');
  expect(await purchasesOf(organization.id)).toEqual({
    [earlier.name]: 'ACTIVE',
    [tool.name]: 'CANCELLED',
    [bundle.name]: 'CANCELLED',
  });
  expect(await rows('select payment_status from marketplace_orders where id = $1', [order.id])).toEqual([
    { payment_status: 'CANCELLED' },
  ]);
  await expectNothingWritten(async () => expect(await cancel(person, order)).toBe('CANCELLED'));
  // And bought again.
  await buy(database, organization, { tools: [tool], bundles: [bundle] });
  expect(await ownersOf(tool)).toBe(1);
});

test('an order is not cancelled by others, once it is paid, or once some of it was taken back', async () => {
  const organization = await createOrganization(database.sql);
  const stranger = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: await createTools(database.sql, 2) });
  await expectNothingWritten(async () => {
    expect(await cancel(organization.member, order)).toBe('NOT_ALLOWED');
    expect(await cancel(organization.viewer, order)).toBe('NOT_ALLOWED');
    expect(await cancel(platformAdmin, order)).toBe('NOT_ALLOWED');
    expect(await cancel(stranger.owner, order)).toBe('NOT_FOUND');
  });
  for (const [status, outcome] of [
    ['COMPLETED', 'PAID'],
    ['PROCESSING', 'BEING_PAID'],
    ['FAILED', 'CLOSED'],
  ] as const) {
    await setStatus(order, status);
    await expectNothingWritten(async () => expect(await cancel(organization.owner, order)).toBe(outcome));
  }
  await setStatus(order, 'PENDING');
  await refund(platformAdmin, order, { lines: [present(order.lines[0]).id] });
  await expectNothingWritten(async () => expect(await cancel(organization.owner, order)).toBe('REFUNDED'));
});

test('a card order that waits for its payment and unlocked nothing is cancelled too', async () => {
  const organization = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: [await createTool(database.sql)] });
  await rows(`update tool_purchases set status = 'EXPIRED', order_id = null where order_id = $1`, [order.id]);
  await rows(
    'update marketplace_tools set purchase_count = 0 where id = (select tool_id from order_lines where order_id = $1)',
    [order.id],
  );
  await setStatus(order, 'PENDING', 'CREDIT_CARD');
  expect(await cancel(organization.owner, order)).toBe('CANCELLED');
  expect(Object.values(await purchasesOf(organization.id))).toEqual(['EXPIRED']);
});
