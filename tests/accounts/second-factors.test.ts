import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepOf, writeCode } from '../../app/modules/accounts/second-factors/totp.ts';
import { hashToken } from '../../app/services/tokens.server.ts';
import { createOrganization, createUser } from '../factories/organizations.ts';
import { forgetProofs } from '../factories/proofs.ts';
import { present } from '../factories/rows.ts';
import {
  createAuthenticator,
  createPendingSignIn,
  giveRecoveryCodes,
  pendingCookie,
  proveSessions,
} from '../factories/second-factors.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Codes of an app and recovery codes, as people meet them.

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

const page = '/account/security';
const secondStep = '/login/second-factor';
const password = 'orbit candle fjord';

async function rows(query: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await database.sql.query<Record<string, unknown>>(query, values)).rows;
}

/** Somebody with a confirmed address who has signed up and has just proved who they are. */
async function signUp() {
  const email = `${randomUUID()}@example.com`;
  const visitor = createVisitor(worker.url);
  await visitor.post('/signup', { name: 'Ada Lovelace', email, password, organization: 'Test Realty' });
  const [person] = await rows('update users set email_confirmed_at = now() where email = $1 returning id', [email]);
  const id = String(person?.id);
  await proveSessions(database.sql, id);
  return { id, email, visitor };
}

const isSignedIn = async (visitor: Visitor) => (await visitor.get('/account')).status === 200;

/** A browser in the middle of signing in as somebody. */
async function visitSecondStep(userId: string, isKnownDevice = false): Promise<Visitor> {
  const token = await createPendingSignIn(database.sql, userId, { isKnownDevice });
  return createVisitor(worker.url, new Map([pendingCookie(token)]));
}

const typeCode = (visitor: Visitor, code: string) => visitor.post(secondStep, { intent: 'code', code });

test('an app is set up by its first code; from then on a password alone signs nobody in, and each code works once', async () => {
  const { id, email, visitor } = await signUp();
  expect((await visitor.post(page, { intent: 'start-authenticator' })).location).toBe(`${page}/authenticator`);
  const { text } = await visitor.get(`${page}/authenticator`);
  expect(text).toMatch(/<svg role="img" aria-label="QR code/);
  const [, shown = ''] = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(text) ?? [];
  const secret = shown.replaceAll(' ', '');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const [, authenticatorId = ''] = /name="authenticatorId" value="([^"]+)"/.exec(text) ?? [];
  const wrong = await visitor.post(`${page}/authenticator`, { authenticatorId, code: '000000' });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain(shown);

  const first = writeCode(secret, stepOf(Date.now()));
  const done = await visitor.post(`${page}/authenticator`, { authenticatorId, code: first });
  expect(done.status).toBe(200);
  const codes = [...done.text.matchAll(/<li>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})<\/li>/g)].map(([, code]) => present(code));
  expect(codes).toHaveLength(10);
  const kept = await rows('select code_hash from recovery_codes where user_id = $1', [id]);
  expect(new Set(kept.map((row) => row.code_hash))).toEqual(
    new Set(codes.map((code) => hashToken(code.replaceAll('-', '')))),
  );
  expect((await visitor.get(page)).text).not.toContain(codes[0]);
  // The secret lies sealed.
  const [row] = await rows('select sealed_secret from authenticators where user_id = $1', [id]);
  expect(String(row?.sealed_secret)).not.toContain(secret);

  const other = createVisitor(worker.url);
  const signedIn = await other.post('/login', { email, password, redirectTo: '/account' });
  expect(signedIn.location).toBe(`${secondStep}?redirectTo=%2Faccount`);
  expect(await isSignedIn(other)).toBe(false);
  expect((await typeCode(other, first)).status).toBe(400);
  const next = writeCode(secret, stepOf(Date.now()) + 1);
  expect((await other.post(secondStep, { intent: 'code', code: next, redirectTo: '/account' })).location).toBe(
    '/account',
  );
  expect(await isSignedIn(other)).toBe(true);
  expect(await rows('select from sessions where user_id = $1 and second_factor_at is not null', [id])).toHaveLength(2);
  expect((await typeCode(await visitSecondStep(id), next)).status).toBe(400);
});

test('where no app waits for its first code, the page leads to where one begins', async () => {
  const { visitor } = await signUp();
  const { status, text } = await visitor.get(`${page}/authenticator`);
  expect(status).toBe(200);
  expect(text).toContain('Begin once more');
  expect(text).not.toContain('<svg role="img"');
});

test('setting up the first factor signs out everywhere else', async () => {
  const { id, email, visitor } = await signUp();
  const elsewhere = createVisitor(worker.url);
  await elsewhere.post('/login', { email, password });
  expect(await isSignedIn(elsewhere)).toBe(true);
  const { id: authenticatorId, code } = await createAuthenticator(database.sql, id, false);
  await visitor.post(`${page}/authenticator`, { authenticatorId, code: code() });
  expect(await isSignedIn(elsewhere)).toBe(false);
  expect(await isSignedIn(visitor)).toBe(true);
});

test('a recovery code signs in once, and says by mail how many are left', async () => {
  const { id, email } = await createUser(database.sql);
  await createAuthenticator(database.sql, id);
  const [code = ''] = await giveRecoveryCodes(database.sql, id);
  const visitor = await visitSecondStep(id);
  expect((await visitor.get(secondStep)).text).toContain('Type one of your recovery codes.');
  expect((await typeCode(visitor, code.toUpperCase())).status).toBe(302);
  expect(await isSignedIn(visitor)).toBe(true);
  expect((await typeCode(await visitSecondStep(id), code)).status).toBe(400);
  expect(
    await rows(
      `select content ->> 'change' as change, content -> 'codesLeft' as left from outgoing_mail
    where recipient = $1 and kind = 'second-factor-changed'`,
      [email],
    ),
  ).toEqual([{ change: 'RECOVERY_CODE_USED', left: 9 }]);
});

test('five wrong codes make strangers wait, and not a browser that signed in before', async () => {
  const { id } = await createUser(database.sql);
  const { code } = await createAuthenticator(database.sql, id);
  const guess = async () => typeCode(await visitSecondStep(id), '000000');
  for (let attempt = 1; attempt <= 5; attempt += 1) expect((await guess()).status).toBe(400);
  const blocked = await typeCode(await visitSecondStep(id), code());
  expect(blocked.status).toBe(429);
  expect(blocked.text).toMatch(/Wait [23]\d seconds/);
  const known = await visitSecondStep(id, true);
  expect((await typeCode(known, code())).status).toBe(302);
  expect(await rows('select is_known_device from second_factor_attempts where user_id = $1', [id])).toEqual([
    { is_known_device: false },
  ]);
});

test('of twenty guesses at once no more than five are looked at', async () => {
  const { id } = await createUser(database.sql);
  await createAuthenticator(database.sql, id);
  const visitor = await visitSecondStep(id);
  const answers = await Promise.all(Array.from({ length: 20 }, () => typeCode(visitor, '000000')));
  expect(answers.filter(({ status }) => status === 400).length).toBeLessThanOrEqual(5);
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
});

test('a sign-in that waited too long starts over', async () => {
  const { id } = await createUser(database.sql);
  const { code } = await createAuthenticator(database.sql, id);
  const visitor = await visitSecondStep(id);
  await rows(`update pending_sign_ins set expires_at = now() where user_id = $1`, [id]);
  expect((await visitor.get(secondStep)).location).toBe('/login');
  expect((await typeCode(visitor, code())).location).toBe('/login');
  expect(await isSignedIn(visitor)).toBe(false);
});

test.each<Record<string, string>>([
  { intent: 'start-authenticator' },
  { intent: 'remove-authenticator' },
  { intent: 'replace-codes' },
  { intent: 'remove-passkey', passkeyId: randomUUID() },
])('$intent asks once more who is there', async (fields) => {
  const { owner, id } = await createOrganization(database.sql);
  await createAuthenticator(database.sql, owner.id);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: owner.id,
    organizationId: id,
  });
  await forgetProofs(database.sql, owner);
  const answer = await visitor.post(page, fields);
  expect(answer.location).toBe('/confirm-identity?redirectTo=%2Faccount%2Fsecurity');
  expect(
    await rows('select from authenticators where user_id = $1 and confirmed_at is not null', [owner.id]),
  ).toHaveLength(1);
});

test('removing the last factor takes its recovery codes along; who must have one keeps it', async () => {
  const { owner, id } = await createOrganization(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: owner.id,
    organizationId: id,
  });
  await createAuthenticator(database.sql, owner.id);
  await giveRecoveryCodes(database.sql, owner.id);
  await proveSessions(database.sql, owner.id);
  await rows('update organizations set second_factor_from = current_date where id = $1', [id]);
  const refused = await visitor.post(page, { intent: 'remove-authenticator' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('This is your last second factor');
  await rows('update organizations set second_factor_from = null where id = $1', [id]);
  expect((await visitor.post(page, { intent: 'remove-authenticator' })).location).toBe(page);
  for (const table of ['authenticators', 'recovery_codes']) {
    expect(await rows(`select from ${table} where user_id = $1`, [owner.id])).toHaveLength(0);
  }
});

test('new recovery codes end the earlier ones', async () => {
  const { owner, id } = await createOrganization(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: owner.id,
    organizationId: id,
  });
  await createAuthenticator(database.sql, owner.id);
  const [earlier = ''] = await giveRecoveryCodes(database.sql, owner.id);
  await proveSessions(database.sql, owner.id);
  const { text } = await visitor.post(page, { intent: 'replace-codes' });
  const [, code = ''] = /<li>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})<\/li>/.exec(text) ?? [];
  expect((await typeCode(await visitSecondStep(owner.id), earlier)).status).toBe(400);
  expect((await typeCode(await visitSecondStep(owner.id), code)).status).toBe(302);
});

test('an account whose address is not confirmed adds no second factor', async () => {
  const { id, visitor } = await signUp();
  await rows('update users set email_confirmed_at = null where id = $1', [id]);
  expect((await visitor.get(page)).text).toContain('Confirm your email address first');
  expect((await visitor.post(page, { intent: 'start-authenticator' })).status).toBe(400);
  expect(await rows('select from authenticators where user_id = $1', [id])).toHaveLength(0);
});
