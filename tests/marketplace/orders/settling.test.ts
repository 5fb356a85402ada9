import { expect, test } from 'vitest';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization, personWithRole } from '../../factories/organizations.ts';
import { present } from '../../factories/rows.ts';
import {
  cancel,
  database,
  expectNothingWritten,
  ownersOf,
  platformAdmin,
  purchasesOf,
  recordPaid,
  refund,
  rows,
  setStatus,
  setUpTests,
} from './refunds-setup.ts';

setUpTests();

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
  const contents = await createTools(database.sql, 2);
  const bundle = await createBundle(database.sql, contents);
  const earlier = await createTool(database.sql);
  await buy(database, organization, { tools: [earlier] });
  const order = await buy(database, organization, { tools: [tool], bundles: [bundle] });
  const person = personWithRole(organization, role);
  expect(await cancel(person, order)).toBe('CANCELLED');
  expect(await purchasesOf(organization.id)).toEqual({
    [earlier.name]: 'ACTIVE',
    [tool.name]: 'CANCELLED',
    [bundle.name]: 'CANCELLED',
    ...Object.fromEntries(contents.map(({ name }) => [name, 'CANCELLED'])),
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
  await refund(platformAdmin, order, { tools: [present(order.tools[0]).id] });
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

test('an invoice of which all it cost was taken back is settled: nothing of it is due, and nothing is marked as paid', async () => {
  const organization = await createOrganization(database.sql);
  const free = await createTool(database.sql, { price: 0 });
  const priced = await createTool(database.sql, { price: 20_000 });
  const order = await buy(database, organization, { tools: [free, priced] });
  const row = present(order.tools.find(({ price }) => price > 0));
  expect(await refund(platformAdmin, order, { tools: [row.id] })).toMatchObject({ outcome: 'REFUNDED' });
  expect(await rows('select payment_status, refunded_total from marketplace_orders where id = $1', [order.id])).toEqual(
    [{ payment_status: 'COMPLETED', refunded_total: 20_000 }],
  );
  // What cost nothing stays.
  expect(await purchasesOf(organization.id)).toEqual({ [free.name]: 'ACTIVE', [priced.name]: 'REFUNDED' });
  await expectNothingWritten(async () => expect(await recordPaid(platformAdmin, order)).toBe('NOT_DUE'));

  const rest = order.tools.filter(({ price }) => price === 0).map(({ id }) => id);
  expect(await refund(platformAdmin, order, { tools: rest, refundedTotal: 20_000 })).toMatchObject({
    outcome: 'REFUNDED',
  });
  expect(await rows('select payment_status from marketplace_orders where id = $1', [order.id])).toEqual([
    { payment_status: 'REFUNDED' },
  ]);
});

test('an invoice of which some is still owed stays due after a refund', async () => {
  const organization = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: await createTools(database.sql, 2) });
  await refund(platformAdmin, order, { tools: [present(order.tools[0]).id] });
  expect(await rows('select payment_status from marketplace_orders where id = $1', [order.id])).toEqual([
    { payment_status: 'PENDING' },
  ]);
  expect(await recordPaid(platformAdmin, order)).toBe('RECORDED');
});

test('nothing is owed for an order that cost nothing', async () => {
  const organization = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: [await createTool(database.sql, { price: 0 })] });
  await expectNothingWritten(async () => expect(await recordPaid(platformAdmin, order)).toBe('NOT_DUE'));
});
