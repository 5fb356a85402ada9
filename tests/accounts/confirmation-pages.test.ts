import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addToCart } from '../factories/carts.ts';
import { createTool } from '../factories/catalog.ts';
import { openOrderForm } from '../factories/checkout.ts';
import { createOrganization } from '../factories/organizations.ts';
import { readPageForm } from '../factories/page-forms.ts';
import { createToolPurchase } from '../factories/purchases.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
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
const visit = () => createVisitor(worker.url);
const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

async function signUp() {
  const visitor = visit();
  const email = `${randomUUID()}@example.com`;
  const organization = `Homes ${randomUUID().slice(0, 8)}`;
  const answer = await visitor.post('/signup', { name: 'Grace Hopper', email, password, organization });
  expect(answer.status, answer.text).toBe(302);
  return { visitor, email, organization };
}

/** Code and link of the newest mail to an address that asks whether it is theirs. */
async function readMail(email: string, earlierCode?: string): Promise<{ code: string; link: string }> {
  return vi.waitFor(() => {
    const mail = worker.outbox.messages().find(({ to, subject }) => to === email && /^\d{6} is/.test(subject));
    const [code = ''] = /^\d{6}/.exec(mail?.subject ?? '') ?? [];
    const [link = ''] = /\/confirm-email\/[\w-]{43}/.exec(mail?.text ?? '') ?? [];
    if (!code || code === earlierCode) throw new Error(`There is no new code for ${email}.`);
    return { code, link };
  }, 10_000);
}

const isConfirmed = async (email: string) =>
  (await rows('select from users where email = $1 and email_confirmed_at is not null', [email])).length === 1;

async function fillCart(visitor: Visitor) {
  const [tool] = await rows(`select id from marketplace_tools where slug = 'cma-generator'`);
  await visitor.post('/cart', { intent: 'add', kind: 'TOOL', id: String(tool?.id) });
}

test('a new account browses at once, and is told beside each button what waits', async () => {
  const { visitor, email } = await signUp();
  const page = await visitor.get('/organization');
  expect(page.text).toContain('Confirm your email first');
  expect(page.text).toContain(email);
  expect(page.text).toContain('Send again');
  const refused = await visitor.post('/organization', { intent: 'invite', email: 'ada@example.com', role: 'VIEWER' });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('>ada@example.com</textarea>');
  expect(refused.text).toContain('confirm your email first');
  expect((await visitor.get('/account')).text).toContain('not confirmed yet');
});

test('a request and a review say beside their buttons what they wait for, and keep what was typed', async () => {
  const organization = await createOrganization(database.sql);
  const { id, member } = organization;
  await rows('update users set email_confirmed_at = null where id = $1', [member.id]);
  const owned = await createTool(database.sql);
  await createToolPurchase(database.sql, organization, owned.id);
  await addToCart(database.asApp, member, 'TOOL', (await createTool(database.sql)).id);
  const [tool] = await rows('select slug from marketplace_tools where id = $1', [owned.id]);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: member.id,
    organizationId: id,
  });
  const typed = 'It saves everybody an hour a day.';
  for (const [address, until, fields] of [
    ['/requests', 'send it', { intent: 'send', reason: typed }],
    [`/tools/${tool?.slug}/review`, 'save your review', { intent: 'save', rating: '5', title: '', review: typed }],
  ] as const) {
    const page = await visitor.get(address);
    expect(page.text).toContain(`We mailed a code to ${member.email}. Enter it to ${until}.`);
    expect(page.text).toContain('Send again');
    const refused = await visitor.post(address, fields);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('confirm your email first');
    expect(refused.text).toContain(`${typed}</textarea>`);
  }
});

test('the mail shows nothing that the person chose', async () => {
  const { email, organization } = await signUp();
  await readMail(email);
  const mail = worker.outbox.messages().find(({ to }) => to === email);
  for (const part of [mail?.subject, mail?.text, mail?.html]) {
    expect(part).not.toContain('Grace');
    expect(part).not.toContain(organization);
  }
});

test('nothing else is mailed to an address that was never confirmed', async () => {
  const { email } = await signUp();
  expect((await visit().post('/login', { email, password })).status).toBe(302);
  expect(await rows('select kind from outgoing_mail where recipient = $1', [email])).toEqual([
    { kind: 'email-confirmation' },
  ]);
});

test('the checkout asks for the code in place, keeps what was typed, and orders with it', async () => {
  const { visitor, email } = await signUp();
  await fillCart(visitor);
  const form: Record<string, string> = { ...(await openOrderForm(visitor)), billingEmail: email };
  const without = await visitor.post('/checkout', form);
  expect(without.status).toBe(400);
  expect(without.text).toContain('Enter the six digits from the mail.');
  expect(without.text).toContain(`value="${form.street}"`);

  const { code } = await readMail(email);
  const wrong = await visitor.post('/checkout', { ...form, confirmationCode: code === '000000' ? '000001' : '000000' });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('This is not the code of the newest mail.');
  expect(
    await rows('select tries from email_confirmations c join users u on u.id = c.user_id where u.email = $1', [email]),
  ).toEqual([{ tries: 1 }]);
  expect(
    await rows('select from marketplace_orders o join users u on u.id = o.buyer_id where u.email = $1', [email]),
  ).toEqual([]);

  const placed = await visitor.post('/checkout', { ...form, confirmationCode: `${code.slice(0, 3)} ${code.slice(3)}` });
  expect(placed.location, placed.text).toMatch(/^\/orders\/LOT-/);
  expect(await isConfirmed(email)).toBe(true);
  // Sent again it is the same order, though the code is used up.
  expect((await visitor.post('/checkout', { ...form, confirmationCode: code })).location).toBe(placed.location);
  expect((await visitor.get('/checkout')).text).not.toContain('Code from the mail');
});

test('the checkout sends another code and keeps an unfinished form', async () => {
  const { visitor, email } = await signUp();
  await fillCart(visitor);
  const { code } = await readMail(email);
  const form = readPageForm((await visitor.get('/checkout')).text, 'checkoutKey');
  const again = await visitor.post('/checkout', { ...form, city: 'Chicago', sendCode: 'yes' });
  expect(again.status).toBe(200);
  expect(again.text).toContain('A new code is on its way');
  expect(again.text).toContain('value="Chicago"');
  expect((await readMail(email, code)).code).not.toBe(code);
});

test('the page of the code confirms, sends again and leads back', async () => {
  const { visitor, email } = await signUp();
  const { code } = await readMail(email);
  const sent = await visitor.post('/confirm-email', { intent: 'send', redirectTo: '/organization' });
  expect(sent.location).toBe('/confirm-email?redirectTo=%2Forganization');
  const newer = await readMail(email, code);
  const old = await visitor.post('/confirm-email', { intent: 'confirm', code, redirectTo: '/organization' });
  expect(old.status).toBe(400);
  expect(old.text).toContain(`value="${code}"`);
  const confirmed = await visitor.post('/confirm-email', {
    intent: 'confirm',
    code: newer.code,
    redirectTo: '/organization',
  });
  expect(confirmed.location).toBe('/organization');
  expect((await visitor.get('/organization')).text).not.toContain('Confirm your email first');
  expect((await visitor.get('/confirm-email')).text).toContain('Your email is confirmed');
  const elsewhere = await visitor.post('/confirm-email', { intent: 'send', redirectTo: '//evil.example' });
  expect(elsewhere.location).toBe('/account');
});

test('a sixth mail within an hour is not sent, and the page says when to come back', async () => {
  const { visitor } = await signUp();
  for (let place = 0; place < 4; place++)
    expect((await visitor.post('/confirm-email', { intent: 'send' })).status).toBe(302);
  const answer = await visitor.post('/confirm-email', { intent: 'send' });
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('3600');
  expect(answer.text).toContain('you had five of these mails within an hour');
});

test('opening the link confirms nothing; its button does, where one is signed in to that account', async () => {
  const { visitor, email } = await signUp();
  const { link } = await readMail(email);
  const signedOut = visit();
  const page = await signedOut.get(link);
  expect(page.text).not.toContain(encodeURIComponent(link));
  expect((await signedOut.get('/login')).text).toContain(`name="redirectTo" value="${link}"`);
  expect(page.text).toContain('This was not me');
  expect((await signedOut.post(link, { intent: 'confirm' })).status).toBe(409);
  const { id, owner } = await createOrganization(database.sql);
  const other = await createSignedInVisitor(worker.url, { sql: database.sql, personId: owner.id, organizationId: id });
  expect((await other.get(link)).text).toContain(`You are signed in as ${owner.email}`);
  expect((await other.post(link, { intent: 'confirm' })).status).toBe(409);
  expect((await visitor.get(link)).text).not.toContain('This was not me');
  expect(await isConfirmed(email)).toBe(false);
  expect((await visitor.post(link, { intent: 'confirm' })).status).toBe(302);
  expect(await isConfirmed(email)).toBe(true);
  expect((await visitor.get(link)).status).toBe(404);
  // Nobody finds the token in the log.
  expect(worker.output.filter((line) => line.includes(link.split('/').at(-1) ?? ''))).toEqual([]);
});

test('“This was not me” deletes the account, signs it out everywhere, and leaves the address free', async () => {
  const { visitor, email, organization } = await signUp();
  const { link } = await readMail(email);
  const answer = await visit().post(link, { intent: 'disown' });
  expect(answer.location).toBe('/');
  expect((await visitor.get('/account')).location).toMatch(/^\/login/);
  expect((await visit().post('/login', { email, password })).status).toBe(400);
  expect(await rows('select from organizations where name = $1', [organization])).toEqual([]);
  expect((await visit().post('/signup', { name: 'Real', email, password, organization: 'Real Homes' })).status).toBe(
    302,
  );
});

test('a mistyped address is corrected without a proof, and becomes the account’s once it is confirmed', async () => {
  const { visitor, email } = await signUp();
  const right = `${randomUUID()}@example.com`;
  const changed = await visitor.post('/account', { intent: 'change-email', newEmail: right });
  expect(changed.location).toBe('/confirm-email');
  expect((await visitor.get('/account')).text).toContain(right);
  expect((await visitor.get('/organization')).text).toContain(`We mailed a code to ${right}.`);
  const { code } = await readMail(right);
  expect((await visitor.post('/confirm-email', { intent: 'confirm', code })).status).toBe(302);
  expect(await isConfirmed(right)).toBe(true);
  expect(await rows('select from users where email = $1', [email])).toEqual([]);
  // An address that was never confirmed may be a stranger's: it is not told.
  expect(
    worker.outbox.messages().filter(({ to, subject }) => to === email && subject.includes('another email')),
  ).toEqual([]);
});

test('a change that waits is dropped from the account page; a confirmed address asks for a proof first', async () => {
  const { visitor } = await signUp();
  await visitor.post('/account', { intent: 'change-email', newEmail: `${randomUUID()}@example.com` });
  expect((await visitor.post('/account', { intent: 'drop-email-change' })).status).toBe(302);
  expect((await visitor.get('/account')).text).not.toContain('The change waits');
  const { id, owner } = await createOrganization(database.sql);
  const confirmed = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: owner.id,
    organizationId: id,
  });
  await rows('update sessions set proved_at = null where user_id = $1', [owner.id]);
  const answer = await confirmed.post('/account', { intent: 'change-email', newEmail: `${randomUUID()}@example.com` });
  expect(answer.location).toMatch(/^\/confirm-identity\?redirectTo=/);
  expect(await rows('select pending_email from users where id = $1', [owner.id])).toEqual([{ pending_email: null }]);
});
