import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { fillCart, findCart } from '../../factories/carts.ts';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { checkOut } from '../../factories/checkout.ts';
import { checksums } from '../../factories/checksums.ts';
import { releaseTogether } from '../../factories/connections.ts';
import {
  createOrganization,
  createPerson,
  type TestOrganization,
  type TestPerson,
} from '../../factories/organizations.ts';
import { wrongPurchaseCounts } from '../../factories/ownership.ts';
import { concurrently } from '../../factories/request-databases.ts';
import {
  approveRequest,
  createRequest,
  declineRequest,
  openApproval,
  removeRequestLine,
  sendRequest,
  setSpendingLimit,
  withdrawRequest,
} from '../../factories/requests.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

// Every purchase of this file comes from an order, so the counts must be right after each test.
afterEach(async () => {
  expect(await rows(wrongPurchaseCounts)).toEqual([]);
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

const findRequest = async (id: string) =>
  only(await database.sql.query('select * from purchase_requests where id = $1', [id]));
const ordersOf = ({ id }: TestOrganization) =>
  rows('select number, buyer_id, total from marketplace_orders where organization_id = $1', [id]);
const mailOf = (id: string, kind: string) =>
  rows(
    `select recipient, content from outgoing_mail where kind = $2 and content ->> 'requestId' = $1 order by recipient`,
    [id, kind],
  );

/** Expects that the call answers so and that not a row of any table is touched. */
async function expectNothingWritten(send: () => Promise<unknown>, answer: unknown): Promise<void> {
  const before = await checksums(database.sql);
  expect(await send()).toEqual(answer);
  expect(await checksums(database.sql)).toEqual(before);
}
const refused = (outcome: string) => ({ outcome, orderNumber: null });

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

test('a declined request says why, and to the requester', async () => {
  const organization = await createOrganization(database.sql);
  const { admin, member } = organization;
  const tool = await createTool(database.sql);
  const id = await createRequest(database, organization, { tools: [tool] });
  await expectNothingWritten(() => declineRequest(database, admin, id, ' \n'), 'NO_NOTE');
  await expectNothingWritten(() => declineRequest(database, admin, id, 'x'.repeat(1001)), 'NO_NOTE');
  expect(await declineRequest(database, admin, id, ' Next quarter. ')).toBe('DECLINED');
  expect(await findRequest(id)).toMatchObject({
    status: 'DECLINED',
    decided_by: admin.id,
    decision_note: 'Next quarter.',
    order_id: null,
  });
  expect(await mailOf(id, 'request-decided')).toMatchObject([
    { recipient: member.email, content: { decision: 'DECLINED', note: 'Next quarter.', orderNumber: null } },
  ]);
  expect(await ordersOf(organization)).toEqual([]);
  for (const again of [() => declineRequest(database, admin, id), () => withdrawRequest(database, member, id)])
    await expectNothingWritten(again, 'DECIDED');
});

test('a withdrawn request can be decided by nobody', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, member } = organization;
  const tools = await createTools(database.sql, 2);
  const id = await createRequest(database, organization, { tools });
  const form = await openApproval(database, owner, id);
  expect(await withdrawRequest(database, member, id)).toBe('WITHDRAWN');
  expect(await findRequest(id)).toMatchObject({ status: 'WITHDRAWN', decided_by: member.id });
  await expectNothingWritten(() => approveRequest(database, owner, id, form), refused('DECIDED'));
  await expectNothingWritten(() => declineRequest(database, owner, id), 'DECIDED');
  const line = { kind: 'TOOL', id: present(tools[0]).id } as const;
  await expectNothingWritten(() => removeRequestLine(database, owner, id, line), 'DECIDED');
});

test('the last line of a request stays', async () => {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql);
  const bundle = await createBundle(database.sql, await createTools(database.sql, 2));
  const id = await createRequest(database, organization, { tools: [tool], bundles: [bundle] });
  expect(await removeRequestLine(database, organization.admin, id, { kind: 'BUNDLE', id: bundle.id })).toBe('REMOVED');
  await expectNothingWritten(
    () => removeRequestLine(database, organization.admin, id, { kind: 'TOOL', id: tool.id }),
    'LAST_LINE',
  );
  expect(await findRequest(id)).toMatchObject({ tools: [{ id: tool.id }], bundles: [] });
});

test('only an OWNER or ADMIN of the organization decides, and only the requester withdraws', async () => {
  const organization = await createOrganization(database.sql);
  const stranger = (await createOrganization(database.sql)).owner;
  const colleague = await createPerson(database.sql, organization.id, 'MEMBER');
  const tools = await createTools(database.sql, 2);
  const id = await createRequest(database, organization, { tools });
  const form = await openApproval(database, organization.owner, id);
  const line = { kind: 'TOOL', id: present(tools[0]).id } as const;
  const calls: [TestPerson | undefined, string][] = [
    [organization.member, 'NOT_ALLOWED'],
    [organization.viewer, 'NOT_ALLOWED'],
    [undefined, 'NOT_ALLOWED'],
    [stranger, 'NO_REQUEST'],
  ];
  for (const [person, outcome] of calls) {
    await expectNothingWritten(() => approveRequest(database, person, id, form), refused(outcome));
    await expectNothingWritten(() => declineRequest(database, person, id), outcome);
    await expectNothingWritten(() => removeRequestLine(database, person, id, line), outcome);
  }
  for (const person of [organization.owner, organization.admin, colleague, stranger])
    await expectNothingWritten(() => withdrawRequest(database, person, id), 'NO_REQUEST');
  for (const person of [organization.viewer, undefined])
    await expectNothingWritten(() => withdrawRequest(database, person, id), 'NOT_ALLOWED');
});

test('an ADMIN does not decide what they asked for as a MEMBER; made an OWNER, they do', async () => {
  const organization = await createOrganization(database.sql);
  const { member } = organization;
  const tools = await createTools(database.sql, 2);
  const id = await createRequest(database, organization, { tools });
  await rows(`update memberships set role = 'ADMIN' where user_id = $1`, [member.id]);
  const form = await openApproval(database, member, id);
  const line = { kind: 'TOOL', id: present(tools[0]).id } as const;
  await expectNothingWritten(() => approveRequest(database, member, id, form), refused('OWN_REQUEST'));
  await expectNothingWritten(() => declineRequest(database, member, id), 'OWN_REQUEST');
  await expectNothingWritten(() => removeRequestLine(database, member, id, line), 'OWN_REQUEST');
  await rows(`update memberships set role = 'OWNER' where user_id = $1`, [member.id]);
  expect(await approveRequest(database, member, id, form)).toMatchObject({ outcome: 'PLACED' });
});

test('an ADMIN over the limit sends to owners only; an OWNER approves, or an ADMIN once the limit leaves enough', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, admin } = organization;
  const otherAdmin = await createPerson(database.sql, organization.id, 'ADMIN');
  expect(await setSpendingLimit(database, owner, 5_000)).toBe('SET');
  const [first, second] = await createTools(database.sql, 2, { price: 10_000 });
  const id = await createRequest(database, organization, { tools: [present(first)] }, admin);
  expect((await mailOf(id, 'request-sent')).map(({ recipient }) => recipient)).toEqual([owner.email]);
  const byAdmin = await openApproval(database, otherAdmin, id);
  await expectNothingWritten(() => approveRequest(database, admin, id, byAdmin), refused('OWN_REQUEST'));
  await expectNothingWritten(() => approveRequest(database, otherAdmin, id, byAdmin), refused('OVER_LIMIT'));
  expect(await approveRequest(database, owner, id, await openApproval(database, owner, id))).toMatchObject({
    outcome: 'PLACED',
  });

  const next = await createRequest(database, organization, { tools: [present(second)] }, admin);
  const form = await openApproval(database, otherAdmin, next);
  await expectNothingWritten(() => approveRequest(database, otherAdmin, next, form), refused('OVER_LIMIT'));
  expect(await setSpendingLimit(database, owner, 20_000)).toBe('SET');
  expect(await approveRequest(database, otherAdmin, next, form)).toMatchObject({ outcome: 'PLACED' });
});

test('ten who approve, decline and withdraw at the same time make one decision and at most one order', async () => {
  const decisions: string[] = [];
  for (let round = 0; round < 3; round++) {
    const organization = await createOrganization(database.sql);
    const tool = await createTool(database.sql);
    const id = await createRequest(database, organization, { tools: [tool] });
    const deciders = await concurrently(9, 1, async (index) => {
      const person = await createPerson(database.sql, organization.id, index % 2 ? 'ADMIN' : 'OWNER');
      return { person, form: await openApproval(database, person, id) };
    });
    // They all hold their roles first, so there they wait until all have come.
    const lock = `select from memberships where organization_id = '${organization.id}' for update`;
    const outcomes = await releaseTogether(database.ownerUrl, { lock, waiting: 10 }, () =>
      concurrently(10, 10, async (index) => {
        if (index === 9) return withdrawRequest(database, organization.member, id);
        const { person, form } = present(deciders[index]);
        return index % 3 === round
          ? declineRequest(database, person, id)
          : (await approveRequest(database, person, id, form)).outcome;
      }),
    );
    const decided = outcomes.filter((outcome) => outcome !== 'DECIDED');
    expect(decided).toHaveLength(1);
    const { status } = await findRequest(id);
    expect({ PLACED: 'APPROVED', DECLINED: 'DECLINED', WITHDRAWN: 'WITHDRAWN' }[present(decided[0])]).toBe(status);
    expect(await ordersOf(organization)).toHaveLength(status === 'APPROVED' ? 1 : 0);
    expect(await mailOf(id, 'request-decided')).toHaveLength(status === 'WITHDRAWN' ? 0 : 1);
    decisions.push(status);
  }
  expect(decisions).toHaveLength(3);
});

test('the number waiting is what the viewer can decide', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, admin, member, viewer } = organization;
  await setSpendingLimit(database, owner, 0);
  const tool = await createTool(database.sql);
  await createRequest(database, organization, { tools: [tool] });
  await createRequest(database, organization, { tools: [tool] }, admin);
  await declineRequest(database, owner, await createRequest(database, organization, { tools: [tool] }));
  const stranger = (await createOrganization(database.sql)).owner;
  const count = async ({ tokenHash }: TestPerson) => {
    await database.asApp.query('begin');
    await database.asApp.query('select app.begin_request($1, true)', [tokenHash]);
    const { waiting } = only(await database.asApp.query('select app.count_waiting_requests() as waiting'));
    await database.asApp.query('commit');
    return waiting;
  };
  const counts: number[] = [];
  for (const person of [owner, admin, member, viewer, stranger]) counts.push(await count(person));
  expect(counts).toEqual([2, 1, 0, 0, 0]);
});
