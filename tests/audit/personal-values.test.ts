import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAuditTrail } from '../../db/audit-verify.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { brokenEntries } from '../factories/audit.ts';
import { createOrganization, createUser } from '../factories/organizations.ts';
import { refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// Entries hold digests of what tells who somebody is, so that erasing a person leaves the chain as it was.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const holdsText = async (text: string) =>
  (
    await rows(
      'select 1 from audit_log where strpos(before::text || after::text, $1) > 0 or strpos(coalesce(after, before)::text, $1) > 0',
      [text],
    )
  ).length > 0;

/** Somebody who was renamed, invited somebody, and whose entries are known by what they stand for. */
async function createEntries() {
  const organization = await createOrganization(database.sql);
  const { owner } = organization;
  const email = `invited-${owner.id}@people.test`;
  await asViewer(database.sql, owner.tokenHash, async (client) => {
    await client.query('select app.change_name($1)', [`${owner.name} Renamed`]);
    await client.query(
      `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
       values ($1, $2, 'MEMBER', $2, $3, now() + interval '7 days')`,
      [organization.id, email, owner.id],
    );
  });
  return { organization, owner, email };
}

test('names and addresses are in no entry, and the trail shows them all the same', async () => {
  const { owner, email } = await createEntries();
  for (const text of [owner.email, owner.name, email]) expect([text, await holdsText(text)]).toEqual([text, false]);
  const { rows: shown } = await asViewer(database.asApp, owner.tokenHash, (client) =>
    client.query(
      `select after ->> 'email' as email from app.organization_audit_trail('{"subject": "invitation"}', null, 10)`,
    ),
  );
  expect(shown).toEqual([{ email }]);
  expect((await verifyAuditTrail(database.sql)).faults).toEqual([]);
});

test('each person has a salt of their own, and the same value of one person the same digest', async () => {
  const [one, other] = [await createUser(database.sql), await createUser(database.sql)];
  await rows(`update users set name = 'Same Name' where id = any ($1)`, [[one.id, other.id]]);
  await rows(`update users set name = 'Between' where id = $1`, [one.id]);
  await rows(`update users set name = 'Same Name' where id = $1`, [one.id]);
  const names = await rows(
    `select subject_id as person, after ->> 'name' as digest from audit_log
     where subject_type = 'user' and action = 'update' and app.show_personal_values('user', after) ->> 'name' = 'Same Name'`,
  );
  const digestsOf = (id: string) => new Set(names.filter(({ person }) => person === id).map(({ digest }) => digest));
  expect(digestsOf(one.id).size).toBe(1);
  expect([...digestsOf(one.id)]).not.toEqual([...digestsOf(other.id)]);
});

test('erasing a person leaves every hash as it was, and nothing of what the digests stood for', async () => {
  const { owner } = await createEntries();
  const before = await rows('select id, hash from audit_log order by id');
  await rows('select app.forget_personal_values($1, $2)', [owner.id, [owner.email]]);
  expect(await rows('select id, hash from audit_log order by id')).toEqual(before);
  expect(await rows(brokenEntries)).toEqual([]);
  expect((await verifyAuditTrail(database.sql)).faults).toEqual([]);
  expect(await rows('select 1 from audit_values where person_id = $1 or value = $2', [owner.id, owner.email])).toEqual(
    [],
  );
  expect(
    await rows(
      `select app.show_personal_values('user', after) ->> 'email' as email from audit_log where subject_id = $1 and subject_type = 'user'`,
      [owner.id],
    ),
  ).toEqual([{ email: null }, { email: null }]);
});

test('an address is forgotten wherever it stands, and nothing else of whoever wrote it', async () => {
  const { owner, email } = await createEntries();
  const invited = await createUser(database.sql);
  await rows('update users set email = $2 where id = $1', [invited.id, email.toUpperCase()]);
  await rows('select app.forget_personal_values($1, $2)', [invited.id, [email]]);
  expect(await rows('select 1 from audit_values where value = $1', [email])).toEqual([]);
  expect(await rows('select 1 from audit_values where value = $1', [owner.email])).not.toEqual([]);
});

test('a value that was altered is found', async () => {
  const { owner } = await createEntries();
  await rows('update audit_values set value = $2 where value = $1', [owner.email, 'other@people.test']);
  const { faults } = await verifyAuditTrail(database.sql);
  expect(faults).toMatchObject([{ chain: 'values', id: owner.id }]);
  await rows('update audit_values set value = $1 where value = $2', [owner.email, 'other@people.test']);
});

test('the app role reads neither salts nor values', async () => {
  for (const table of ['audit_people', 'audit_values']) {
    expect([table, await refusal(database.asApp.query(`select from ${table}`))]).toEqual([table, '42501']);
  }
  expect(await refusal(database.asApp.query(`select app.show_personal_values('user', '{}')`))).toBe('42501');
  expect(await refusal(database.asApp.query('select app.convert_audit_trail()'))).toBe('42501');
});

test('old entries are converted once, and the chain begins with the head that was kept of it', async () => {
  const { organization, owner, email } = await createEntries();
  // As the trail was before: the values themselves, and hashes over them.
  await rows('update audit_chains set holds_digests = false where organization_id = $1', [organization.id]);
  await database.sql.query(`
    do $do$ declare v_entry audit_log; v_previous text := ''; begin
      for v_entry in select * from audit_log where organization_id = '${organization.id}' order by chain_position loop
        v_entry.before := app.show_personal_values(v_entry.subject_type, v_entry.before);
        v_entry.after := app.show_personal_values(v_entry.subject_type, v_entry.after);
        v_entry.previous_hash := v_previous;
        v_entry.hash := app.audit_hash(v_entry);
        update audit_log set before = v_entry.before, after = v_entry.after, previous_hash = v_previous, hash = v_entry.hash where id = v_entry.id;
        v_previous := v_entry.hash;
      end loop;
      update audit_chains set last_hash = v_previous where organization_id = '${organization.id}';
    end $do$`);
  expect(await holdsText(email)).toBe(true);
  const kept = (await verifyAuditTrail(database.sql)).heads;

  expect(await rows('select app.convert_audit_trail() as count')).toEqual([{ count: 1 }]);
  expect(await holdsText(email)).toBe(false);
  expect((await verifyAuditTrail(database.sql, kept)).faults).toEqual([]);
  expect(await rows('select app.convert_audit_trail() as count')).toEqual([{ count: 0 }]);
  await asViewer(database.asApp, owner.tokenHash, (client) =>
    client.query(`select app.rename_organization('Afterwards')`),
  );
  expect((await verifyAuditTrail(database.sql, kept)).faults).toEqual([]);
  const forged = kept.map((head) => (head.chain === organization.id ? { ...head, hash: '0'.repeat(64) } : head));
  expect((await verifyAuditTrail(database.sql, forged)).faults).toMatchObject([{ chain: organization.id }]);
  expect(
    await refusal(database.sql.query(`update audit_log set action = 'x' where organization_id = '${organization.id}'`)),
  ).toBe('42501');
});
