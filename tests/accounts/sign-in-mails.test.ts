import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken } from '../../app/services/tokens.server.ts';
import { linkOf, waitForMail } from '../factories/account-mails.ts';
import { confirmAddress } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Signing in by mail: a link for the browser that asked, or a code typed there.

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
const visit = () => createVisitor(worker.url);
const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

async function signUp() {
  const visitor = visit();
  const email = newEmail();
  await visitor.post('/signup', { name: 'Ada Lovelace', email, password, organization: 'Test Realty' });
  await confirmAddress(database.sql, email);
  return { visitor, email };
}

/** Asks for a mail in a browser, and returns its link and its code once it is there. */
async function askForMail(visitor: Visitor, email: string) {
  const before = worker.outbox
    .messages()
    .filter(({ to, subject }) => to === email && subject.startsWith('Sign in')).length;
  const answer = await visitor.post('/login/mail', { intent: 'send', email, redirectTo: '/organization' });
  expect(answer.location).toBe('/login/mail?redirectTo=%2Forganization');
  const mail = await waitForMail(worker, email, /^Sign in to Lotline$/, before);
  return { path: linkOf(mail), code: /> (\w{4}-\w{4})/.exec(mail.text)?.[1] ?? '', mail };
}

const typeCode = (visitor: Visitor, code: string, redirectTo = '/organization') =>
  visitor.post('/login/mail', { intent: 'code', code, redirectTo });
const isSignedIn = async (visitor: Visitor) => (await visitor.get('/account')).status === 200;

test('the link signs in the browser that asked, once, and no other; the database knows neither link nor code', async () => {
  const { email } = await signUp();
  const visitor = visit();
  const { path, code } = await askForMail(visitor, email);
  const [, token = ''] = /^\/login\/mail\/([\w-]{43})$/.exec(path) ?? [];
  expect(await rows('select tries from sign_in_mails where token_hash = $1', [hashToken(token)])).toEqual([
    { tries: 0 },
  ]);
  await expect.poll(() => rows('select from outgoing_mail where secret is not null')).toEqual([]);

  const elsewhere = visit();
  expect((await elsewhere.get(path)).text).toContain('This link is for another browser');
  expect((await elsewhere.post(path, {})).status).toBe(409);
  expect((await typeCode(elsewhere, code)).status).toBe(400);

  // Reading the page, as programs do, changes nothing.
  expect((await visitor.get(path)).status).toBe(200);
  expect((await visitor.post(path, {})).location).toBe('/home');
  expect(await isSignedIn(visitor)).toBe(true);
  expect((await visit().get(path)).status).toBe(404);
  expect((await visitor.post(path, {})).status).toBe(409);
});

test('the code signs in where it is typed, however it is typed, and leads on', async () => {
  const { email } = await signUp();
  const visitor = visit();
  const { code, path } = await askForMail(visitor, email);
  expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ2-9]{4}-[BCDFGHJKLMNPQRSTVWXZ2-9]{4}$/);
  const page = await visitor.get('/login/mail?redirectTo=%2Forganization');
  expect(page.text).toContain('Look into your mailbox');
  const answer = await typeCode(visitor, ` ${code.toLowerCase().replace('-', ' ')} `);
  expect(answer.location, answer.text).toBe('/organization');
  expect(await isSignedIn(visitor)).toBe(true);
  expect(visitor.cookies.has('__Host-sign-in')).toBe(false);
  expect((await visit().get(path)).status).toBe(404);
});

test('five wrong codes close the mail, the right one and the link included', async () => {
  const { email } = await signUp();
  const visitor = visit();
  const { code, path } = await askForMail(visitor, email);
  const wrong = code.startsWith('B') ? `C${code.slice(1)}` : `B${code.slice(1)}`;
  for (let attempt = 1; attempt <= 5; attempt++) expect((await typeCode(visitor, wrong)).status).toBe(400);
  expect((await typeCode(visitor, code)).status).toBe(400);
  expect((await visitor.get(path)).status).toBe(404);
  expect((await visitor.post(path, {})).status).toBe(409);
  expect(await isSignedIn(visitor)).toBe(false);
});

test('after 15 minutes, and once a newer mail was sent, it works no more', async () => {
  const { email } = await signUp();
  const visitor = visit();
  const late = await askForMail(visitor, email);
  await rows(`update sign_in_mails set expires_at = now() where token_hash = $1`, [
    hashToken(late.path.split('/').at(-1) ?? ''),
  ]);
  expect((await visitor.get(late.path)).status).toBe(404);
  expect((await typeCode(visitor, late.code)).status).toBe(400);
  const newer = await askForMail(visitor, email);
  const newest = await askForMail(visitor, email);
  expect((await typeCode(visitor, newer.code)).status).toBe(400);
  expect((await typeCode(visitor, newest.code)).status).toBe(302);
});

test('an email without an account gets the same answers, and no mail', async () => {
  const [known, unknown] = [(await signUp()).email, newEmail()];
  const answers = [];
  for (const email of [known, unknown]) {
    const visitor = visit();
    const sent = await visitor.post('/login/mail', { intent: 'send', email });
    const page = await visitor.get(sent.location ?? '');
    const refused = await typeCode(visitor, 'BBBB-BBBB');
    const strip = (text: string) => text.replaceAll(email, 'EMAIL').replace(/nonce="[^"]*"/g, '');
    answers.push([sent.status, sent.location, strip(page.text), refused.status, strip(refused.text)]);
  }
  expect(answers[1]).toEqual(answers[0]);
  await waitForMail(worker, known, /^Sign in/);
  expect(worker.outbox.messages().filter(({ to }) => to === unknown)).toEqual([]);
});

test('strangers share five mails an hour; a browser that signed in before has five of its own', async () => {
  const { visitor, email } = await signUp();
  await visitor.post('/logout', {});
  const count = () =>
    rows(`select count(*)::integer from sign_in_mails m join users u on u.id = m.user_id where u.email = $1`, [email]);
  for (let ask = 1; ask <= 6; ask++) {
    await visit().post('/login/mail', { intent: 'send', email });
    // The work goes on after the answer.
    await expect.poll(count).toEqual([{ count: Math.min(ask, 5) }]);
  }
  for (let ask = 1; ask <= 5; ask++) await askForMail(visitor, email);
  await visitor.post('/login/mail', { intent: 'send', email });
  expect(await rows(`select uses from limited_uses where purpose = 'SIGN_IN_MAIL' order by uses`)).toContainEqual({
    uses: 5,
  });
  expect(await count()).toEqual([{ count: 10 }]);
});

test('whoever waits signs in by mail, by a button of the same form; what that proves is a mailbox', async () => {
  const { email } = await signUp();
  for (let attempt = 1; attempt <= 5; attempt++) await visit().post('/login', { email, password: `guess ${attempt}` });
  const visitor = visit();
  const blocked = await visitor.post('/login', { email, password });
  expect(blocked.status).toBe(429);
  expect(blocked.text).toMatch(/formaction="\/login\/mail"[^>]*name="intent" value="send"/i);
  const { code } = await askForMail(visitor, email);
  expect((await typeCode(visitor, code)).status).toBe(302);
  const sessions = await rows(
    `select proved_at from sessions s join users u on u.id = s.user_id where u.email = $1 order by s.created_at desc limit 1`,
    [email],
  );
  expect(sessions).toEqual([{ proved_at: null }]);
});
