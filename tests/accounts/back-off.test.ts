import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken } from '../../app/services/tokens.server.ts';
import { confirmAddress, createOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Who guesses waits; the person who is guessed does not.

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
const visit = (cookies?: Map<string, string>) => createVisitor(worker.url, cookies);

/** Somebody with an account, signed out again in the browser they signed up with. */
async function signUp() {
  const visitor = visit();
  const email = `${randomUUID()}@example.com`;
  await visitor.post('/signup', { name: 'Ada Lovelace', email, password, organization: 'Test Realty' });
  await confirmAddress(database.sql, email);
  return { visitor, email };
}

const signIn = (visitor: Visitor, email: string, guess = password) =>
  visitor.post('/login', { email, password: guess });

/** Strangers guess until the account waits for them. */
async function guessUntilBlocked(email: string) {
  for (let attempt = 1; attempt <= 5; attempt++) await signIn(visit(), email, `guess ${attempt}`);
  expect((await signIn(visit(), email)).status).toBe(429);
}

test('strangers who guess keep each other waiting, and not a browser that signed in before', async () => {
  const { visitor, email } = await signUp();
  await visitor.post('/logout', {});
  await guessUntilBlocked(email);
  expect((await signIn(visitor, email)).status).toBe(302);
  // The owner's success does not help those who guess.
  expect((await signIn(visit(), email)).status).toBe(429);
});

test('a browser that is known has ten guesses of its own before it waits, and then strangers need not', async () => {
  const { visitor, email } = await signUp();
  await visitor.post('/logout', {});
  for (let attempt = 1; attempt <= 10; attempt++)
    expect((await signIn(visitor, email, `guess ${attempt}`)).status).toBe(400);
  const blocked = await signIn(visitor, email);
  expect(blocked.status).toBe(429);
  expect(Number(blocked.headers.get('retry-after'))).toBeLessThanOrEqual(30);
  expect((await signIn(visit(), email)).status).toBe(302);
});

test('a device cookie counts for the accounts that were signed in to with it, and for no other', async () => {
  const [one, other] = [await signUp(), await signUp()];
  await guessUntilBlocked(other.email);
  await one.visitor.post('/logout', {});
  expect((await signIn(one.visitor, other.email)).status).toBe(429);
  const stolen = new Map([['__Host-device', one.visitor.cookies.get('__Host-device') ?? '']]);
  expect((await signIn(visit(stolen), other.email)).status).toBe(429);
  const { hash } = only(
    await database.sql.query(
      'select d.token_hash as hash from known_devices d join users u on u.id = d.user_id where u.email = $1',
      [one.email],
    ),
  );
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(decodeURIComponent(one.visitor.cookies.get('__Host-device') ?? '')).not.toContain(hash);
});

test('signing out everywhere, a reset and a changed password forget the browsers', async () => {
  const countDevices = async (email: string) =>
    only(
      await database.sql.query<{ count: number }>(
        `select count(*)::integer as count from known_devices d join users u on u.id = d.user_id where u.email = $1`,
        [email],
      ),
    ).count;
  const { visitor, email } = await signUp();
  const elsewhere = visit();
  await signIn(elsewhere, email);
  expect(await countDevices(email)).toBe(2);
  await visitor.post('/account', {
    intent: 'change-password',
    currentPassword: password,
    newPassword: 'quartz meadow lantern',
  });
  // The one it was changed with stays.
  expect(await countDevices(email)).toBe(1);
  await guessUntilBlocked(email);
  expect((await signIn(elsewhere, email, 'quartz meadow lantern')).status).toBe(429);
  await visitor.post('/logout', { scope: 'everywhere' });
  expect(await countDevices(email)).toBe(0);
  expect((await signIn(visitor, email, 'quartz meadow lantern')).status).toBe(429);
});

test('strangers who guess do not keep somebody signed in from changing the password', async () => {
  const { visitor, email } = await signUp();
  await guessUntilBlocked(email);
  const changed = await visitor.post('/account', {
    intent: 'change-password',
    currentPassword: password,
    newPassword: 'quartz meadow lantern',
  });
  expect(changed.location, changed.text).toBe('/account');
});

test('guesses at the current password count for the session they are made in', async () => {
  const { visitor, email } = await signUp();
  const elsewhere = visit();
  await signIn(elsewhere, email);
  const change = (by: Visitor, currentPassword: string) =>
    by.post('/account', { intent: 'change-password', currentPassword, newPassword: 'quartz meadow lantern' });
  for (let attempt = 1; attempt <= 5; attempt++) expect((await change(visitor, `guess ${attempt}`)).status).toBe(400);
  const blocked = await change(visitor, password);
  expect(blocked.status).toBe(429);
  expect(blocked.text).toMatch(/Too many attempts\. Wait [23]\d seconds/);
  expect((await change(elsewhere, password)).location).toBe('/account');
});

test('strangers who ask for links to choose a new password leave those of a browser that is known', async () => {
  const { visitor, email } = await signUp();
  await visitor.post('/logout', {});
  const countLinks = async () =>
    only(
      await database.sql.query<{ count: number }>(
        `select count(*)::integer as count from outgoing_mail where kind = 'password-reset' and recipient = $1`,
        [email],
      ),
    ).count;
  await database.sql.query(
    `insert into limited_uses (purpose, subject, uses) select 'PASSWORD_RESET', id::text, 5 from users where email = $1`,
    [email],
  );
  await visit().post('/forgot-password', { email });
  for (let ask = 1; ask <= 6; ask++) {
    await visitor.post('/forgot-password', { email });
    // The work goes on after the answer.
    await expect.poll(countLinks).toBe(Math.min(ask, 5));
  }
});

test('sign-ins are in the trail of the organization, and failures in that of each, with device and country', async () => {
  const { visitor, email } = await signUp();
  const elsewhere = await createOrganization(database.sql);
  await database.sql.query(
    `insert into memberships (organization_id, user_id, role) select $1, id, 'VIEWER' from users where email = $2`,
    [elsewhere.id, email],
  );
  await visitor.post('/logout', {});
  const from = { 'cf-ipcountry': 'DE', 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0' };
  const readTrail = async () =>
    (
      await database.sql.query(
        `select organization_id = $2 as "isElsewhere", action, subject_id = u.id::text as "isTheirs", actor_id = u.id as "isActor", after
         from audit_log l join users u on u.id::text = l.subject_id
         where u.email = $1 and action in ('sign_in', 'fail_sign_in') order by action, organization_id = $2`,
        [email, elsewhere.id],
      )
    ).rows;
  const after = { device: 'Firefox on Windows', country: 'DE' };
  const failed = { action: 'fail_sign_in', isTheirs: true, isActor: null, after };
  await visit().post('/login', { email, password: 'a wrong guess' }, from);
  // The entry follows the answer.
  await expect.poll(readTrail).toEqual([
    { isElsewhere: false, ...failed },
    { isElsewhere: true, ...failed },
  ]);
  await visit().post('/login', { email, password }, from);
  expect((await readTrail()).slice(2)).toEqual([
    { isElsewhere: false, action: 'sign_in', isTheirs: true, isActor: true, after },
  ]);
  expect(
    (await database.sql.query('select failures from sign_in_attempts where email_digest = $1', [hashToken(email)]))
      .rows,
  ).toEqual([]);
});
