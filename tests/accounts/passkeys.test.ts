import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganization, createUser } from '../factories/organizations.ts';
import { forgetProofs } from '../factories/proofs.ts';
import {
  createAuthenticator,
  createPasskey,
  createPendingSignIn,
  pendingCookie,
  proveSessions,
} from '../factories/second-factors.ts';
import { createSoftwarePasskey, readPageChallenge } from '../factories/software-passkey.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Passkeys, with a device in software: what a browser does with a real one is in tests/e2e.

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
const signInPage = '/login/passkey';
const secondStep = '/login/second-factor';

async function rows(query: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await database.sql.query<Record<string, unknown>>(query, values)).rows;
}

const isSignedIn = async (visitor: Visitor) => (await visitor.get('/account')).status === 200;
const challengeOf = async (visitor: Visitor, address: string) => readPageChallenge((await visitor.get(address)).text);

/** Somebody signed in who has just proved who they are. */
async function startProved() {
  const { owner, id } = await createOrganization(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: owner.id,
    organizationId: id,
  });
  await proveSessions(database.sql, owner.id);
  return { person: owner, visitor };
}

test('a passkey is added with recovery codes, and from then on signs in alone', async () => {
  const { person, visitor } = await startProved();
  const passkey = createSoftwarePasskey(worker.url);
  const credential = passkey.register(await challengeOf(visitor, page));
  const added = await visitor.post(page, { intent: 'add-passkey', name: 'Laptop', credential });
  expect(added.status, added.text).toBe(200);
  expect(added.text.match(/<li>[a-z2-9]{4}(-[a-z2-9]{4}){3}<\/li>/g)).toHaveLength(10);
  expect(await rows('select name, credential_id, public_key from passkeys where user_id = $1', [person.id])).toEqual([
    { name: 'Laptop', credential_id: passkey.credentialId, public_key: passkey.publicKey },
  ]);

  const other = createVisitor(worker.url);
  const assertion = passkey.assert(await challengeOf(other, signInPage));
  expect((await other.post(signInPage, { credential: assertion, redirectTo: '/account' })).location).toBe('/account');
  expect(await isSignedIn(other)).toBe(true);
  expect(
    await rows('select from sessions where user_id = $1 and second_factor_at is not null and proved_at is not null', [
      person.id,
    ]),
  ).not.toHaveLength(0);
  // The same signature once more is refused.
  const replay = createVisitor(worker.url);
  expect((await replay.post(signInPage, { credential: assertion })).status).toBe(400);
  expect(await isSignedIn(replay)).toBe(false);
});

test('no signature of another site, without a check of who holds the device, or for something else signs in', async () => {
  const { id } = await createUser(database.sql);
  const passkey = await createPasskey(database.sql, id, worker.url);
  const visitor = createVisitor(worker.url);
  const asked = () => challengeOf(visitor, signInPage);
  const { visitor: other } = await startProved();
  const refused = [
    passkey.assert(await asked(), { origin: 'https://evil.example' }),
    passkey.assert(await asked(), { isVerified: false }),
    passkey.assert(await challengeOf(other, page)),
    passkey.assert('AAAA'),
    createSoftwarePasskey(worker.url).assert(await asked()),
  ];
  for (const credential of refused) {
    const answer = await visitor.post(signInPage, { credential });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('This passkey could not be used.');
  }
  expect(await isSignedIn(visitor)).toBe(false);
});

test('the field of the email on the sign-in page lets browsers suggest passkeys', async () => {
  const { text } = await createVisitor(worker.url).get('/login');
  expect(text).toMatch(/autocomplete="username webauthn"/i);
  expect(text).toMatch(/<form[^>]*data-autofill=""/);
});

test('a device is asked for a new passkey only once its person has proved who they are', async () => {
  const { person, visitor } = await startProved();
  expect(await challengeOf(visitor, page)).not.toBe('');
  await forgetProofs(database.sql, person);
  const { text } = await visitor.get(page);
  expect(readPageChallenge(text)).toBe('');
  expect(text).toMatch(/<a[^>]*href="\/confirm-identity\?redirectTo=%2Faccount%2Fsecurity"[^>]*>Add a passkey<\/a>/);
});

test('a device that counts backwards was copied, and is refused', async () => {
  const { id } = await createUser(database.sql);
  const passkey = await createPasskey(database.sql, id, worker.url);
  const use = async (signCount: number) => {
    const visitor = createVisitor(worker.url);
    return visitor.post(signInPage, {
      credential: passkey.assert(await challengeOf(visitor, signInPage), { signCount }),
    });
  };
  expect((await use(5)).status).toBe(302);
  expect((await use(5)).status).toBe(400);
  expect((await use(4)).status).toBe(400);
  expect((await use(6)).status).toBe(302);
});

test('at the second step a passkey stands in for the code, and only one of the same person', async () => {
  const [{ id }, stranger] = [await createUser(database.sql), await createUser(database.sql)];
  await createAuthenticator(database.sql, id);
  const own = await createPasskey(database.sql, id, worker.url);
  const others = await createPasskey(database.sql, stranger.id, worker.url);
  const visitor = createVisitor(worker.url, new Map([pendingCookie(await createPendingSignIn(database.sql, id))]));
  const send = async (passkey: typeof own) =>
    visitor.post(secondStep, { intent: 'passkey', credential: passkey.assert(await challengeOf(visitor, secondStep)) });
  expect((await send(others)).status).toBe(400);
  expect((await send(own)).status).toBe(302);
  expect(await isSignedIn(visitor)).toBe(true);
});

test('a passkey of one account cannot be added to another', async () => {
  const { visitor } = await startProved();
  const { id } = await createUser(database.sql);
  const passkey = await createPasskey(database.sql, id, worker.url);
  const credential = passkey.register(await challengeOf(visitor, page));
  const answer = await visitor.post(page, { intent: 'add-passkey', name: 'Laptop', credential });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('belongs to another account');
});

test('a passkey that was removed signs nobody in', async () => {
  const { person, visitor } = await startProved();
  const passkey = await createPasskey(database.sql, person.id, worker.url);
  expect((await visitor.post(page, { intent: 'remove-passkey', passkeyId: passkey.id })).location).toBe(page);
  const other = createVisitor(worker.url);
  const credential = passkey.assert(await challengeOf(other, signInPage));
  expect((await other.post(signInPage, { credential })).status).toBe(400);
});

test('somebody else’s passkey is not found, and stays', async () => {
  const { visitor } = await startProved();
  const { id } = await createUser(database.sql);
  const passkey = await createPasskey(database.sql, id, worker.url);
  expect((await visitor.post(page, { intent: 'remove-passkey', passkeyId: passkey.id })).status).toBe(404);
  expect(await rows('select from passkeys where id = $1', [passkey.id])).toHaveLength(1);
});
