import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTool, type TestTool } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { releaseTogether, startUntilBlocked, withConnections } from '../../factories/connections.ts';
import {
  createOrganization,
  createPerson,
  type TestOrganization,
  type TestPerson,
} from '../../factories/organizations.ts';
import { callAs, openTool } from '../../factories/owned-tools.ts';
import { createSeat, createToolPurchase } from '../../factories/purchases.ts';
import { present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;
let organization: TestOrganization;
let tool: TestTool;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  tool = await createTool(database.sql, { seats: 2, demoUrl: 'https://tool.example/' });
  await createToolPurchase(database.sql, organization, tool.id);
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const assign = (person: TestPerson, holder: { id: string }, { id }: { id: string } = tool) =>
  callAs(database.asApp, person, 'assign_seat', id, holder.id);
const revoke = (person: TestPerson, holder: { id: string }) =>
  callAs(database.asApp, person, 'revoke_seat', tool.id, holder.id);
const open = async (person: TestPerson, { id }: { id: string } = tool) =>
  (await openTool(database.asApp, person, id)).outcome;
const holders = async () =>
  (await rows('select user_id from tool_seats where organization_id = $1 and tool_id = $2', [organization.id, tool.id]))
    .map(({ user_id }) => user_id)
    .toSorted();

async function expectNothingWritten(call: () => Promise<string>, outcome: string) {
  const before = await checksums(database.sql);
  expect(await call()).toBe(outcome);
  expect(await checksums(database.sql)).toEqual(before);
}

test('a seat is assigned, lets its holder in, and is taken back; both are in the trail', async () => {
  const { owner, admin, member } = organization;
  expect(await open(member)).toBe('NO_SEAT');
  expect(await assign(admin, member)).toBe('ASSIGNED');
  expect(await rows('select assigned_by from tool_seats where user_id = $1', [member.id])).toEqual([
    { assigned_by: admin.id },
  ]);
  expect(await open(member)).toBe('OPENED');
  await expectNothingWritten(() => assign(owner, member), 'HAS_SEAT');
  expect(await revoke(owner, member)).toBe('REVOKED');
  expect(await open(member)).toBe('NO_SEAT');
  await expectNothingWritten(() => revoke(owner, member), 'NO_SEAT');
  expect(
    await rows(
      `select action, actor_id from audit_log where organization_id = $1 and subject_type = 'tool_seat' order by chain_position`,
      [organization.id],
    ),
  ).toEqual([
    { action: 'insert', actor_id: admin.id },
    { action: 'delete', actor_id: owner.id },
  ]);
});

test('owners and admins need a seat like anybody, and can take one', async () => {
  expect(await open(organization.owner)).toBe('NO_SEAT');
  expect(await assign(organization.owner, organization.owner)).toBe('ASSIGNED');
  expect(await open(organization.owner)).toBe('OPENED');
});

test('members and viewers assign and revoke nothing', async () => {
  await createSeat(database.sql, organization, tool.id, organization.member.id);
  for (const person of [organization.member, organization.viewer]) {
    await expectNothingWritten(() => assign(person, organization.admin), 'NOT_ALLOWED');
    await expectNothingWritten(() => revoke(person, organization.member), 'NOT_ALLOWED');
  }
});

test('a seat cannot go to a viewer, to nobody or to somebody of another organization', async () => {
  const { owner, viewer } = organization;
  const stranger = await createOrganization(database.sql);
  await expectNothingWritten(() => assign(owner, viewer), 'VIEWER');
  await expectNothingWritten(() => assign(owner, { id: randomUUID() }), 'NOT_A_MEMBER');
  await expectNothingWritten(() => assign(owner, stranger.member), 'NOT_A_MEMBER');
});

test('another organization reaches neither the tool nor its seats', async () => {
  const stranger = await createOrganization(database.sql);
  await createSeat(database.sql, organization, tool.id, organization.member.id);
  await expectNothingWritten(() => assign(stranger.owner, stranger.member), 'NOT_OWNED');
  await expectNothingWritten(() => revoke(stranger.owner, organization.member), 'NO_SEAT');
  expect(await open(stranger.owner)).toBe('NOT_OWNED');
});

test('a tool for everyone has no seats to assign and is open to all but viewers', async () => {
  const free = await createTool(database.sql, { demoUrl: 'https://tool.example/' });
  await createToolPurchase(database.sql, organization, free.id);
  await expectNothingWritten(() => assign(organization.owner, organization.member, free), 'EVERYONE');
  for (const person of [organization.owner, organization.admin, organization.member]) {
    expect(await open(person, free)).toBe('OPENED');
  }
  expect(await open(organization.viewer, free)).toBe('READ_ONLY');
});

test('no more seats than the tool comes with', async () => {
  const { owner, admin, member } = organization;
  expect([await assign(owner, owner), await assign(owner, admin)]).toEqual(['ASSIGNED', 'ASSIGNED']);
  await expectNothingWritten(() => assign(owner, member), 'NO_SEAT_LEFT');
});

test('twenty assignments at once for three seats: three are made', async () => {
  await rows('update marketplace_tools set seats_included = 3 where id = $1', [tool.id]);
  const people: TestPerson[] = [];
  while (people.length < 20) people.push(await createPerson(database.sql, organization.id, 'MEMBER'));
  const outcomes = await withConnections(database.appUrl, 20, (...clients) =>
    releaseTogether(
      database.ownerUrl,
      // Every assignment reads its caller's role first: there they stand until all have come.
      { lock: `select from memberships where organization_id = '${organization.id}' for update`, waiting: 20 },
      () =>
        Promise.all(
          clients.map((client, index) =>
            callAs(
              client,
              index % 2 ? organization.owner : organization.admin,
              'assign_seat',
              tool.id,
              present(people[index]).id,
            ),
          ),
        ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'ASSIGNED')).toHaveLength(3);
  expect(outcomes.filter((outcome) => outcome === 'NO_SEAT_LEFT')).toHaveLength(17);
  expect(await holders()).toHaveLength(3);
});

test('who becomes a viewer or leaves has no seat any more, also when it was assigned meanwhile', async () => {
  const { owner, admin, member } = organization;
  await assign(owner, admin);
  await assign(owner, member);
  await rows('delete from memberships where user_id = $1', [admin.id]);
  await rows(`update memberships set role = 'VIEWER' where user_id = $1`, [member.id]);
  expect(await holders()).toEqual([]);

  const late = await createPerson(database.sql, organization.id, 'MEMBER');
  await withConnections(database.appUrl, 1, (app) =>
    withConnections(database.ownerUrl, 2, async (changer, observer) => {
      const [client, roles, witness] = [present(app), present(changer), present(observer)];
      await roles.query('begin');
      await roles.query(`update memberships set role = 'VIEWER' where user_id = $1`, [late.id]);
      const assigning = await startUntilBlocked(witness, client, (session) =>
        callAs(session, owner, 'assign_seat', tool.id, late.id),
      );
      await roles.query('commit');
      expect(await assigning.result).toBe('VIEWER');
    }),
  );
  expect(await holders()).toEqual([]);
});

test('who gives a seat while people are changed waits, and holds nothing that the change needs', async () => {
  const admins = [organization.admin, await createPerson(database.sql, organization.id, 'ADMIN')];
  // Changes of people hold them in the order of their ids: of these two, the giver comes last.
  const [first, last] = admins.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const [holder, giver] = [present(first), present(last)];
  await withConnections(database.appUrl, 1, (app) =>
    withConnections(database.ownerUrl, 2, async (changer, observer) => {
      const [client, people, witness] = [present(app), present(changer), present(observer)];
      const hold = ({ id }: TestPerson) =>
        people.query('select from memberships where user_id = $1 for no key update', [id]);
      await people.query('begin');
      await hold(holder);
      const assigning = await startUntilBlocked(witness, client, (session) =>
        callAs(session, giver, 'assign_seat', tool.id, holder.id),
      );
      await hold(giver);
      await people.query('select pg_advisory_xact_lock(app.checkout_lock($1))', [organization.id]);
      await people.query('commit');
      expect(await assigning.result).toBe('ASSIGNED');
    }),
  );
});

test('seats of a tool that is not owned any more let nobody in, and count again once it is', async () => {
  const { owner, member } = organization;
  await assign(owner, member);
  await rows(`update tool_purchases set status = 'EXPIRED' where organization_id = $1`, [organization.id]);
  expect(await open(member)).toBe('NOT_OWNED');
  await expectNothingWritten(() => assign(owner, owner), 'NOT_OWNED');
  await rows(`update tool_purchases set status = 'ACTIVE' where organization_id = $1`, [organization.id]);
  expect(await open(member)).toBe('OPENED');
});

test('what the platform switched off is open to nobody', async () => {
  const { owner, member } = organization;
  await assign(owner, member);
  await rows(`update marketplace_tools set status = 'DISABLED' where id = $1`, [tool.id]);
  expect(await open(member)).toBe('DISABLED');
});
