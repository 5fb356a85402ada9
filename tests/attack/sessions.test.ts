import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createCookies } from '../../app/services/cookies.server.ts';
import { hashToken } from '../../app/services/tokens.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { fillCart } from '../factories/carts.ts';
import { createTool } from '../factories/catalog.ts';
import { openCheckout, openOrderForm } from '../factories/checkout.ts';
import { startUntilBlocked, withConnections } from '../factories/connections.ts';
import { createOrganization, type TestPerson } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type Answer, createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
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
const { writeSessionToken } = createCookies(['only-for-tests-of-the-worker']);

async function rows(query: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await database.sql.query<Record<string, unknown>>(query, values)).rows;
}

const signUp = (visitor: Visitor, email: string) =>
  visitor.post('/signup', { name: 'Ada', email, password, organization: 'Test Realty' });

const signInAs = (person: TestPerson, organizationId: string) =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId });

/** Somebody whose browser was given a session cookie by somebody else, who knows its token. */
async function visitWithPlantedToken() {
  const token = randomBytes(32).toString('base64url');
  const [, value = ''] = /=([^;]*)/.exec(await writeSessionToken(token)) ?? [];
  const planted = new Map([['__Host-session', value]]);
  return { visitor: visit(new Map(planted)), attacker: visit(planted), token };
}

test('a session that was planted before signing up, signing in or joining is not the one that is opened', async () => {
  const { id, owner } = await createOrganization(database.sql);
  const inviter = await signInAs(owner, id);
  const invited = newEmail();
  await inviter.post('/organization', { intent: 'invite', email: invited, role: 'ADMIN' });
  const invitation = await vi.waitFor(() => {
    const mail = worker.outbox.messages().find(({ to }) => to === invited);
    return new URL(/http\S+/.exec(mail?.text ?? '')?.[0] ?? '').pathname;
  }, 10_000);
  const email = newEmail();
  const ways: ((visitor: Visitor) => Promise<Answer>)[] = [
    (visitor) => signUp(visitor, email),
    (visitor) => visitor.post('/login', { email, password }),
    (visitor) => visitor.post(invitation, { name: 'Grace', password }),
  ];
  for (const act of ways) {
    const { visitor, attacker, token } = await visitWithPlantedToken();
    expect((await act(visitor)).status).toBe(302);
    expect((await visitor.get('/organization')).status).toBe(200);
    expect((await attacker.get('/organization')).location).toMatch(/^\/login/);
    expect(await rows('select from sessions where token_hash = $1', [hashToken(token)])).toEqual([]);
  }
});

test('what a session may do ends on the server: replayed after signing out here or everywhere, reading and writing', async () => {
  for (const scope of ['', 'everywhere']) {
    const email = newEmail();
    const visitor = visit();
    await signUp(visitor, email);
    const replayed = visit(new Map(visitor.cookies));
    const other = visit();
    await other.post('/login', { email, password });
    await visitor.post('/logout', { scope });
    expect((await replayed.get('/account')).location).toMatch(/^\/login/);
    expect((await replayed.post('/account', { intent: 'rename', name: 'Mallory' })).location).toMatch(/^\/login/);
    expect((await other.get('/account')).status).toBe(scope === 'everywhere' ? 302 : 200);
    expect(await rows('select name from users where email = $1', [email])).toEqual([{ name: 'Ada' }]);
  }
});

test('a cart or toast cookie of another site’s making is nothing, and one of ours cannot be changed', async () => {
  const visitor = visit();
  const [tool] = await rows(`select id from marketplace_tools where slug = 'cma-generator'`);
  await visitor.post('/cart', { intent: 'add', kind: 'TOOL', id: String(tool?.id) });
  const cart = visitor.cookies.get('__Host-cart') ?? '';
  expect((await visitor.get('/cart')).text).toContain('CMA Generator');
  const [content = '', signature = ''] = decodeURIComponent(cart).split('.');
  const forged = Buffer.from(JSON.stringify({ t: [[tool?.id, 0]], b: [] })).toString('base64');
  for (const value of [forged, `${forged}.${signature}`, `${content}.`, content, `${content}.${'A'.repeat(43)}`]) {
    const page = await visit(new Map([['__Host-cart', encodeURIComponent(value)]])).get('/cart');
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('CMA Generator');
  }
});

/** An organization whose ADMIN has a tool in the cart. */
async function createBuyingAdmin() {
  const organization = await createOrganization(database.sql, { tier: 'GROWTH' });
  const tool = await createTool(database.sql, { price: 10_000 });
  await fillCart(database.sql, organization.id, organization.admin.id, { tools: [tool] });
  return organization;
}

const ordersOf = async (organizationId: string) =>
  (await rows('select from marketplace_orders where organization_id = $1', [organizationId])).length;

test('whoever is demoted, or removed, between the checkout and its form orders nothing', async () => {
  const changes: Record<string, string>[] = [
    { intent: 'change-role', role: 'MEMBER' },
    { intent: 'change-role', role: 'VIEWER' },
    { intent: 'remove' },
  ];
  for (const change of changes) {
    const { id, admin, owner } = await createBuyingAdmin();
    const buyer = await signInAs(admin, id);
    const form = await openOrderForm(buyer);
    expect(form.checkoutKey).toBeDefined();
    const changed = await (await signInAs(owner, id)).post('/organization', { ...change, userId: admin.id });
    expect(changed.status, changed.text).toBe(302);
    const answer = await buyer.post('/checkout', form);
    expect(answer.status).not.toBe(302);
    expect(await ordersOf(id)).toBe(0);
  }
});

test('a checkout and a demotion at once: the order is placed before the demotion, or not at all', async () => {
  for (const first of ['checkout', 'demotion']) {
    const { id, admin, owner } = await createBuyingAdmin();
    const form = await openCheckout(database, admin);
    await withConnections(database.appUrl, 3, async (buying, demoting, observer) => {
      if (!buying || !demoting || !observer) throw new Error('Three connections were asked for.');
      const acts = {
        checkout: {
          client: buying,
          person: admin,
          statement: 'select outcome from app.place_order($1, $2, $3, $4, $5)',
          values: [form.key, JSON.stringify(form.shown), form.paymentMethod, null, JSON.stringify(form.billing)],
        },
        demotion: {
          client: demoting,
          person: owner,
          statement: `select app.change_role($1, 'MEMBER') as outcome`,
          values: [admin.id],
        },
      };
      const [leading, following] =
        first === 'checkout' ? [acts.checkout, acts.demotion] : [acts.demotion, acts.checkout];
      // Done, but not committed: the other one has to wait for what comes of it.
      await leading.client.query('begin');
      await leading.client.query('select app.begin_request($1, false)', [leading.person.tokenHash]);
      const { outcome } = only(await leading.client.query<{ outcome: string }>(leading.statement, leading.values));
      const { result } = await startUntilBlocked(observer, following.client, (client) =>
        asViewer(client, following.person.tokenHash, (session) =>
          session.query<{ outcome: string }>(following.statement, following.values),
        ),
      );
      await leading.client.query('commit');
      const second = only(await result).outcome;
      expect([outcome, second]).toEqual(first === 'checkout' ? ['PLACED', 'CHANGED'] : ['CHANGED', 'NOT_ALLOWED']);
    });
    expect(await ordersOf(id)).toBe(first === 'checkout' ? 1 : 0);
    expect(await rows('select role from memberships where user_id = $1', [admin.id])).toEqual([{ role: 'MEMBER' }]);
  }
});

test('over HTTP, too, many at once: each order is older in the trail than the demotion', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const { id, admin, owner } = await createBuyingAdmin();
      const [buyer, manager] = [await signInAs(admin, id), await signInAs(owner, id)];
      const form = await openOrderForm(buyer);
      const [placed] = await Promise.all([
        buyer.post('/checkout', form),
        manager.post('/organization', { intent: 'change-role', userId: admin.id, role: 'MEMBER' }),
      ]);
      const entries = await rows(
        `select subject_type, action from audit_log
         where organization_id = $1 and subject_type in ('order', 'membership') order by chain_position`,
        [id],
      );
      const orders = await ordersOf(id);
      expect(placed.status === 302).toBe(orders === 1);
      const last = entries.findLastIndex(({ subject_type }) => subject_type === 'order');
      const demotion = entries.findLastIndex(({ subject_type }) => subject_type === 'membership');
      expect(demotion).toBeGreaterThanOrEqual(0);
      if (orders === 1) {
        expect(last).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThan(demotion);
      }
      return orders;
    }),
  );
  expect(outcomes).toHaveLength(8);
});

/** An answer and the statements behind it, but for what is new in every request. */
async function observe(answer: Answer, email: string) {
  return {
    status: answer.status,
    location: answer.location,
    headers: [...answer.headers.keys()].filter((name) => name !== 'content-length'),
    text: answer.text
      .replaceAll(email, 'EMAIL')
      .replace(/nonce="[^"]*"/g, '')
      .replace(/challenge&quot;:&quot;[\w-]*/g, 'challenge')
      .replace(/[\da-f]{8}-[\da-f-]{27}/g, 'ID'),
    // What is noted after the answer is in no order with what the page reads.
    statements: statementsFor(answer.headers)
      .map((statements) => JSON.stringify(statements))
      .sort(),
  };
}

/** The statements behind an answer, by request to the database, but for those that send mail after it. */
function statementsFor(headers: Headers) {
  return database.endpoint
    .requestsFor(headers.get('x-request-id') ?? '')
    .map(({ statements }) => statements)
    .filter((statements) => !/app\.(claim|hand_over|settle)_mail/.test(JSON.stringify(statements)));
}

test('whether an email has an account shows neither in the answer nor in the work for it: sign-in, mails, invitations', async () => {
  const { id, owner, admin } = await createOrganization(database.sql);
  const known = newEmail();
  await signUp(visit(), known);
  const inviter = await signInAs(owner, id);
  expect(admin.email).not.toBe(known);
  const unknown = newEmail();
  const forms: { send: (email: string) => Promise<Answer>; requests: number }[] = [
    // The last one notes the failure, if there is an account to note it for.
    { send: (email) => visit().post('/login', { email, password: 'a wrong guess' }), requests: 4 },
    { send: (email) => visit().post('/forgot-password', { email }), requests: 2 },
    { send: (email) => visit().post('/login/mail', { intent: 'send', email }), requests: 2 },
    {
      send: (email) => inviter.post('/organization', { intent: 'invite', email, role: 'MEMBER' }),
      requests: 1,
    },
  ];
  for (const { send, requests } of forms) {
    const answers = [await send(known), await send(unknown)] as const;
    const [toKnown, toUnknown] = answers;
    // The last one of a reset is made after the answer.
    const made = () => answers.map(({ headers }) => statementsFor(headers).length);
    await expect.poll(made).toEqual([requests, requests]);
    const [first, second] = await Promise.all([observe(toKnown, known), observe(toUnknown, unknown)]);
    expect(second).toEqual(first);
  }
});
