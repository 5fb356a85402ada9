import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCookies } from '../../app/services/cookies.server.ts';
import { derivePasswordKey } from '../../app/services/password.server.ts';
import { hashToken } from '../../app/services/tokens.server.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

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
const visit = (cookies?: Map<string, string>) => createVisitor(worker.url, cookies);
const cookies = createCookies(['only-for-tests-of-the-worker']);

/** The token in a visitor's session cookie. */
async function readToken(visitor: Visitor): Promise<string> {
  const header = `__Host-session=${visitor.cookies.get('__Host-session')}`;
  return (await cookies.readSessionToken(header)) ?? '';
}

/** The hash by which the database knows a visitor's session. */
const readHash = async (visitor: Visitor) => hashToken(await readToken(visitor));

async function rows(query: string, parameters: unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await database.sql.query<Record<string, unknown>>(query, parameters)).rows;
}

/** Somebody with a new account and organization, signed in. */
async function signUp(visitor = visit(), organization = 'Test Realty') {
  const email = newEmail();
  const answer = await visitor.post('/signup', { name: 'Ada Lovelace', email, password, organization });
  expect(answer.status, answer.text).toBe(302);
  const [membership] = await rows(
    `select u.id as user_id, m.organization_id, m.role from users u join memberships m on m.user_id = u.id where u.email = $1`,
    [email],
  );
  return {
    visitor,
    email,
    answer,
    userId: membership?.user_id,
    organizationId: membership?.organization_id,
    role: membership?.role,
  };
}

const signIn = (visitor: Visitor, email: string, guess = password) =>
  visitor.post('/login', { email, password: guess });

/** Whether whoever holds these cookies is signed in. */
async function isSignedIn(visitor: Visitor): Promise<boolean> {
  return (await visitor.get('/organization')).status === 200;
}

test('sign-up creates an organization with the person as its owner, and a session of which only the hash is kept', async () => {
  const { visitor, email, organizationId, role, answer } = await signUp(visit(), 'Harbor & Sons');
  expect(answer.location).toBe('/home');
  expect(role).toBe('OWNER');
  expect(await rows('select name, slug from organizations where id = $1', [organizationId])).toEqual([
    { name: 'Harbor & Sons', slug: 'harbor-sons' },
  ]);
  const token = await readToken(visitor);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(
    await rows('select token_hash from sessions s join users u on u.id = s.user_id where u.email = $1', [email]),
  ).toEqual([{ token_hash: hashToken(token) }]);
  const [user] = await rows('select password_salt, password_check from users where email = $1', [email]);
  expect(user?.password_salt).toMatch(/^scrypt\$16384\$8\$5\$[^$]{24}$/);
  expect(user?.password_check).toBe(hashToken(await derivePasswordKey(password, String(user?.password_salt))));
  expect(answer.headers.getSetCookie().join()).toMatch(/__Host-session=[^;]+;.*HttpOnly; Secure; SameSite=Lax/);
  expect((await visitor.get('/organization')).text).toContain('Harbor &amp; Sons');
});

test('an email with an account cannot sign up again, however it is written', async () => {
  const { email } = await signUp();
  const answer = await visit().post('/signup', {
    name: 'Eve',
    email: email.toUpperCase(),
    password,
    organization: 'Eve Homes',
  });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('This email has an account already.');
  expect(await rows(`select from organizations where name = 'Eve Homes'`)).toHaveLength(0);
});

test('commonest and short passwords are refused, and the rest of the form is kept', async () => {
  for (const refused of ['Password123', '88888888', '1234567']) {
    const email = newEmail();
    const answer = await visit().post('/signup', { name: 'Ada', email, password: refused, organization: 'Kept Homes' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('value="Kept Homes"');
    expect(answer.text).not.toContain(refused);
    expect(await rows('select from users where email = $1', [email])).toHaveLength(0);
  }
});

test('signing in gives a new token each time and replaces the session of that browser', async () => {
  const { visitor, email } = await signUp();
  const first = await readToken(visitor);
  expect((await signIn(visitor, email)).status).toBe(302);
  const second = await readToken(visitor);
  expect(second).not.toBe(first);
  const elsewhere = visit();
  await signIn(elsewhere, email.toUpperCase());
  const hashes = (
    await rows('select token_hash from sessions s join users u on u.id = s.user_id where u.email = $1', [email])
  ).map((row) => row.token_hash);
  expect(new Set(hashes)).toEqual(new Set([hashToken(second), await readHash(elsewhere)]));
});

test('sign-out ends the session on the server: its cookie, replayed, is nobody', async () => {
  const { visitor } = await signUp();
  const replay = visit(new Map(visitor.cookies));
  expect(await isSignedIn(replay)).toBe(true);
  const page = await visitor.get('/logout');
  expect(page.text).toMatch(/<button[^>]*>Sign out<\/button>/);
  expect((await visitor.post('/logout', {})).location).toBe('/');
  expect(visitor.cookies.has('__Host-session')).toBe(false);
  expect(await isSignedIn(replay)).toBe(false);
  expect(await rows('select from sessions where token_hash = $1', [await readHash(replay)])).toHaveLength(0);
});

test('signing out everywhere ends every session of that account and of no other', async () => {
  const [one, other] = [await signUp(), await signUp()];
  const elsewhere = visit();
  await signIn(elsewhere, one.email);
  await one.visitor.post('/logout', { scope: 'everywhere' });
  expect(await isSignedIn(elsewhere)).toBe(false);
  expect(await isSignedIn(other.visitor)).toBe(true);
});

test('sessions end 7 days after the last request, and 30 days after sign-in', async () => {
  const { visitor } = await signUp();
  const hash = await readHash(visitor);
  await rows(`update sessions set last_seen_at = now() - interval '6 days 23 hours' where token_hash = $1`, [hash]);
  expect(await isSignedIn(visitor)).toBe(true);
  await rows(`update sessions set last_seen_at = now() - interval '7 days 1 minute' where token_hash = $1`, [hash]);
  expect(await isSignedIn(visitor)).toBe(false);
  await rows(
    `update sessions set last_seen_at = now(), expires_at = now() - interval '1 second' where token_hash = $1`,
    [hash],
  );
  expect(await isSignedIn(visitor)).toBe(false);
});

test('an unknown email and a wrong password get the same answer', async () => {
  const { email } = await signUp();
  const strip = (text: string, address: string) =>
    text
      .replaceAll(address, 'EMAIL')
      .replace(/nonce="[^"]*"/g, '')
      .replace(/challenge&quot;:&quot;[\w-]*/g, 'challenge')
      .replace(/:r[\w]+:/g, 'ID');
  const unknown = newEmail();
  const [wrong, nobody] = [await signIn(visit(), email, 'wrong guess'), await signIn(visit(), unknown, 'wrong guess')];
  expect(wrong.status).toBe(400);
  expect(nobody.status).toBe(400);
  expect(strip(nobody.text, unknown)).toBe(strip(wrong.text, email));
  expect(wrong.text).toContain('The email or the password is wrong.');
});

test('five failures in a row make an account wait for strangers, known or not, and the right password waits too', async () => {
  const { email } = await signUp();
  for (const address of [email, newEmail()]) {
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect((await signIn(visit(), address, `guess ${attempt}`)).status).toBe(400);
    }
    const blocked = await signIn(visit(), address);
    expect(blocked.status).toBe(429);
    expect(blocked.text).toMatch(/Wait [23]\d seconds, then try again, or sign in by mail now/);
  }
  await rows('update sign_in_attempts set blocked_until = now() where email_digest = $1', [hashToken(email)]);
  expect((await signIn(visit(), email)).status).toBe(302);
  expect(await rows('select from sign_in_attempts where email_digest = $1', [hashToken(email)])).toHaveLength(0);
});

test('of twenty guesses at once no more than five are looked at', async () => {
  const { email } = await signUp();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, guess) => signIn(visit(), email, `guess ${guess}`)));
  expect(answers.filter(({ status }) => status === 400).length).toBeLessThanOrEqual(5);
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  expect(await rows('select failures from sign_in_attempts where email_digest = $1', [hashToken(email)])).toEqual([
    { failures: 5 },
  ]);
});

/** A visitor whose guest cart holds these tools, in the state they are in. */
async function visitWithCart(slugs: string[]): Promise<Visitor> {
  const tools = await rows('select id, price from marketplace_tools where slug = any ($1)', [slugs]);
  const lines = tools.map(({ id, price }) => ({ id: String(id), price: Number(price) }));
  const [pair = ''] = (await cookies.writeGuestCart({ tools: lines, bundles: [] })).split(';');
  return visit(new Map([['__Host-cart', pair.slice(pair.indexOf('=') + 1)]]));
}

async function cartOf(email: string): Promise<string[]> {
  const found = await rows(
    `select tool.slug from shopping_carts cart join users u on u.id = cart.user_id
     cross join lateral jsonb_array_elements(cart.tools) as line join marketplace_tools tool on tool.id = (line ->> 'id')::uuid
     where u.email = $1 order by tool.slug`,
    [email],
  );
  return found.map(({ slug }) => String(slug));
}

test('a guest cart joins the new account at sign-up', async () => {
  const visitor = await visitWithCart(['lead-capture-agent', 'lead-scoring-engine']);
  const { email } = await signUp(visitor);
  expect(visitor.cookies.has('__Host-cart')).toBe(false);
  expect(await cartOf(email)).toEqual(['lead-capture-agent', 'lead-scoring-engine']);
});

test('at sign-in a guest cart joins, but for what the organization owns, which is said', async () => {
  const { email, userId, organizationId } = await signUp();
  await rows(
    `insert into tool_purchases (tool_id, organization_id, purchased_by, price_at_purchase, price_model, status)
     select id, $1, $2, price, price_model, 'ACTIVE' from marketplace_tools where slug = 'lead-scoring-engine'`,
    [organizationId, userId],
  );
  const visitor = await visitWithCart(['lead-capture-agent', 'lead-scoring-engine']);
  expect((await signIn(visitor, email)).status).toBe(302);
  expect(visitor.cookies.has('__Host-cart')).toBe(false);
  expect(await cartOf(email)).toEqual(['lead-capture-agent']);
  const page = await visitor.get('/');
  expect(page.text).toContain('Lead Scoring Engine was not added: your organization owns it.');
  expect((await visitor.get('/')).text).not.toContain('was not added');
});

test('a person of two organizations switches between them, and into no other', async () => {
  const [person, second, stranger] = [await signUp(), await signUp(visit(), 'Second Realty'), await signUp()];
  await rows(`insert into memberships (organization_id, user_id, role) values ($1, $2, 'VIEWER')`, [
    second.organizationId,
    person.userId,
  ]);
  const switchTo = (organizationId: unknown) =>
    person.visitor.post('/switch-organization', { organizationId: String(organizationId), returnTo: '/organization' });
  expect((await switchTo(second.organizationId)).location).toBe('/organization');
  const page = await person.visitor.get('/organization');
  expect(page.text).toContain('Second Realty');
  expect(page.text).not.toContain('Invite people');
  for (const foreign of [stranger.organizationId, randomUUID(), "' or true", '']) {
    expect((await switchTo(foreign)).status).toBe(404);
  }
  expect(
    await rows('select organization_id from sessions where token_hash = $1', [await readHash(person.visitor)]),
  ).toEqual([{ organization_id: second.organizationId }]);
  expect((await visit().post('/switch-organization', { organizationId: randomUUID() })).location).toMatch(/^\/login\?/);
});

test('a role that was taken away is gone at the next request', async () => {
  const { visitor, userId, organizationId } = await signUp();
  expect((await visitor.get('/organization')).text).toContain('Invite people');
  await rows(`update memberships set role = 'MEMBER' where user_id = $1`, [userId]);
  expect((await visitor.get('/organization')).text).not.toContain('Invite people');
  expect((await visitor.post('/organization', { intent: 'invite', email: newEmail(), role: 'VIEWER' })).status).toBe(
    404,
  );
  await rows('delete from memberships where user_id = $1', [userId]);
  expect((await visitor.get('/organization')).status).toBe(404);
  expect(await rows('select from invitations where organization_id = $1', [organizationId])).toHaveLength(0);
});

test('a form from another site changes nothing', async () => {
  const { visitor, email } = await signUp();
  const elsewhere: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of elsewhere) {
    expect((await visitor.post('/logout', { scope: 'everywhere' }, headers)).status).toBe(403);
  }
  const withoutOrigin = await fetch(`${worker.url}/login`, {
    method: 'POST',
    body: new URLSearchParams({ email, password }),
    headers: { connection: 'close' },
  });
  expect(withoutOrigin.status).toBe(403);
  expect(await isSignedIn(visitor)).toBe(true);
});

test('people come back to where they were, and never to another site', async () => {
  const { visitor, email } = await signUp();
  expect((await visit().get('/organization?tab=people')).location).toBe(
    '/login?redirectTo=%2Forganization%3Ftab%3Dpeople',
  );
  const page = await visit().get('/login?redirectTo=%2Forganization%3Ftab%3Dpeople');
  expect(page.text).toContain('name="redirectTo" value="/organization?tab=people"');
  expect(page.text).toContain('/signup?redirectTo=%2Forganization%3Ftab%3Dpeople');
  expect((await visitor.get('/login?redirectTo=/organization')).location).toBe('/organization');
  expect((await visitor.get('/signup?redirectTo=//evil.example')).location).toBe('/home');
  for (const [asked, expected] of [
    ['/organization', '/organization'],
    ['', '/home'],
    ['//evil.example', '/home'],
    ['/\\evil.example', '/home'],
    ['%2f%2fevil.example', '/home'],
    ['https://evil.example', '/home'],
  ] as const) {
    const answer = await visit().post('/login', { email, password, redirectTo: asked });
    expect(answer.location).toBe(expected);
  }
});

test('a form whose session has ended leads to sign-in and back to its page, and says it has to be sent again', async () => {
  const { visitor } = await signUp();
  await rows('delete from sessions where token_hash = $1', [await readHash(visitor)]);
  const answer = await visitor.post('/organization', { intent: 'invite', email: newEmail(), role: 'VIEWER' });
  expect(answer.location).toBe('/login?redirectTo=%2Forganization&notice=session-ended');
  expect((await visitor.get(answer.location ?? '')).text).toContain('Your session has ended');
});
