import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { derivePasswordKey } from '../../app/services/password.server.ts';
import { hashToken } from '../../app/services/tokens.server.ts';
import { createOrganization, createUser, unknownTokenHash } from '../factories/organizations.ts';
import { cheapPassword, givePassword } from '../factories/passwords.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createVisitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// What a password is checked with, from the side of somebody who holds the app role's password, or has injected SQL.

let database: TestDatabase;
let worker: TestWorker;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const password = 'orbit candle fjord';
const newEmail = () => `${randomUUID()}@example.com`;
const start = async (email: string) =>
  only(await database.asApp.query<{ password_salt: string | null }>('select * from app.start_sign_in($1)', [email]));
const finish = async (email: string, key: string | null, tokenHash = unknownTokenHash()) =>
  only(
    await database.asApp.query<{ outcome: string }>(
      `select app.finish_sign_in($1, $2, $3, null, '{}') ->> 'outcome' as outcome`,
      [email, key, tokenHash],
    ),
  ).outcome;

/** Somebody with the cheap password. */
async function createPerson() {
  const person = await createUser(database.sql);
  await givePassword(database.sql, person.id, cheapPassword);
  return person;
}

test('starting to sign in tells how a key is derived, and nothing that it is compared with', async () => {
  const person = await createPerson();
  const { check } = only(
    await database.sql.query('select password_check as check from users where id = $1', [person.id]),
  );
  const started = await start(person.email);
  expect(started).toEqual({ password_salt: cheapPassword.salt, wait_seconds: 0 });
  expect(JSON.stringify(started)).not.toContain(check);
  for (const column of ['password_salt', 'password_check', 'password_hash'])
    expect(await refusal(database.asApp.query(`select ${column} from users`))).toBe('42501');
});

test('an address without an account has a salt of its own, always the same, of the same cost', async () => {
  const email = newEmail();
  const [first, again, another] = [await start(email), await start(email.toUpperCase()), await start(newEmail())];
  expect(first.password_salt).toMatch(/^scrypt\$16384\$8\$5\$[A-Za-z\d+/]{22}==$/);
  expect(again).toEqual(first);
  expect(another.password_salt).not.toBe(first.password_salt);
  expect(await refusal(database.asApp.query('select * from sign_in_keys'))).toBe('42501');
  expect(await refusal(database.asApp.query(`select app.made_up_salt('a@example.com')`))).toBe('42501');
});

test('the right key opens nothing where no attempt was counted, and one session for each that was', async () => {
  const { id, email } = await createPerson();
  expect(await finish(email, cheapPassword.key)).toBe('WRONG');
  await start(email);
  expect(await finish(email, 'another key')).toBe('WRONG');
  expect(await finish(email, cheapPassword.key)).toBe('WRONG');
  await start(email);
  const tokenHash = unknownTokenHash();
  expect(await finish(email, cheapPassword.key, tokenHash)).toBe('SIGNED_IN');
  expect(await finish(email, cheapPassword.key)).toBe('WRONG');
  const { rows } = await database.sql.query('select token_hash from sessions where user_id = $1', [id]);
  expect(rows).toEqual([{ token_hash: tokenHash }]);
});

test('somebody without a password is let in by none', async () => {
  const { id, email } = await createUser(database.sql);
  await database.sql.query('update users set password_salt = null, password_check = null where id = $1', [id]);
  const { password_salt: salt } = await start(email);
  expect(salt).toMatch(/^scrypt/);
  expect(await finish(email, await derivePasswordKey('', salt ?? ''))).toBe('WRONG');
  // Nothing is compared with nothing.
  await start(email);
  expect(await finish(email, null)).toBe('WRONG');
  expect((await database.sql.query('select from sessions where user_id = $1', [id])).rows).toEqual([]);
});

test('a wrong password leaves the same behind as an unknown address, until the answer is given', async () => {
  const { email } = await createPerson();
  const count = async () =>
    only(
      await database.sql.query(
        `select (select count(*)::integer from audit_log) as entries, (select count(*)::integer from sign_in_attempts) as attempts`,
      ),
    );
  const before = await count();
  for (const address of [email, newEmail()]) {
    await start(address);
    expect(await finish(address, 'another key')).toBe('WRONG');
  }
  expect(await count()).toEqual({ entries: before.entries, attempts: before.attempts + 2 });
});

test('the app role opens no session past the proof', async () => {
  const { owner } = await createOrganization(database.sql);
  for (const statement of [
    `select app.open_session('${owner.id}', 'hash', null)`,
    `select app.let_in('${owner.id}', 'hash', null, '{}', true, true)`,
    `select app.admit('${owner.id}', 'hash', null, '{}', true)`,
    `select app.complete_sign_in('hash', 'hash')`,
    `select app.open_proved_session('${owner.id}', 'hash', null, '{}')`,
    `select app.set_password('${owner.id}', 'salt', 'key', null)`,
    'select app.note_proof()',
    `select app.is_own_password('key')`,
  ])
    expect([statement, await refusal(database.asApp.query(statement))]).toEqual([statement, '42501']);
});

test('passwords with the site’s name, or a part of one’s own name or email, are refused wherever one is chosen', async () => {
  const visitor = createVisitor(worker.url);
  const email = `countess-${randomUUID()}@example.com`;
  const signUp = (chosen: string) =>
    visitor.post('/signup', { name: 'Ada Lovelace', email, password: chosen, organization: 'Kept Homes' });
  for (const refused of ['my lotline secret', 'LOVELACE 1815', 'countess 1815', 'ｌｏｖｅｌａｃｅ 1815']) {
    const answer = await signUp(refused);
    expect(answer.status, refused).toBe(400);
    expect(answer.text).toContain('value="Kept Homes"');
    expect(answer.text).not.toContain(refused);
  }
  expect((await signUp(password)).status).toBe(302);
  const changed = await visitor.post('/account', {
    intent: 'change-password',
    currentPassword: password,
    newPassword: 'lovelace 1815',
  });
  expect(changed.status).toBe(400);
  const { id } = only(await database.sql.query('select id from users where email = $1', [email]));
  await database.sql.query(
    `insert into password_resets (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 hour')`,
    [id, hashToken('r'.repeat(43))],
  );
  const reset = (chosen: string) =>
    createVisitor(worker.url).post(`/reset-password/${'r'.repeat(43)}`, { password: chosen });
  expect((await reset('lovelace 1815')).status).toBe(400);
  expect((await reset('quartz meadow lantern')).status).toBe(302);
});
