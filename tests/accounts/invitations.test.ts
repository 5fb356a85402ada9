import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import {
  createOrganization,
  createPerson,
  type TestOrganization,
  type TestPerson,
  unknownTokenHash,
} from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
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

const invite = (person: TestPerson, email: string, role: string) =>
  call(person, 'app.invite($1, $2, $3)', [email, role, unknownTokenHash()]);
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
  const token = unknownTokenHash();
  await call(organization.admin, `app.invite('late@people.test', 'ADMIN', $1)`, [token]);
  await database.sql.query('alter table memberships disable trigger revoke_invitations');
  await database.sql.query(`update memberships set role = 'MEMBER' where user_id = $1`, [organization.admin.id]);
  await database.sql.query('alter table memberships enable trigger revoke_invitations');
  const { accepted } = only(
    await database.asApp.query(`select app.accept_invitation($1, 'Late', 'hash', $2, null) ->> 'outcome' as accepted`, [
      token,
      unknownTokenHash(),
    ]),
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
