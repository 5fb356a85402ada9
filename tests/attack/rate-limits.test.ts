import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dailyCron } from '../../app/daily-cron.ts';
import { hashToken } from '../../app/services/tokens.server.ts';
import { withConnections } from '../factories/connections.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { createToolPurchase } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type Answer, createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let owner: Visitor;
/** Of a tool the organization owns. */
let tool: { id: string };

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  organization = await createOrganization(database.sql);
  owner = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  tool = only(await database.sql.query(`select id from marketplace_tools where slug = 'cma-generator'`));
  await createToolPurchase(database.sql, organization, tool.id);
  await database.sql.query(
    `insert into password_resets (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 hour')`,
    [organization.viewer.id, hashToken(resetToken)],
  );
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const password = 'orbit candle fjord';
const newEmail = () => `${randomUUID()}@example.com`;
/** Four digits, so that the Worker, which writes no leading zeros, spells it the same. */
const group = () => randomInt(0x1000, 0x10000).toString(16);
/** An address nobody has sent anything from; every other one of its network has the same first half. */
const newNetwork = () => `2001:db8:${group()}:${group()}`;
const from = (address: string) => ({ 'cf-connecting-ip': address });
const visit = () => createVisitor(worker.url);

/** Does the same over and over, eight at a time. */
async function repeat(times: number, act: (index: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const work = async () => {
    while (next < times) answers.push(await act(next++));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return answers;
}

const fromYourNetwork = 'Too much was sent from your network.';
const resetToken = 'r'.repeat(43);
const reviewPage = '/tools/cma-generator/review';
const forms = [
  {
    path: '/login?redirectTo=/tools',
    fields: () => ({ email: newEmail(), password: 'a wrong one', redirectTo: '/tools' }),
    kept: 'value="/tools"',
  },
  {
    path: '/signup',
    fields: () => ({ name: 'Ada', email: newEmail(), password: 'password123', organization: 'Kept Homes' }),
    kept: 'value="Kept Homes"',
  },
  {
    path: '/login/mail',
    fields: () => ({ intent: 'send', email: 'kept@example.com' }),
    kept: 'value="kept@example.com"',
  },
  { path: '/forgot-password', fields: () => ({ email: 'kept@example.com' }), kept: 'value="kept@example.com"' },
  // Refused for being common, so that the link stays open.
  {
    path: `/reset-password/${resetToken}`,
    fields: () => ({ password: 'password123' }),
    kept: 'Choose a new password',
  },
  {
    path: reviewPage,
    fields: () => ({ intent: 'save', rating: '4', title: 'Kept title', review: 'It does what it says it does.' }),
    kept: 'value="Kept title"',
  },
];

test.each(forms)(
  '$path: a flood from one network is stopped before it costs anything',
  async ({ path, fields, kept }) => {
    const send = (headers: Record<string, string>) =>
      (path === reviewPage ? owner : visit()).post(path, fields(), headers);
    const network = newNetwork();
    // Twice the limit and one more: whenever the minute turns, one of them is over it.
    const answers = await repeat(41, (index) =>
      send({ ...from(`${network}::${index + 1}`), 'x-forwarded-for': `203.0.113.${index}` }),
    );
    const refused = answers.filter(({ text }) => text.includes(fromYourNetwork));
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expect(answer.status).toBe(429);
      expect(answer.headers.get('retry-after')).toBe('60');
      expect(answer.text).toContain(kept);
      expect(answer.text).not.toContain('password123');
      // The page itself and nothing else: no attempt was counted, no password hashed.
      expect(database.endpoint.requestsFor(answer.headers.get('x-request-id') ?? '')).toHaveLength(1);
    }
    expect((await send(from(`${newNetwork()}::1`))).text).not.toContain(fromYourNetwork);
  },
  120_000,
);

test('this machine itself, and whoever has no address, is not limited', async () => {
  const answers = await repeat(41, () => visit().post('/forgot-password', { email: newEmail() }));
  expect(answers.filter(({ status }) => status !== 302)).toEqual([]);
});

test('whoever posts without end is answered without a look at the database, and can still read', async () => {
  const address = from(`${newNetwork()}::1`);
  const answers = await repeat(601, () => visit().post('/switch-organization', {}, address));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) {
    expect(answer.text).toContain(fromYourNetwork);
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(database.endpoint.requestsFor(answer.headers.get('x-request-id') ?? '')).toEqual([]);
  }
  const page = await fetch(`${worker.url}/tools`, { headers: { ...address, connection: 'close' } });
  expect(page.status).toBe(200);
}, 120_000);

/** The digest that the database knows an address by, computed here once more. */
const digestOf = (network: string) =>
  createHmac('sha256', 'only-for-tests-of-the-worker').update(`network address ${network}::/64`).digest('hex');

async function countsOf(subject: string) {
  const { rows } = await database.sql.query('select purpose, uses from limited_uses where subject = $1', [subject]);
  return rows;
}

/** As if it had been done so often within the last hour. */
const setUses = (purpose: string, subject: string, uses: number) =>
  database.sql.query(
    `insert into limited_uses (purpose, subject, uses) values ($1, $2, $3)
     on conflict (purpose, subject) do update set uses = excluded.uses`,
    [purpose, subject, uses],
  );

test('sign-ups are counted by a digest of the network; the last answer tells nothing about the email', async () => {
  const network = newNetwork();
  const signUp = (email: string) =>
    visit().post('/signup', { name: 'Ada', email, password, organization: 'Kept Homes' }, from(`${network}::7`));
  expect((await signUp(newEmail())).status).toBe(302);
  expect(await countsOf(digestOf(network))).toEqual([{ purpose: 'SIGN_UP', uses: 1 }]);
  await setUses('SIGN_UP', digestOf(network), 19);
  expect((await signUp(organization.owner.email)).text).toContain('This email has an account already.');

  const unknown = newEmail();
  for (const email of [unknown, organization.owner.email]) {
    const answer = await signUp(email);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('3600');
    expect(answer.text).toContain('Many accounts were asked for from your network.');
    expect(answer.text).toContain('value="Kept Homes"');
  }
  await database.sql.query(`update limited_uses set started_at = now() - interval '61 minutes' where subject = $1`, [
    digestOf(network),
  ]);
  expect((await signUp(unknown)).status).toBe(302);
  expect(await countsOf(digestOf(network))).toEqual([{ purpose: 'SIGN_UP', uses: 1 }]);
});

test('of forty sign-ups at once from one network, twenty are looked at', async () => {
  const subject = randomUUID();
  const outcomes = await withConnections(database.appUrl, 10, (...clients) =>
    Promise.all(
      clients.flatMap((client) =>
        Array.from({ length: 4 }, async () => {
          const { rows } = await client.query<{ outcome: string }>(
            `select app.sign_up('Ada', $1, 'salt', 'key', 'Homes', $2, null, $3) ->> 'outcome' as outcome`,
            [newEmail(), randomUUID(), subject],
          );
          return rows[0]?.outcome;
        }),
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'CREATED')).toHaveLength(20);
  expect(outcomes.filter((outcome) => outcome === 'TOO_OFTEN')).toHaveLength(20);
  // Their twenty codes would go out before the mails of the next test.
  await database.sql.query('delete from outgoing_mail where sent_at is null');
});

test('an account is mailed five links an hour at most, and the answer never says so', async () => {
  const { email, id } = organization.admin;
  const sent = () => worker.outbox.messages().filter(({ to }) => to === email).length;
  for (let index = 0; index < 7; index++) {
    await database.sql.query(
      `update password_resets set created_at = created_at - interval '2 minutes' where user_id = $1`,
      [id],
    );
    const answer = await visit().post('/forgot-password', { email });
    expect(answer.location).toBe('/forgot-password?requested');
    const expected = Math.min(index + 1, 5);
    // The work goes on after the answer.
    await expect.poll(sent).toBe(expected);
  }
  expect(await countsOf(id)).toEqual([{ purpose: 'PASSWORD_RESET', uses: 5 }]);
});

test('an author saves twenty reviews an hour; the one after it comes back with its text', async () => {
  const { id } = organization.member;
  const member = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: id,
    organizationId: organization.id,
  });
  const save = (review: string) => member.post(reviewPage, { intent: 'save', rating: '5', title: '', review });
  expect((await save('It saves me an hour a day.')).status).toBe(302);
  expect(await countsOf(id)).toEqual([{ purpose: 'REVIEW', uses: 1 }]);
  await setUses('REVIEW', id, 19);
  expect((await save('It saves me two hours a day.')).status).toBe(302);
  const answer = await save('It saves me three hours a day.');
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('3600');
  expect(answer.text).toContain('Nothing was saved: you saved many reviews.');
  expect(answer.text).toContain('It saves me three hours a day.</textarea>');
  // Requests that change nothing are not counted.
  expect((await save('It saves me two hours a day.')).status).toBe(302);
});

test('nobody is invited, new or again, while more than a day of mail waits', async () => {
  const invite = (email: string) => owner.post('/organization', { intent: 'invite', email, role: 'VIEWER' });
  const email = newEmail();
  expect((await invite(email)).status).toBe(302);
  await database.sql.query(
    `insert into outgoing_mail (key, organization_id, recipient, kind, content, send_after, counted_at)
     select 'waits:' || place, $1, 'somebody@people.test', 'invitation', '{}', 'infinity', now() + place / 50 * interval '1 hour'
     from generate_series(0, 25 * 50 - 1) as place`,
    [organization.id],
  );
  const { id } = only(await database.sql.query('select id from invitations where email = $1', [email]));
  const refused = newEmail();
  for (const answer of [
    await invite(refused),
    await owner.post('/organization', { intent: 'resend', invitationId: String(id) }),
  ]) {
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('3600');
    expect(answer.text).toContain('Nothing was sent: more than a day of mail waits already.');
  }
  expect((await database.sql.query('select from invitations where email = $1', [refused])).rowCount).toBe(0);
});

test('an account that waits says how long in the header too', async () => {
  const email = newEmail();
  const guess = () => visit().post('/login', { email, password: 'a wrong one' });
  for (let index = 0; index < 5; index++) await guess();
  const answer = await guess();
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(30);
});

test('the schedule forgets what no longer counts, and nothing else', async () => {
  const [past, present] = [randomUUID(), randomUUID()];
  await setUses('REVIEW', past, 3);
  await setUses('REVIEW', present, 3);
  await database.sql.query(`update limited_uses set started_at = now() - interval '61 minutes' where subject = $1`, [
    past,
  ]);
  await database.sql.query(
    `insert into sign_in_attempts (email_digest, failures, updated_at)
     values ($1, 3, now() - interval '25 hours'), ($2, 3, now() - interval '23 hours')`,
    [past, present],
  );
  await worker.runSchedule(dailyCron);
  const { rows } = await database.sql.query(
    `select subject as kept from limited_uses where subject in ($1, $2)
     union all select email_digest from sign_in_attempts where email_digest in ($1, $2)`,
    [past, present],
  );
  expect(rows).toEqual([{ kept: present }, { kept: present }]);
});
