import { expect, test } from 'vitest';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { releaseTogether } from '../../factories/connections.ts';
import { createOrganization, createPerson, type TestPerson } from '../../factories/organizations.ts';
import { concurrently } from '../../factories/request-databases.ts';
import {
  approveRequest,
  createRequest,
  declineRequest,
  openApproval,
  removeRequestLine,
  setSpendingLimit,
  withdrawRequest,
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
