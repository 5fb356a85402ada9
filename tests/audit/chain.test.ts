import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { brokenEntries, createAuditSubjects } from '../factories/audit.ts';
import { withConnections } from '../factories/connections.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only, present, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

test('changes at the same time make one chain without gaps', async () => {
  const { organization } = await createAuditSubjects(database.sql);
  const people = [organization.owner, organization.admin, organization.member, organization.viewer];
  await withConnections(database.ownerUrl, 8, (...clients) =>
    Promise.all(
      clients.map(async (client, index) => {
        const { id } = present(people[index % people.length]);
        for (const role of ['MEMBER', 'ADMIN', 'VIEWER', 'OWNER']) {
          await client.query('update memberships set role = $2 where user_id = $1', [id, role]);
        }
      }),
    ),
  );
  expect(await rows(brokenEntries)).toEqual([]);
});

test.each([
  'update audit_log set action = action',
  `update audit_log set hash = 'other'`,
  'delete from audit_log',
  'truncate audit_log',
  'truncate audit_log, organizations cascade',
])('refused to owner and app role alike: %s', async (statement) => {
  await createAuditSubjects(database.sql);
  const before = await rows('select id, hash from audit_log order by id');
  expect(await refusal(database.sql.query(statement))).toBe('42501');
  expect(await refusal(database.asApp.query(statement))).toBe('42501');
  expect(await rows('select id, hash from audit_log order by id')).toEqual(before);
});

/** Does something to the middle entry of the organization's trail that the triggers would refuse, and looks at the chain. */
async function brokenAfter(organization: TestOrganization, tamper: (client: Client, id: string) => Promise<unknown>) {
  const { id } = only(
    await database.sql.query<{ id: string }>(
      'select id from audit_log where organization_id = $1 and chain_position = 3',
      [organization.id],
    ),
  );
  await database.sql.query('begin');
  await database.sql.query('alter table audit_log disable trigger user');
  await tamper(database.sql, id);
  const broken = await rows(brokenEntries);
  await database.sql.query('rollback');
  return broken.length;
}

test.each([
  ['altered: action', `update audit_log set action = 'insert ' where id = $1`],
  ['altered: actor', 'update audit_log set actor_id = (select id from users limit 1) where id = $1'],
  ['altered: time', `update audit_log set occurred_at = occurred_at + interval '1 microsecond' where id = $1`],
  ['altered: subject type', `update audit_log set subject_type = 'order' where id = $1`],
  ['altered: subject', `update audit_log set subject_id = gen_random_uuid()::text where id = $1`],
  ['altered: before', `update audit_log set before = '{}' where id = $1`],
  ['altered: after', `update audit_log set after = after || '{"role": "OWNER "}' where id = $1`],
  ['altered: organization', 'update audit_log set organization_id = null, chain_position = 1000000 where id = $1'],
  ['altered: id', 'update audit_log set id = gen_random_uuid() where id = $1'],
  [
    'altered, with its hash computed again',
    `update audit_log a set action = 'delete', hash = app.audit_hash(jsonb_populate_record(a, '{"action": "delete"}')) where id = $1`,
  ],
  ['deleted', 'delete from audit_log where id = $1'],
  [
    'inserted',
    `insert into audit_log select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'chain_position', 1000))).* from audit_log a where id = $1`,
  ],
  ['moved', 'update audit_log set chain_position = 1000 where id = $1'],
])('the chain shows an entry that was %s', async (_, statement) => {
  const { organization } = await createAuditSubjects(database.sql);
  expect(await rows(brokenEntries)).toEqual([]);
  expect(await brokenAfter(organization, (client, id) => client.query(statement, [id]))).toBeGreaterThan(0);
  expect(await rows(brokenEntries)).toEqual([]);
});

test('no password, token or checkout digest is ever in the trail', async () => {
  const { organization, order } = await createAuditSubjects(database.sql);
  await asViewer(database.asApp, organization.owner.tokenHash, (client) =>
    client.query(`select app.invite('secret@people.test', 'MEMBER', 'hash-of-an-invitation')`),
  );
  await asViewer(database.asApp, null, (client) =>
    client.query(
      `select app.sign_up('Name', 'signs-up@people.test', 'hash-of-a-password', 'Organization', 'hash-of-a-session', null)`,
    ),
  );
  await rows(`update users set password_hash = 'another-hash', name = 'Other' where id = $1`, [organization.owner.id]);
  await rows(`update marketplace_orders set payment_status = 'COMPLETED' where id = $1`, [order]);
  const secrets = await rows(
    `select secret from (
       select password_hash as secret from users union all select token_hash from sessions
       union all select token_hash from invitations union all select token_hash from password_resets
       union all select checkout_digest from marketplace_orders) kept
     where exists (select from audit_log where strpos(before::text, secret) > 0 or strpos(after::text, secret) > 0)`,
  );
  expect(secrets).toEqual([]);
  const names = await rows(
    `select distinct key from audit_log cross join lateral jsonb_object_keys(coalesce(before, after)) as key
     where key ~ '(password|token|secret|digest|checkout_key)'`,
  );
  expect(names).toEqual([]);
});
