import { expect, test } from 'vitest';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { endToolPurchase } from '../../factories/checkout.ts';
import { releaseTogether } from '../../factories/connections.ts';
import { buy } from '../../factories/orders.ts';
import {
  createOrganization,
  createPlatformAdmin,
  organizationRoles,
  personWithRole,
} from '../../factories/organizations.ts';
import { only, present } from '../../factories/rows.ts';
import {
  cancel,
  database,
  expectNothingWritten,
  ownersOf,
  platformAdmin,
  purchasesOf,
  type Refund,
  recordPaid,
  refund,
  refusedBy,
  rows,
  setStatus,
  setUpTests,
} from './refunds-setup.ts';

setUpTests();

test('a whole order: one credit note, everything it unlocked is locked, and the buyer is written to', async () => {
  const organization = await createOrganization(database.sql);
  const monthly = await createTool(database.sql, { price: 10_000, priceModel: 'MONTHLY' });
  const inBundle = await createTools(database.sql, 2);
  const bundle = await createBundle(database.sql, inBundle, { price: 15_000 });
  const order = await buy(database, organization, { tools: [monthly], bundles: [bundle] });
  const answer = await refund(platformAdmin, order, { reason: '  Bought by mistake ' });
  expect(answer).toEqual({
    outcome: 'REFUNDED',
    creditNoteNumber: expect.stringMatching(/^CRN-[\dA-F]{8}-\d{4}-\d{4}$/),
  });

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
  expect(await purchasesOf(organization.id)).toEqual(
    Object.fromEntries([monthly, bundle, ...inBundle].map(({ name }) => [name, 'REFUNDED'])),
  );
  expect(await rows('select from tool_purchases where organization_id = $1 and renews', [organization.id])).toEqual([]);
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
  expect(mail[0].content.creditNote.lines).toHaveLength(3);
  const audited = await rows(
    `select subject_type as subject, action from audit_log where organization_id = $1 and actor_id = $2 order by 1`,
    [organization.id, platformAdmin.id],
  );
  expect(audited).toEqual([
    { subject: 'bundle_purchase', action: 'update' },
    { subject: 'credit_note', action: 'insert' },
    { subject: 'order', action: 'update' },
    { subject: 'tool_purchase', action: 'update' },
    { subject: 'tool_purchase', action: 'update' },
    { subject: 'tool_purchase', action: 'update' },
  ]);
});

test('one line, and then the rest', async () => {
  const organization = await createOrganization(database.sql);
  const tools = await createTools(database.sql, 3, { price: 10_000 });
  const order = await buy(database, organization, { tools });
  const [first, ...others] = order.tools;
  const kept = tools.filter(({ name }) => name !== first?.name);
  expect(await refund(platformAdmin, order, { tools: [present(first).id] })).toMatchObject({ outcome: 'REFUNDED' });
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
    expect(await refund(platformAdmin, order, { tools: rest })).toEqual({ outcome: 'CHANGED', creditNoteNumber: null });
    expect(await refund(platformAdmin, order, { refundedTotal: 10_000 })).toMatchObject({ outcome: 'CHANGED' });
  });
  expect(await refund(platformAdmin, order, { tools: rest, refundedTotal: 10_000 })).toMatchObject({
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

  // The other way round: what was bought by itself is taken back, and the bundle's tool stays.
  await buy(database, organization, { bundles: [bundle] });
  await refund(platformAdmin, first);
  expect(await purchasesOf(organization.id)).toMatchObject({ [owned.name]: 'REFUNDED' });
  expect([await ownersOf(owned), await ownersOf(added)]).toEqual([0, 1]);
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
  await refund(platformAdmin, order, { tools: [present(order.tools[0]).id] });
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
    ['PENDING', { tools: [] }, 'NO_LINES'],
    ['PENDING', { tools: other.tools.map(({ id }) => id) }, 'NO_LINES'],
    ['PENDING', { tools: [...order.tools, ...other.tools].map(({ id }) => id) }, 'NO_LINES'],
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
