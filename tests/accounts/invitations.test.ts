import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken } from '../../app/services/tokens.server.ts';
import { createInvitation } from '../factories/account-links.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { releaseTogether, startUntilBlocked, withConnections } from '../factories/connections.ts';
import {
  createOrganization,
  createPerson,
  type TestOrganization,
  type TestPerson,
  unknownTokenHash,
} from '../factories/organizations.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** The answer of a function that answers somebody with one text. */
async function call(person: Pick<TestPerson, 'tokenHash'>, statement: string, values: unknown[] = []) {
  const result = await asViewer(database.asApp, person.tokenHash, (client) =>
    client.query<{ outcome: string }>(`select ${statement} as outcome`, values),
  );
  return only(result).outcome;
}

const invite = (person: TestPerson, email: string, role: string) => call(person, 'app.invite($1, $2)', [email, role]);
const openInvitations = async ({ id }: TestOrganization) =>
  rows('select email, role from invitations where organization_id = $1 and accepted_at is null order by email', [id]);

test('those of somebody who is removed, or may not make them any more, are taken back', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, admin } = organization;
  const second = await createPerson(database.sql, organization.id, 'OWNER');
  await invite(admin, 'accomplice@people.test', 'ADMIN');
  await invite(second, 'heir@people.test', 'OWNER');
  await invite(second, 'helper@people.test', 'MEMBER');
  await invite(owner, 'stays@people.test', 'OWNER');
  expect(await call(owner, `app.change_role($1, 'ADMIN')`, [second.id])).toBe('CHANGED');
  expect(await openInvitations(organization)).toEqual([
    { email: 'accomplice@people.test', role: 'ADMIN' },
    { email: 'helper@people.test', role: 'MEMBER' },
    { email: 'stays@people.test', role: 'OWNER' },
  ]);
  expect(await call(owner, 'app.remove_member($1)', [admin.id])).toBe('REMOVED');
  expect(await call(owner, `app.change_role($1, 'MEMBER')`, [second.id])).toBe('CHANGED');
  expect(await openInvitations(organization)).toEqual([{ email: 'stays@people.test', role: 'OWNER' }]);
});

test('one is closed to whoever opens it once its maker lost the role, whatever else took that away', async () => {
  const organization = await createOrganization(database.sql);
  await invite(organization.admin, 'late@people.test', 'ADMIN');
  const { token } = only(
    await database.sql.query(`select token_hash as token from invitations where email = 'late@people.test'`),
  );
  await database.sql.query('alter table memberships disable trigger revoke_invitations');
  await database.sql.query(`update memberships set role = 'MEMBER' where user_id = $1`, [organization.admin.id]);
  await database.sql.query('alter table memberships enable trigger revoke_invitations');
  const { accepted } = only(
    await database.asApp.query(
      `select app.accept_invitation($1, 'Late', 'salt', 'key', $2, null) ->> 'outcome' as accepted`,
      [token, unknownTokenHash()],
    ),
  );
  expect(accepted).toBe('CLOSED');
});

test('an ADMIN does not replace the invitation of an OWNER to be one', async () => {
  const organization = await createOrganization(database.sql);
  await invite(organization.owner, 'heir@people.test', 'OWNER');
  expect(await invite(organization.admin, 'heir@people.test', 'VIEWER')).toBe('NOT_ALLOWED');
  expect(await openInvitations(organization)).toEqual([{ email: 'heir@people.test', role: 'OWNER' }]);
  expect(await invite(organization.owner, 'heir@people.test', 'VIEWER')).toBe('INVITED');
  expect(await invite(organization.admin, 'heir@people.test', 'MEMBER')).toBe('INVITED');
  expect(await openInvitations(organization)).toEqual([{ email: 'heir@people.test', role: 'MEMBER' }]);
});

test('one into an organization past its closing opens nothing', async () => {
  const organization = await createOrganization(database.sql);
  const { token } = await createInvitation(database.sql, organization.id, 'late@closed.test');
  await rows('update organizations set closing_at = now() where id = $1', [organization.id]);
  const hash = hashToken(token);
  expect((await database.asApp.query('select from app.find_invitation($1)', [hash])).rowCount).toBe(0);
  const { accepted } = only(
    await database.asApp.query(
      `select app.accept_invitation($1, 'Late', 'salt', 'key', $2, null) ->> 'outcome' as accepted`,
      [hash, unknownTokenHash()],
    ),
  );
  expect(accepted).toBe('CLOSED');
});

test('who signs up with the invited address at the moment it is accepted is asked to sign in', async () => {
  const organization = await createOrganization(database.sql);
  const { token } = await createInvitation(database.sql, organization.id, 'quick@people.test');
  const { rows: answers } = await releaseTogether(
    database.ownerUrl,
    { lock: `insert into users (name, email) values ('Quick', 'quick@people.test')`, waiting: 1 },
    () =>
      database.asApp.query(
        `select app.accept_invitation($1, 'Quick', 'salt', 'key', $2, null) ->> 'outcome' as outcome`,
        [hashToken(token), unknownTokenHash()],
      ),
  );
  expect(answers).toEqual([{ outcome: 'SIGN_IN_FIRST' }]);
});

test('several addresses wait for others who write to them in one order, whatever theirs is, and each gets one mail', async () => {
  const { owner } = await createOrganization(database.sql);
  const [first, second] = ['a@crowd.test', 'b@crowd.test'];
  const lockOf = (email: string) => `hashtextextended('counted-mail:${email}', 0)`;
  await withConnections(database.appUrl, 1, (app) =>
    withConnections(database.ownerUrl, 2, async (other, observer) => {
      const [client, holder, witness] = [present(app), present(other), present(observer)];
      await holder.query('begin');
      await holder.query(`select pg_advisory_xact_lock(${lockOf(first)})`);
      const inviting = await startUntilBlocked(witness, client, (session) =>
        asViewer(session, owner.tokenHash, (asOwner) =>
          asOwner.query<{ email: string; outcome: string }>(
            `select email, outcome from app.invite_people($1, 'MEMBER')`,
            [[second, first, second.toUpperCase()]],
          ),
        ),
      );
      // Somebody who holds the first one and comes to the second one goes on.
      const { rows: free } = await witness.query(`select pg_try_advisory_xact_lock(${lockOf(second)}) as is_free`);
      expect(free).toEqual([{ is_free: true }]);
      await holder.query('commit');
      expect((await inviting.result).rows).toEqual(
        [second, first, second.toUpperCase()].map((email) => ({ email, outcome: 'INVITED' })),
      );
    }),
  );
  expect(
    await rows('select recipient from outgoing_mail where recipient = any ($1) order by 1', [[first, second]]),
  ).toEqual([first, second].map((recipient) => ({ recipient })));
});
