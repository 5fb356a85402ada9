import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { QueryHandle } from '#db/request-db.server.ts';
import { askForUpgrade, decideUpgrade } from '../../app/modules/accounts/upgrades/commands.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { releaseTogether, startUntilBlocked, withConnections } from '../factories/connections.ts';
import {
  addMembership,
  createOrganization,
  createPlatformAdmin,
  createUser,
  type TestOrganization,
  type TestPerson,
} from '../factories/organizations.ts';
import { forgetProofs, proveSessions } from '../factories/proofs.ts';
import { concurrently, requestDatabase } from '../factories/request-databases.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// An organization asks for a higher plan, one at a time, and SUPPORT decides.

let database: TestDatabase;
let support: TestPerson;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
  support = await createPlatformAdmin(database.sql, null, ['SUPPORT']);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql, { tier: 'STARTER' });
  await proveSessions(database.sql);
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

const ask = (person: TestPerson, tier = 'ELITE', reason = 'We compare markets.') =>
  call(person, 'app.ask_for_upgrade($1, $2)', [tier, reason]);
const withdraw = (person: TestPerson, id: string) => call(person, 'app.withdraw_upgrade($1)', [id]);
const decide = (person: TestPerson, id: string, isGranted = true, note = '') =>
  call(person, 'app.decide_upgrade($1, $2, $3)', [id, isGranted, note]);

/** Lets people do something about the organization at the same moment. Returns the outcomes, in their order. */
const together = (
  people: readonly TestPerson[],
  act: (handle: QueryHandle, index: number) => ReturnType<typeof askForUpgrade> | ReturnType<typeof decideUpgrade>,
) =>
  releaseTogether(
    database.ownerUrl,
    { lock: `select from organizations where id = '${organization.id}' for update`, waiting: people.length },
    () =>
      concurrently(people.length, people.length, async (index) => {
        const { done } = await requestDatabase(database, present(people[index]).tokenHash).write((handle) => ({
          done: act(handle, index),
        }));
        return present(done[0]).outcome;
      }),
  );

const requestsOf = ({ id }: { id: string }) =>
  rows('select id, status, former_tier, asked_tier, decided_by from upgrade_requests where organization_id = $1', [id]);
const waitingId = async () =>
  present((await requestsOf(organization)).find(({ status }) => status === 'PENDING')).id as string;
const tierOf = async ({ id }: { id: string }) =>
  present((await rows('select subscription_tier as tier from organizations where id = $1', [id]))[0]).tier;
const mailOf = (kind: string) =>
  rows(
    `select recipient, content from outgoing_mail where content ->> 'organization' = $1 and kind = $2 order by recipient`,
    [organization.name, kind],
  );
/** What this test's SUPPORT was told; the demo has others of the platform. */
const toldSupport = async () => (await mailOf('upgrade-asked')).filter(({ recipient }) => recipient === support.email);

test('an owner or admin asks for a higher plan, and SUPPORT is told', async () => {
  expect(await ask(organization.admin)).toBe('ASKED');
  expect(await requestsOf(organization)).toMatchObject([
    { status: 'PENDING', former_tier: 'STARTER', asked_tier: 'ELITE', decided_by: null },
  ]);
  expect(await toldSupport()).toMatchObject([
    {
      recipient: support.email,
      content: { organization: organization.name, requester: organization.admin.name, askedTier: 'ELITE' },
    },
  ]);
});

test('nobody below ADMIN asks, nor an unconfirmed address, nor without a reason, nor for a plan that is not higher', async () => {
  expect(await ask(organization.member)).toBe('NOT_ALLOWED');
  expect(await ask(organization.viewer)).toBe('NOT_ALLOWED');
  expect(await ask(organization.owner, 'ELITE', ' \n ')).toBe('NO_REASON');
  expect(await ask(organization.owner, 'STARTER')).toBe('NOT_HIGHER');
  expect(await ask(organization.owner, 'FREE')).toBe('NOT_HIGHER');
  await rows('update users set email_confirmed_at = null where id = $1', [organization.owner.id]);
  expect(await ask(organization.owner)).toBe('NOT_CONFIRMED');
  expect(await requestsOf(organization)).toEqual([]);
});

test('one request waits at a time, also when two ask at once', async () => {
  const askers = [organization.owner, organization.admin];
  const answers = await together(askers, (handle) =>
    askForUpgrade(handle, { tier: 'ELITE', reason: 'We compare markets.' }),
  );
  expect(answers.toSorted()).toEqual(['ASKED', 'WAITING']);
  expect(await requestsOf(organization)).toHaveLength(1);
});

test('granted, the organization has the plan at once; who asked and the owners are told, and the trail has both', async () => {
  await ask(organization.admin);
  const id = await waitingId();
  expect(await decide(support, id, true, 'Welcome.')).toBe('GRANTED');
  expect(await tierOf(organization)).toBe('ELITE');
  const told = await mailOf('upgrade-decided');
  expect(told.map(({ recipient }) => recipient)).toEqual(
    [organization.admin.email, organization.owner.email].toSorted(),
  );
  expect(told[0]?.content).toMatchObject({ decision: 'GRANTED', tier: 'ELITE', note: 'Welcome.' });
  const trail = await rows(
    `select action, subject_type, after ->> 'status' as status, after ->> 'subscription_tier' as tier from audit_log
     where organization_id = $1 and subject_type in ('upgrade_request', 'organization') and actor_id = $2 order by chain_position`,
    [organization.id, support.id],
  );
  expect(trail).toEqual([
    { action: 'update', subject_type: 'organization', status: null, tier: 'ELITE' },
    { action: 'update', subject_type: 'upgrade_request', status: 'GRANTED', tier: null },
  ]);
  expect(await decide(support, id)).toBe('DECIDED');
});

test('declined with a note, nothing changes but the request, and another may be asked for', async () => {
  await ask(organization.owner);
  const id = await waitingId();
  expect(await decide(support, id, false, '  ')).toBe('NO_NOTE');
  expect(await decide(support, id, false, 'Talk to us in May.')).toBe('DECLINED');
  expect(await tierOf(organization)).toBe('STARTER');
  // Who asked is the owner: one mail.
  expect(await mailOf('upgrade-decided')).toMatchObject([
    { recipient: organization.owner.email, content: { decision: 'DECLINED', note: 'Talk to us in May.' } },
  ]);
  expect(await ask(organization.owner, 'GROWTH')).toBe('ASKED');
});

test('whoever grants shows once more who they are, and belongs to another organization', async () => {
  await ask(organization.owner);
  const id = await waitingId();
  await forgetProofs(database.sql, support);
  expect(await decide(support, id)).toBe('PROVE');
  await proveSessions(database.sql, support);
  const insider = await createPlatformAdmin(database.sql, organization.id, ['SUPPORT']);
  expect(await decide(insider, id)).toBe('OWN_ORGANIZATION');
  expect(await tierOf(organization)).toBe('STARTER');
});

test('an upgrade never takes a plan away, and a plan that SUPPORT sets meanwhile grants what waits below it', async () => {
  await ask(organization.owner, 'GROWTH');
  const id = await waitingId();
  await rows(`update organizations set subscription_tier = 'ENTERPRISE' where id = $1`, [organization.id]);
  expect(await decide(support, id)).toBe('GRANTED');
  expect(await tierOf(organization)).toBe('ENTERPRISE');

  const other = await createOrganization(database.sql, { tier: 'FREE' });
  await ask(other.owner, 'GROWTH');
  expect(await call(support, `app.set_tier($1, 'STARTER')`, [other.id])).toBe('CHANGED');
  expect(await requestsOf(other)).toMatchObject([{ status: 'PENDING' }]);
  expect(await call(support, `app.set_tier($1, 'ELITE')`, [other.id])).toBe('CHANGED');
  expect(await requestsOf(other)).toMatchObject([{ status: 'GRANTED', decided_by: support.id }]);
});

test('nobody decides about what they asked for, also after they left the organization', async () => {
  const asker = await createPlatformAdmin(database.sql, null, ['SUPPORT']);
  await ask(organization.owner);
  const id = await waitingId();
  await rows('update upgrade_requests set requester_id = $2 where id = $1', [id, asker.id]);
  expect(await decide(asker, id)).toBe('OWN_ORGANIZATION');
  expect(await tierOf(organization)).toBe('STARTER');
  expect(await decide(support, id)).toBe('GRANTED');
});

test('nothing is granted past the closing of an organization, nor waits for anybody then', async () => {
  await ask(organization.owner);
  const id = await waitingId();
  const shown = () =>
    asViewer(database.asApp, support.tokenHash, (client) =>
      client.query('select from platform_upgrade_requests where id = $1', [id]),
    );
  await rows(`update organizations set closing_at = now() + interval '1 day' where id = $1`, [organization.id]);
  expect((await shown()).rowCount).toBe(1);
  await rows(`update organizations set closing_at = now() - interval '1 minute' where id = $1`, [organization.id]);
  expect((await shown()).rowCount).toBe(0);
  expect(await decide(support, id)).toBe('CLOSED');
  expect(await decide(support, id, false, 'Because.')).toBe('CLOSED');
  expect(await tierOf(organization)).toBe('STARTER');
  expect(await call(support, `app.set_tier($1, 'ELITE')`, [organization.id])).toBe('CHANGED');
  expect(await requestsOf(organization)).toMatchObject([{ status: 'PENDING' }]);
  expect(await mailOf('upgrade-decided')).toEqual([]);
});

test('what is taken back while SUPPORT sets the plan stays taken back', async () => {
  await ask(organization.owner);
  const id = await waitingId();
  await withConnections(database.ownerUrl, 2, async (taking, observer) => {
    const [first, second] = [present(taking), present(observer)];
    await first.query('begin');
    await first.query(
      `update upgrade_requests set status = 'WITHDRAWN', decided_by = requester_id, decided_at = now() where id = $1`,
      [id],
    );
    const { result } = await startUntilBlocked(second, database.asApp, () =>
      call(support, `app.set_tier($1, 'ELITE')`, [organization.id]),
    );
    await first.query('commit');
    expect(await result).toBe('CHANGED');
  });
  expect(await requestsOf(organization)).toMatchObject([{ status: 'WITHDRAWN' }]);
  expect(await mailOf('upgrade-decided')).toEqual([]);
});

test('a request is taken back by its organization only, and once', async () => {
  await ask(organization.owner);
  const id = await waitingId();
  const stranger = await createOrganization(database.sql);
  expect(await withdraw(stranger.owner, id)).toBe('NO_REQUEST');
  expect(await withdraw(organization.member, id)).toBe('NOT_ALLOWED');
  expect(await withdraw(organization.admin, id)).toBe('WITHDRAWN');
  expect(await withdraw(organization.admin, id)).toBe('DECIDED');
  expect(await decide(support, id)).toBe('DECIDED');
  expect(await tierOf(organization)).toBe('STARTER');
});

test('who asks and takes back again and again fills nobody’s inbox', async () => {
  for (let round = 0; round < 5; round += 1) {
    expect(await ask(organization.owner)).toBe('ASKED');
    expect(await withdraw(organization.owner, await waitingId())).toBe('WITHDRAWN');
  }
  expect(await ask(organization.owner)).toBe('TOO_OFTEN');
  expect(await toldSupport()).toHaveLength(5);
});

test('of two who decide at once one is told that it was decided', async () => {
  await ask(organization.owner);
  const id = await waitingId();
  const second = await createPlatformAdmin(database.sql, null, ['SUPPORT']);
  await proveSessions(database.sql, support, second);
  const answers = await together([support, second], (handle, index) =>
    decideUpgrade(handle, id, index === 0, 'Because.'),
  );
  expect(answers.filter((answer) => answer === 'DECIDED')).toHaveLength(1);
  expect(await mailOf('upgrade-decided')).toHaveLength(1);
});

test('who asked and has left is not told what became of it', async () => {
  const leaver = await createUser(database.sql);
  await addMembership(database.sql, organization.id, leaver.id, 'ADMIN');
  await ask(organization.owner);
  const id = await waitingId();
  await rows('update upgrade_requests set requester_id = $2 where id = $1', [id, leaver.id]);
  await rows('delete from memberships where user_id = $1', [leaver.id]);
  await decide(support, id);
  expect((await mailOf('upgrade-decided')).map(({ recipient }) => recipient)).toEqual([organization.owner.email]);
});
