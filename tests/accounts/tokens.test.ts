import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hashToken } from '../../app/services/tokens.server.ts';
import { confirmAddress } from '../factories/organizations.ts';
import { createAuthenticator } from '../factories/second-factors.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Password resets and invitations: links that open something to whoever holds them.

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

async function rows(query: string, parameters: unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await database.sql.query<Record<string, unknown>>(query, parameters)).rows;
}

async function signUp(organization = 'Test Realty') {
  const visitor = visit();
  const email = newEmail();
  await visitor.post('/signup', { name: 'Ada Lovelace', email, password, organization });
  await confirmAddress(database.sql, email);
  return { visitor, email };
}

const signIn = (visitor: Visitor, email: string, guess = password) =>
  visitor.post('/login', { email, password: guess });

/** The mails to somebody, newest first, but for those that ask whether the address is theirs. */
const mailsTo = (email: string) =>
  worker.outbox
    .messages()
    .filter(({ to, subject }) => to === email && !/is your Lotline code$|^A new sign-in/.test(subject));

/** The address in the last mail to somebody, and its token. */
async function openMail(email: string): Promise<{ path: string; token: string }> {
  const mail = await vi.waitFor(() => {
    const [found] = mailsTo(email);
    if (!found) throw new Error(`There is no mail to ${email}.`);
    return found;
  }, 10_000);
  const url = new URL(/http\S+/.exec(mail.text)?.[0] ?? '');
  expect(url.origin).toBe(worker.url);
  return {
    path: url.pathname,
    token: url.pathname.split('/').at(-1) ?? '',
  };
}

async function requestReset(email: string) {
  const answer = await visit().post('/forgot-password', { email });
  expect(answer.location).toBe('/forgot-password?requested');
}

test('a reset is kept as a hash, works once, and ends every session', async () => {
  const { visitor, email } = await signUp();
  await requestReset(email);
  const { path, token } = await openMail(email);
  expect(
    await rows('select token_hash from password_resets r join users u on u.id = r.user_id where u.email = $1', [email]),
  ).toEqual([{ token_hash: hashToken(token) }]);

  const somebody = visit();
  expect((await somebody.post(path, { password: 'Password123' })).status).toBe(400);
  const changed = await somebody.post(path, { password: 'another candle' });
  expect(changed.location).toBe('/login?notice=password-changed');
  expect((await somebody.get(changed.location ?? '')).text).toContain('You are signed out on every device.');
  expect((await visitor.get('/organization')).status).toBe(302);
  expect((await signIn(visit(), email)).status).toBe(400);
  expect((await signIn(visit(), email, 'another candle')).status).toBe(302);

  expect((await somebody.get(path)).status).toBe(404);
  expect((await somebody.post(path, { password: 'a third candle' })).status).toBe(404);
  expect((await signIn(visit(), email, 'another candle')).status).toBe(302);
});

test('the same reset sent four times at once changes the password once', async () => {
  const { email } = await signUp();
  await requestReset(email);
  const { path } = await openMail(email);
  const answers = await Promise.all(
    Array.from({ length: 4 }, (_, index) => visit().post(path, { password: `candle number ${index}` })),
  );
  expect(answers.filter(({ status }) => status === 302)).toHaveLength(1);
});

test('a reset ends after an hour, and a made-up one opens nothing', async () => {
  const { email } = await signUp();
  await requestReset(email);
  const { path, token } = await openMail(email);
  expect((await visit().get(path)).status).toBe(200);
  await rows(`update password_resets set expires_at = now() where token_hash = $1`, [hashToken(token)]);
  for (const address of [path, '/reset-password/x', `/reset-password/${'x'.repeat(43)}`]) {
    const page = await visit().get(address);
    expect(page.status).toBe(404);
    expect(page.text).toContain('This link no longer works');
    expect((await visit().post(address, { password: 'another candle' })).status).toBe(404);
  }
  expect((await signIn(visit(), email)).status).toBe(302);
});

test('asking for a reset says the same for an unknown email, and mails nobody', async () => {
  const { email } = await signUp();
  const unknown = newEmail();
  const [known, nobody] = [
    await visit().post('/forgot-password', { email }),
    await visit().post('/forgot-password', { email: unknown }),
  ];
  expect([nobody.status, nobody.location, nobody.text]).toEqual([known.status, known.location, known.text]);
  await openMail(email);
  await requestReset(email);
  await requestReset(unknown);
  expect(mailsTo(email)).toHaveLength(1);
  expect(worker.outbox.messages().map(({ to }) => to)).not.toContain(unknown);
});

async function invite(inviter: Visitor, email: string, role: string) {
  const answer = await inviter.post('/organization', { intent: 'invite', email, role });
  expect(answer.location, answer.text).toBe('/organization');
  return openMail(email);
}

const membershipsOf = (email: string) =>
  rows(
    `select o.name, m.role from users u join memberships m on m.user_id = u.id join organizations o on o.id = m.organization_id
     where u.email = $1 order by o.name`,
    [email],
  );

test('somebody new joins with a name and a password; the invitation is a hash, works once and is in the list until then', async () => {
  const { visitor: owner } = await signUp('Inviting Realty');
  const email = newEmail();
  const { path, token } = await invite(owner, email, 'ADMIN');
  expect(await rows('select email, role from invitations where token_hash = $1', [hashToken(token)])).toEqual([
    { email, role: 'ADMIN' },
  ]);
  expect((await owner.get('/organization')).text).toContain(email);

  const invitee = visit();
  const page = await invitee.get(path);
  expect(page.text).toContain('Join Inviting Realty');
  expect(page.text).toContain('as an admin');
  const refused = await invitee.post(path, { name: 'Grace Hopper', password: 'password123' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('value="Grace Hopper"');
  expect((await invitee.post(path, { name: 'Grace Hopper', password })).location).toBe('/organization');
  expect(await membershipsOf(email)).toEqual([{ name: 'Inviting Realty', role: 'ADMIN' }]);
  expect((await invitee.get('/organization')).text).toContain('Grace Hopper');

  expect((await visit().get(path)).status).toBe(404);
  expect((await visit().post(path, { name: 'Eve', password })).status).toBe(409);
});

test('somebody with an account joins only while signed in to it', async () => {
  const { visitor: owner } = await signUp('Second Realty');
  const invitee = await signUp('First Realty');
  const stranger = await signUp();
  const { path } = await invite(owner, invitee.email, 'MEMBER');

  const signedOut = visit();
  expect((await signedOut.get(path)).text).toContain('Sign in with it to join.');
  expect((await signedOut.post(path, { name: 'Eve', password })).status).toBe(409);
  const other = await stranger.visitor.get(path);
  expect(other.text).toContain(`You are signed in as ${stranger.email}`);
  expect((await stranger.visitor.post(path, {})).status).toBe(409);
  expect(await membershipsOf(invitee.email)).toHaveLength(1);
  expect(await membershipsOf(stranger.email)).toHaveLength(1);

  expect((await invitee.visitor.post(path, {})).location).toBe('/organization');
  expect(await membershipsOf(invitee.email)).toEqual([
    { name: 'First Realty', role: 'OWNER' },
    { name: 'Second Realty', role: 'MEMBER' },
  ]);
  expect((await invitee.visitor.get('/organization')).text).toContain('Second Realty');
});

test('signing in from an invitation leads back to it, and no address on the way holds its token', async () => {
  const { visitor: owner } = await signUp('Token Realty');
  const invitee = await signUp('Home Realty');
  const { path, token } = await invite(owner, invitee.email, 'MEMBER');
  const hidden = `name="redirectTo" value="${path}"`;
  const inQuery = new RegExp(`\\?[^"\\s]*${token}`);

  const visitor = visit();
  expect((await visitor.get(path)).text).not.toMatch(inQuery);
  for (const address of ['/login', '/login/mail', '/login/passkey', '/signup']) {
    const { text } = await visitor.get(address);
    expect(text, address).toContain(hidden);
    expect(text, address).not.toMatch(inQuery);
  }
  const mailed = await visitor.post('/login/mail', { intent: 'send', email: newEmail(), redirectTo: path });
  expect(mailed.location).toBe('/login/mail');
  // A browser that has lost the page meanwhile keeps it with the form.
  visitor.cookies.delete('__Host-destination');
  const [person] = await rows('select id from users where email = $1', [invitee.email]);
  await createAuthenticator(database.sql, String(person?.id));
  const first = await visitor.post('/login', { email: invitee.email, password, redirectTo: path });
  expect(first.location).toBe('/login/second-factor');
  expect((await visitor.get('/login/second-factor')).text).toContain(hidden);

  await rows('delete from authenticators where user_id = $1', [person?.id]);
  const signedIn = await visitor.post('/login', { email: invitee.email, password, redirectTo: path });
  expect(signedIn.location).toBe(path);
  expect(visitor.cookies.has('__Host-destination')).toBe(false);
  expect((await visitor.post(path, {})).location).toBe('/organization');
});

test('a form sent from a page with a token in its address, once the session ended, names no token', async () => {
  const path = `/confirm-email/${'x'.repeat(43)}`;
  const answer = await visit().post('/confirm-email', { intent: 'send' }, { referer: worker.url + path });
  expect(answer.location).toBe('/login?notice=session-ended');
});

test('an invitation ends after 7 days, and a second one replaces the first', async () => {
  const { visitor: owner } = await signUp();
  const email = newEmail();
  const first = await invite(owner, email, 'ADMIN');
  await owner.post('/organization', { intent: 'invite', email, role: 'VIEWER' });
  const second = await vi.waitFor(async () => {
    const mail = await openMail(email);
    expect(mail.token).not.toBe(first.token);
    return mail;
  }, 10_000);
  expect((await visit().get(first.path)).status).toBe(404);
  expect((await visit().get(second.path)).text).toContain('as a viewer');
  await rows('update invitations set expires_at = now() where token_hash = $1', [hashToken(second.token)]);
  expect((await visit().get(second.path)).status).toBe(404);
  expect((await visit().post(second.path, { name: 'Grace', password })).status).toBe(409);
  expect(await membershipsOf(email)).toEqual([]);
  // It stays in the list until it is sent again or revoked.
  expect((await owner.get('/organization')).text).toMatch(/expired on/);
});

test('admins do not invite owners, members and viewers nobody, and nobody is invited twice', async () => {
  const { visitor: owner, email: ownerEmail } = await signUp();
  const before = await rows('select count(*) from invitations');
  await rows(`update memberships m set role = 'ADMIN' from users u where u.id = m.user_id and u.email = $1`, [
    ownerEmail,
  ]);
  const page = await owner.get('/organization');
  expect(page.text).toContain('value="ADMIN"');
  expect(page.text).not.toContain('value="OWNER"');
  expect((await owner.post('/organization', { intent: 'invite', email: newEmail(), role: 'OWNER' })).status).toBe(403);
  expect(
    (await owner.post('/organization', { intent: 'invite', email: ownerEmail.toUpperCase(), role: 'MEMBER' })).status,
  ).toBe(400);
  for (const role of ['MEMBER', 'VIEWER']) {
    await rows(`update memberships m set role = $2 from users u where u.id = m.user_id and u.email = $1`, [
      ownerEmail,
      role,
    ]);
    expect((await owner.post('/organization', { intent: 'invite', email: newEmail(), role: 'VIEWER' })).status).toBe(
      404,
    );
  }
  expect(await rows('select count(*) from invitations')).toEqual(before);
});

test('mail can be read in the outbox, as text', async () => {
  const { visitor: owner } = await signUp('<b>Bold</b> Realty');
  const email = newEmail();
  const { path } = await invite(owner, email, 'VIEWER');
  const list = await visit().get('/outbox');
  expect(list.text).toContain(email);
  const id = mailsTo(email)[0]?.id;
  const mail = await visit().get(`/outbox/${id}`);
  expect(mail.text).toContain('&lt;b&gt;Bold&lt;/b&gt; Realty');
  expect(mail.text).not.toContain('<b>Bold');
  expect(mail.text).toContain(`href="${worker.url}${path}"`);
  expect((await visit().get('/outbox/none')).status).toBe(404);
});
