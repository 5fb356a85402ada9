import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { fillCart, findCart } from '../../factories/carts.ts';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { checkOut } from '../../factories/checkout.ts';
import { createOrganization, createPerson, type TestPerson } from '../../factories/organizations.ts';
import { concurrently } from '../../factories/request-databases.ts';
import {
  approveRequest,
  createRequest,
  declineRequest,
  openApproval,
  removeRequestLine,
  sendRequest,
} from '../../factories/requests.ts';
import { only, present } from '../../factories/rows.ts';
import {
  database,
  expectNothingWritten,
  findRequest,
  mailOf,
  ordersOf,
  refused,
  rows,
  setUpTests,
} from './requests-setup.ts';

setUpTests();

test('a request holds the cart at today’s prices, empties it, and tells every OWNER and ADMIN', async () => {
  const organization = await createOrganization(database.sql);
  const secondOwner = await createPerson(database.sql, organization.id, 'OWNER');
  const tool = await createTool(database.sql, { price: 10_000 });
  const inBundle = await createTool(database.sql, { price: 20_000 });
  const bundle = await createBundle(database.sql, [inBundle], { price: 15_000 });
  await fillCart(database.sql, organization.id, organization.member.id, { tools: [tool, inBundle], bundles: [bundle] });
  await rows('update marketplace_tools set price = 12000 where id = $1', [tool.id]);
  expect(await sendRequest(database, organization.member, '  For the spring.\nSoon. ')).toBe('SENT');

  const request = only(
    await database.sql.query('select * from purchase_requests where requester_id = $1', [organization.member.id]),
  );
  expect(request).toMatchObject({
    organization_id: organization.id,
    reason: 'For the spring.\nSoon.',
    status: 'PENDING',
    bundles: [{ id: bundle.id, price: 15_000 }],
    decided_by: null,
    order_id: null,
  });
  expect(new Set(request.tools.map((line: object) => JSON.stringify(line)))).toEqual(
    new Set([JSON.stringify({ id: tool.id, price: 12_000 }), JSON.stringify({ id: inBundle.id, price: 20_000 })]),
  );
  expect(await findCart(database.sql, organization.member.id)).toMatchObject({ tools: [], bundles: [], totalPrice: 0 });

  const mail = await mailOf(request.id, 'request-sent');
  const managers = [organization.owner, organization.admin, secondOwner];
  expect(mail.map(({ recipient }) => recipient)).toEqual(managers.map(({ email }) => email).toSorted());
  expect(mail[0]?.content).toMatchObject({
    organization: organization.name,
    requester: organization.member.name,
    reason: 'For the spring.\nSoon.',
    total: 27_000,
  });
  expect(new Set(mail[0]?.content.lines.map((line: object) => JSON.stringify(line)))).toEqual(
    new Set(
      [
        { name: tool.name, price: 12_000 },
        { name: bundle.name, price: 15_000 },
        { name: inBundle.name, price: 0 },
      ].map((line) => JSON.stringify(line)),
    ),
  );
  const audited = await rows(
    `select actor_id, action from audit_log where subject_type = 'purchase_request' and subject_id = $1`,
    [request.id],
  );
  expect(audited).toEqual([{ actor_id: organization.member.id, action: 'insert' }]);
});

test('what cannot be sent is refused with its reason, and nothing is written', async () => {
  const organization = await createOrganization(database.sql);
  const { member, owner, admin, viewer } = organization;
  const tool = await createTool(database.sql);
  const cart = (person: TestPerson) => fillCart(database.sql, organization.id, person.id, { tools: [tool] });
  await expectNothingWritten(() => sendRequest(database, member), 'EMPTY');
  for (const person of [member, owner, admin, viewer]) await cart(person);
  await expectNothingWritten(() => sendRequest(database, member, ' \n '), 'NO_REASON');
  await expectNothingWritten(() => sendRequest(database, member, 'x'.repeat(1001)), 'NO_REASON');
  await expectNothingWritten(() => sendRequest(database, owner), 'NOT_ALLOWED');
  await expectNothingWritten(() => sendRequest(database, viewer), 'NOT_ALLOWED');
  await expectNothingWritten(() => sendRequest(database, undefined), 'NOT_ALLOWED');
  await expectNothingWritten(() => sendRequest(database, admin), 'WITHIN_LIMIT');
  await rows(`update marketplace_tools set status = 'DEPRECATED' where id = $1`, [tool.id]);
  await expectNothingWritten(() => sendRequest(database, member), 'BLOCKED');
});

test('twenty of a person’s requests wait at most, and sending twice at once sends once', async () => {
  const organization = await createOrganization(database.sql);
  const { member, owner } = organization;
  const tool = await createTool(database.sql);
  let last = '';
  for (let sent = 0; sent < 19; sent++) last = await createRequest(database, organization, { tools: [tool] });
  await fillCart(database.sql, organization.id, member.id, { tools: [tool] });
  const outcomes = await concurrently(5, 5, () => sendRequest(database, member));
  expect(outcomes.toSorted()).toEqual(['EMPTY', 'EMPTY', 'EMPTY', 'EMPTY', 'SENT']);
  await fillCart(database.sql, organization.id, member.id, { tools: [tool] });
  await expectNothingWritten(() => sendRequest(database, member), 'TOO_MANY');
  expect(await declineRequest(database, owner, last)).toBe('DECLINED');
  expect(await sendRequest(database, member)).toBe('SENT');
});

test('an approval orders what was asked for and tells the requester; again with its key it is the same order', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, member } = organization;
  const tool = await createTool(database.sql, { price: 10_000 });
  const other = await createTool(database.sql);
  const id = await createRequest(database, organization, { tools: [tool] });
  // The approver's own cart stays as it is.
  await fillCart(database.sql, organization.id, owner.id, { tools: [other] });
  const form = await openApproval(database, owner, id);
  const first = await approveRequest(database, owner, id, form);
  expect(first.outcome).toBe('PLACED');

  expect(await ordersOf(organization)).toEqual([{ number: first.orderNumber, buyer_id: owner.id, total: 10_000 }]);
  expect(
    await rows('select tool_id, status from tool_purchases where organization_id = $1', [organization.id]),
  ).toEqual([{ tool_id: tool.id, status: 'ACTIVE' }]);
  expect(await findRequest(id)).toMatchObject({
    status: 'APPROVED',
    decided_by: owner.id,
    order_id: only(await database.sql.query('select id from marketplace_orders where number = $1', [first.orderNumber]))
      .id,
  });
  expect(await findCart(database.sql, owner.id)).toMatchObject({ tools: [{ id: other.id }] });
  expect(await mailOf(id, 'request-decided')).toEqual([
    {
      recipient: member.email,
      content: {
        requestId: id,
        organization: organization.name,
        decision: 'APPROVED',
        decidedBy: owner.name,
        note: null,
        orderNumber: first.orderNumber,
        lines: [{ name: tool.name }],
      },
    },
  ]);

  await expectNothingWritten(() => approveRequest(database, owner, id, form), { ...first, outcome: 'REPLAYED' });
  await expectNothingWritten(
    () => approveRequest(database, owner, id, { ...form, purchaseOrderNumber: 'PO-2' }),
    refused('KEY_REUSED'),
  );
  await expectNothingWritten(
    () => approveRequest(database, owner, id, { ...form, key: randomUUID() }),
    refused('DECIDED'),
  );
});

test('without a request, approving does not order the approver’s own cart', async () => {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql);
  await fillCart(database.sql, organization.id, organization.owner.id, { tools: [tool] });
  const { rows: answer } = await database.asApp
    .query('begin')
    .then(() => database.asApp.query('select app.begin_request($1, false)', [organization.owner.tokenHash]))
    .then(() =>
      database.asApp.query(
        `select outcome from app.approve_request(null, gen_random_uuid(), app.show_cart(), 'INVOICE', null, '{}')`,
      ),
    )
    .finally(() => database.asApp.query('rollback'));
  expect(answer).toEqual([{ outcome: 'NO_REQUEST' }]);
});

test.each(['price', 'owned', 'not sold', 'tier', 'line'] as const)(
  'nothing is approved when this changed since it was shown: %s',
  async (change) => {
    const organization = await createOrganization(database.sql, { tier: 'GROWTH' });
    const { owner } = organization;
    const tools = await createTools(database.sql, 2, { price: 10_000 });
    const tool = present(tools[0]);
    const id = await createRequest(database, organization, { tools });
    const form = await openApproval(database, owner, id);
    switch (change) {
      case 'price':
        await rows('update marketplace_tools set price = 12000 where id = $1', [tool.id]);
        break;
      case 'owned':
        await fillCart(database.sql, organization.id, owner.id, { tools: [tool] });
        expect(await checkOut(database, owner)).toMatchObject({ outcome: 'PLACED' });
        break;
      case 'not sold':
        await rows(`update marketplace_tools set status = 'DEPRECATED' where id = $1`, [tool.id]);
        break;
      case 'tier':
        await rows(`update marketplace_tools set required_tier = 'ELITE' where id = $1`, [tool.id]);
        break;
      case 'line':
        expect(await removeRequestLine(database, owner, id, { kind: 'TOOL', id: tool.id })).toBe('REMOVED');
    }
    await expectNothingWritten(() => approveRequest(database, owner, id, form), refused('CHANGED'));
    const now = await openApproval(database, owner, id);
    if (change === 'price' || change === 'line') {
      expect(await approveRequest(database, owner, id, now)).toMatchObject({ outcome: 'PLACED' });
      return;
    }
    // A line that cannot be bought is taken out first.
    await expectNothingWritten(() => approveRequest(database, owner, id, now), refused('BLOCKED'));
    expect(await removeRequestLine(database, owner, id, { kind: 'TOOL', id: tool.id })).toBe('REMOVED');
    const left = await openApproval(database, owner, id);
    expect(await approveRequest(database, owner, id, left)).toMatchObject({ outcome: 'PLACED' });
  },
);
