import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Sign-up forms over HTTP, from the form to the consent; SQL over the tables says what must be.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let form: { id: string; slug: string; list_id: string };
let address: string;
let guest: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  form = await createForm();
  // An organization of the tests is called as its slug.
  address = `/f/${organization.name}/${form.slug}`;
  guest = createVisitor(worker.url);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

async function createForm(of = organization) {
  const row = await createModuleRow(database.sql, 'signup_forms', of, { consent_wording: 'I want <b>the</b> news.' });
  return { id: String(row.id), slug: String(row.slug), list_id: String(row.list_id) };
}

const newEmail = () => `${randomUUID()}@people.test`;
const mailsTo = (email: string) => worker.outbox.messages().filter(({ to }) => to === email);
const requestsOf = async (email: string) =>
  only(
    await database.sql.query<{ count: number }>(
      'select count(*)::integer as count from subscription_requests where email = $1',
      [email],
    ),
  ).count;

/** Signs up, and returns the path of the link in the mail. */
async function signUp(email: string, name = 'Ada', at = address): Promise<string> {
  const before = mailsTo(email).length;
  expect((await guest.post(at, { name, email })).location).toBe(`${at}?sent`);
  await expect.poll(() => mailsTo(email).length).toBe(before + 1);
  const url = present(/https?:\/\/\S+\/f\/confirm\/\S+/.exec(present(mailsTo(email)[0]).text))[0];
  return new URL(url).pathname;
}

/** The contact of an address, with what it said. */
async function findContact(email: string) {
  const { rows } = await database.sql.query(
    `select contact.name, contact.email_consent::text as consent,
       (select count(*)::integer from contact_consents where contact_id = contact.id) as entries,
       (select jsonb_agg(jsonb_build_object('list', list_id, 'left', left_at is not null)) from contact_list_members
         where contact_id = contact.id) as lists
     from contacts contact where organization_id = $1 and email = $2`,
    [organization.id, email],
  );
  return rows[0];
}

const suppress = (email: string, reason: string, of = organization) =>
  createModuleRow(database.sql, 'suppressions', of, { email, reason, created_by: null });
const suppressionsOf = async (email: string) =>
  (
    await database.sql.query<{ reason: string }>(
      'select reason::text from suppressions where organization_id = $1 and email = $2 order by 1',
      [organization.id, email],
    )
  ).rows.map(({ reason }) => reason);

test('nobody is signed up before they confirm, and opening the link confirms nothing', async () => {
  const email = newEmail();
  const link = await signUp(email);
  expect(await findContact(email)).toBeUndefined();
  for (const visitor of [guest, createVisitor(worker.url)]) {
    const { status, text, headers } = await visitor.get(link);
    expect(status).toBe(200);
    expect(text).toContain('I want &lt;b&gt;the&lt;/b&gt; news.');
    expect(headers.get('cache-control')).toBe('private, no-store');
  }
  await fetch(worker.url + link, { method: 'HEAD', headers: { connection: 'close' } });
  expect(await findContact(email)).toBeUndefined();

  expect((await guest.post(link, {})).location).toBe(link);
  expect(await findContact(email)).toEqual({
    name: 'Ada',
    consent: 'GRANTED',
    entries: 1,
    lists: [{ list: form.list_id, left: false }],
  });
  const consent = only(
    await database.sql.query(
      `select wording, recorded_by, source from contact_consents where email = $1 and organization_id = $2`,
      [email, organization.id],
    ),
  );
  expect(consent).toEqual({ wording: 'I want <b>the</b> news.', recorded_by: null, source: 'Sign-up form Form' });
  expect((await guest.get(link)).text).toContain('You are signed up');
});

test('confirming again, also after unsubscribing, consents no second time', async () => {
  const email = newEmail();
  const link = await signUp(email);
  await guest.post(link, {});
  await database.sql.query(
    `insert into contact_consents (organization_id, contact_id, email, is_granted, source)
     select organization_id, id, email, false, 'Unsubscribed' from contacts where organization_id = $1 and email = $2`,
    [organization.id, email],
  );
  await suppress(email, 'UNSUBSCRIBED');
  expect((await guest.post(link, {})).location).toBe(link);
  expect(await findContact(email)).toMatchObject({ consent: 'WITHDRAWN', entries: 2 });
  expect(await suppressionsOf(email)).toEqual(['UNSUBSCRIBED']);
});

test('ten confirmations at once are one consent', async () => {
  const email = newEmail();
  const link = await signUp(email);
  const answers = await Promise.all(Array.from({ length: 10 }, () => createVisitor(worker.url).post(link, {})));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 302));
  expect(await findContact(email)).toMatchObject({ entries: 1 });
});

test('a link works for seven days, and an unknown one for none', async () => {
  const email = newEmail();
  const link = await signUp(email);
  await database.sql.query(`update subscription_requests set expires_at = now() where email = $1`, [email]);
  expect((await guest.get(link)).text).toContain('This link is too old');
  expect((await guest.post(link, {})).location).toBe(link);
  expect(await findContact(email)).toBeUndefined();
  for (const token of ['d'.repeat(43), 'short', '%00'])
    expect((await guest.get(`/f/confirm/${token}`)).status).toBe(404);
  expect((await guest.post(`/f/confirm/${'d'.repeat(43)}`, {})).status).toBe(404);
});

test('the answer is the same for whoever is known, suppressed, or had three mails today', async () => {
  const known = newEmail();
  await guest.post(await signUp(known), {});
  const suppressed = newEmail();
  await suppress(suppressed, 'COMPLAINED');
  const often = newEmail();
  for (let index = 0; index < 3; index += 1) await signUp(often);
  const answers = [];
  for (const email of [newEmail(), known, suppressed, often]) {
    const { status, location, headers } = await guest.post(address, { name: 'Ada', email });
    const text = (await guest.get(present(location))).text.replaceAll(/[\w-]{32,36}/g, '');
    answers.push({ status, location, cookies: headers.getSetCookie(), text });
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await requestsOf(often)).toBe(3);
  expect(mailsTo(often)).toHaveLength(3);
});

test('of ten sign-ups at once three are mailed', async () => {
  const email = newEmail();
  await Promise.all(Array.from({ length: 10 }, () => createVisitor(worker.url).post(address, { email })));
  expect(await requestsOf(email)).toBe(3);
  await expect.poll(() => mailsTo(email).length).toBe(3);
  await database.sql.query(
    `update subscription_requests set created_at = now() - interval '25 hours' where email = $1`,
    [email],
  );
  await signUp(email);
});

test('somebody suppressed gets one mail in 30 days, whatever organization they ask, and lifts it by confirming', async () => {
  const email = newEmail();
  await suppress(email, 'UNSUBSCRIBED');
  await suppress(email, 'COMPLAINED');
  await suppress(email, 'BOUNCED');
  const link = await signUp(email);
  await guest.post(address, { email });
  expect(await requestsOf(email)).toBe(1);
  // Another organization that suppresses them asks in vain, one that does not may.
  const others = [await createOrganization(database.sql), await createOrganization(database.sql)] as const;
  for (const other of others) await unlockModules(database.sql, other);
  await suppress(email, 'UNSUBSCRIBED', others[0]);
  const addresses = [];
  for (const other of others) addresses.push(`/f/${other.name}/${(await createForm(other)).slug}`);
  await guest.post(present(addresses[0]), { email });
  expect(await requestsOf(email)).toBe(1);
  await guest.post(present(addresses[1]), { email });
  expect(await requestsOf(email)).toBe(2);

  await guest.post(link, {});
  expect(await suppressionsOf(email)).toEqual(['BOUNCED']);
  expect(await findContact(email)).toMatchObject({ consent: 'GRANTED' });
  const elsewhere = await database.sql.query('select from suppressions where organization_id = $1 and email = $2', [
    others[0].id,
    email,
  ]);
  expect(elsewhere.rowCount).toBe(1);
});

test('a form on another site is taken, without cookies, and leads to our page', async () => {
  const email = newEmail();
  const owner = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  for (const headers of [
    { origin: 'https://harbor.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
  ])
    expect(await owner.post(address, { email, forOrganization: randomUUID() }, headers)).toMatchObject({
      status: 302,
      location: `${address}?sent`,
    });
  expect(await requestsOf(email)).toBe(2);
  const refused = await guest.post(address, { email: 'nobody' }, { origin: 'https://harbor.example' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('Enter an email address like name@example.com.');
  expect(refused.text).toContain('value="nobody"');
  // Confirming is for this site only.
  const link = await signUp(newEmail());
  expect((await guest.post(link, {}, { origin: 'https://harbor.example' })).status).toBe(403);
});

test('a program that fills in the hidden field hears what everybody hears, and nothing is kept', async () => {
  const email = newEmail();
  const answer = await guest.post(address, { email, homepage: 'https://spam.test' });
  expect(answer.location).toBe(`${address}?sent`);
  expect(await requestsOf(email)).toBe(0);
});

test('an address has one spelling, and the name that is known stays', async () => {
  const email = newEmail();
  await createModuleRow(database.sql, 'contacts', organization, { email, name: 'Grace' });
  expect((await guest.post(address, { email: ` ${email.toUpperCase()} `, name: 'Somebody' })).status).toBe(302);
  await expect.poll(() => mailsTo(email).length).toBe(1);
  const url = present(/\/f\/confirm\/[\w-]+/.exec(present(mailsTo(email)[0]).text))[0];
  await guest.post(url, {});
  expect(await findContact(email)).toMatchObject({ name: 'Grace', consent: 'GRANTED' });
});

test('nothing that was typed stands in the mail', async () => {
  const email = newEmail();
  await signUp(email, 'Buy at https://spam.test');
  const { text, html, subject } = present(mailsTo(email)[0]);
  expect(text + html + subject).not.toContain('spam.test');
});

test('a form that is off, and one of an organization without the module, is not there', async () => {
  const email = newEmail();
  const link = await signUp(email);
  await database.sql.query('update signup_forms set is_active = false where id = $1', [form.id]);
  expect((await guest.get(address)).status).toBe(404);
  expect((await guest.post(address, { email })).status).toBe(404);
  // What was asked for before may still be confirmed.
  expect((await guest.get(link)).status).toBe(200);
  await database.sql.query(`update organizations set subscription_tier = 'FREE' where id = $1`, [organization.id]);
  expect((await guest.get(link)).status).toBe(404);
  expect((await guest.post(link, {})).status).toBe(404);
  expect(await findContact(email)).toBeUndefined();
});

test('a flood from one network is told to wait', async () => {
  const network = `2001:db8:${(0x1000 + Math.floor(Math.random() * 0xefff)).toString(16)}:1`;
  const answers = [];
  for (let index = 0; index < 41; index += 1)
    answers.push(await guest.post(address, { email: newEmail() }, { 'cf-connecting-ip': `${network}::${index + 1}` }));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
});

test('the log never holds a token', async () => {
  const link = await signUp(newEmail());
  const answer = await guest.get(link);
  const id = answer.headers.get('x-request-id') ?? '';
  const line = await vi.waitUntil(() => worker.output.find((text) => text.includes(id)), 10_000);
  expect(line).toContain('/f/confirm/:token');
  expect(worker.output.join('\n')).not.toContain(link.split('/').at(-1));
});

test('the schedule forgets what nobody confirmed in a month, and nothing else', async () => {
  const [old, recent, confirmed] = [newEmail(), newEmail(), newEmail()];
  for (const email of [old, recent, confirmed]) await signUp(email);
  await database.sql.query(
    `update subscription_requests set created_at = now() - interval '32 days',
       confirmed_at = case when email = $2 then now() end where email in ($1, $2)`,
    [old, confirmed],
  );
  await worker.runSchedule('17 4 * * *');
  const left = [];
  for (const email of [old, recent, confirmed]) left.push(await requestsOf(email));
  expect(left).toEqual([0, 1, 1]);
});
