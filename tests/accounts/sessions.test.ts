import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dailyCron } from '../../app/daily-cron.ts';
import { hashToken } from '../../app/services/tokens.server.ts';
import { waitForMail } from '../factories/account-mails.ts';
import {
  confirmAddress,
  createOrganization,
  createPlatformAdmin,
  createUser,
  type TestPerson,
} from '../factories/organizations.ts';
import { forgetProofs } from '../factories/proofs.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Where people are signed in, and who ends it.

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
const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const firefox = {
  'cf-ipcountry': 'DE',
  'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0',
};

async function signUp() {
  const visitor = createVisitor(worker.url);
  const email = `${randomUUID()}@example.com`;
  await visitor.post('/signup', { name: 'Ada Lovelace', email, password, organization: 'Test Realty' });
  await confirmAddress(database.sql, email);
  return { visitor, email };
}

const signIn = (person: TestPerson, organizationId: string | null) =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId });
const countSessions = async ({ id }: { id: string }) =>
  only(
    await database.sql.query<{ count: number }>('select count(*)::integer as count from sessions where user_id = $1', [
      id,
    ]),
  ).count;

test('each session shows its device and country, and ends by itself; its browser is forgotten', async () => {
  const { visitor, email } = await signUp();
  const elsewhere = createVisitor(worker.url);
  await elsewhere.post('/login', { email, password }, firefox);
  const page = await visitor.get('/account/sessions');
  expect(page.text).toContain('Firefox on Windows');
  expect(page.text).toContain('Germany, Test Realty');
  expect(page.text).toContain('This device');
  const [, id = ''] = /name="sessionId" value="([^"]+)"/.exec(page.text) ?? [];
  expect((await visitor.post('/account/sessions', { sessionId: id })).location).toBe('/account/sessions');
  expect((await elsewhere.get('/account')).location).toMatch(/^\/login/);
  expect((await visitor.get('/account')).status).toBe(200);
  expect(
    await rows('select from known_devices d join users u on u.id = d.user_id where u.email = $1', [email]),
  ).toHaveLength(1);
  expect((await visitor.get('/account/sessions')).text).not.toContain('Firefox on Windows');
});

test('nobody sees or ends the sessions of somebody else', async () => {
  const [one, other] = [await signUp(), await signUp()];
  const { id } = only(
    await database.sql.query('select s.id from sessions s join users u on u.id = s.user_id where u.email = $1', [
      other.email,
    ]),
  );
  expect((await one.visitor.get('/account/sessions')).text).not.toContain(id);
  await one.visitor.post('/account/sessions', { sessionId: id });
  expect((await other.visitor.get('/account')).status).toBe(200);
});

test('a new device is told by mail, and one that was here before is not', async () => {
  const { email } = await signUp();
  const elsewhere = createVisitor(worker.url);
  await elsewhere.post('/login', { email, password }, firefox);
  const mail = await waitForMail(worker, email, /^A new sign-in/);
  expect(mail.text).toContain('Device: Firefox on Windows');
  expect(mail.text).toContain('Country: Germany');
  await elsewhere.post('/logout', {});
  await elsewhere.post('/login', { email, password }, firefox);
  expect(await rows(`select from outgoing_mail where recipient = $1 and kind = 'new-device'`, [email])).toHaveLength(1);
});

test('a changed password is told by mail', async () => {
  const { visitor, email } = await signUp();
  await visitor.post('/account', {
    intent: 'change-password',
    currentPassword: password,
    newPassword: 'quartz meadow',
  });
  const mail = await waitForMail(worker, email, /^Your Lotline password was changed$/);
  expect(mail.text).toContain('by somebody who was signed in and knew the former password');
});

test('an OWNER ends the sessions in which a member works for the organization, and no others', async () => {
  const organization = await createOrganization(database.sql);
  const elsewhere = await createOrganization(database.sql);
  const { owner, admin, member } = organization;
  await rows(`insert into memberships (organization_id, user_id, role) values ($1, $2, 'MEMBER')`, [
    elsewhere.id,
    member.id,
  ]);
  const other = await signIn(member, elsewhere.id);
  const form = { intent: 'sign-out', userId: member.id };
  expect((await (await signIn(admin, organization.id)).post('/organization', form)).status).toBe(404);
  expect(await countSessions(member)).toBe(2);
  const answer = await (await signIn(owner, organization.id)).post('/organization', form);
  expect(answer.location, answer.text).toBe('/organization');
  expect(await countSessions(member)).toBe(1);
  expect((await other.get('/account')).status).toBe(200);
  expect(
    await rows(`select actor_id, subject_id from audit_log where organization_id = $1 and action = 'end_sessions'`, [
      organization.id,
    ]),
  ).toEqual([{ actor_id: owner.id, subject_id: member.id }]);
});

test('a platform admin signs anybody out everywhere', async () => {
  const { id, owner } = await createOrganization(database.sql);
  await rows('insert into known_devices (user_id, token_hash) values ($1, $2)', [owner.id, hashToken('x')]);
  const admin = await signIn(await createPlatformAdmin(database.sql), null);
  const signOut = (email: string) => admin.post(`/admin/organizations/${id}`, { intent: 'sign-person-out', email });
  expect((await signOut('nobody@people.test')).status).toBe(404);
  expect((await signOut(owner.email.toUpperCase())).status).toBe(302);
  expect(await countSessions(owner)).toBe(0);
  expect(await rows('select from known_devices where user_id = $1', [owner.id])).toEqual([]);
  const mailsTo = (email: string) => rows('select kind from outgoing_mail where recipient = $1', [email]);
  expect(await mailsTo(owner.email)).toEqual([{ kind: 'signed-out' }]);
  // An address that was never confirmed may be a stranger's.
  const unconfirmed = await createUser(database.sql, { isConfirmed: false });
  expect((await signOut(unconfirmed.email)).status).toBe(302);
  expect(await mailsTo(unconfirmed.email)).toEqual([]);
});

test('a platform admin who proved long ago who they are signs nobody out, and finds the address as it was typed', async () => {
  const { id, owner } = await createOrganization(database.sql);
  const admin = await createPlatformAdmin(database.sql);
  const visitor = await signIn(admin, null);
  await forgetProofs(database.sql, admin);
  const address = `/admin/organizations/${id}`;
  const asked = await visitor.post(address, { intent: 'sign-person-out', email: owner.email });
  expect(asked.location).toBe(`/confirm-identity?redirectTo=${encodeURIComponent(address)}`);
  expect(await countSessions(owner)).toBe(1);
  expect(await rows('select from outgoing_mail where recipient = $1', [owner.email])).toEqual([]);
  const count = (text: string) => text.split(`value="${owner.email}"`).length - 1;
  expect([count((await visitor.get(address)).text), count((await visitor.get(address)).text)]).toEqual([1, 0]);
});

test('the schedule removes what signs nobody in any more, and nothing else', async () => {
  const { owner, admin, member } = await createOrganization(database.sql);
  await rows(`update sessions set expires_at = now() - interval '1 second' where user_id = $1`, [owner.id]);
  await rows(`update sessions set last_seen_at = now() - interval '8 days' where user_id = $1`, [admin.id]);
  for (const [age, name] of [
    [181, 'old'],
    [179, 'young'],
  ] as const) {
    await rows(
      `insert into known_devices (user_id, token_hash, last_used_at) values ($1, $2, now() - $3 * interval '1 day')`,
      [owner.id, name, age],
    );
  }
  for (const [seconds, name] of [
    [-1, 'past'],
    [60, 'open'],
  ] as const) {
    const values = [owner.id, `${name} ${owner.id}`, seconds];
    const end = `now() + $3 * interval '1 second'`;
    await rows(`insert into password_resets (user_id, token_hash, expires_at) values ($1, $2, ${end})`, values);
    await rows(
      `insert into sign_in_mails (user_id, browser_hash, token_hash, code_hash, expires_at) values ($1, 'b', $2, 'c', ${end})`,
      values,
    );
    await rows(
      `insert into pending_sign_ins (token_hash, user_id, is_known_device, expires_at) values ($2, $1, false, ${end})`,
      values,
    );
  }
  await worker.runSchedule(dailyCron);
  expect([await countSessions(owner), await countSessions(admin), await countSessions(member)]).toEqual([0, 0, 1]);
  expect(await rows('select token_hash from known_devices where user_id = $1', [owner.id])).toEqual([
    { token_hash: 'young' },
  ]);
  for (const table of ['password_resets', 'sign_in_mails', 'pending_sign_ins'])
    expect([table, await rows(`select token_hash from ${table} where user_id = $1`, [owner.id])]).toEqual([
      table,
      [{ token_hash: `open ${owner.id}` }],
    ]);
});
