import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBuyer } from '../factories/buyers.ts';
import { checkOut } from '../factories/checkout.ts';
import { queueMail } from '../factories/mail.ts';
import { concurrently, tasksDatabase } from '../factories/request-databases.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// The queue of outgoing mail: who gets which mail to send, and what becomes of it.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

beforeEach(async () => {
  await database.sql.query('delete from outgoing_mail');
});

interface Claim {
  id: string;
  attempt: number;
}

const claim = async (limit = 10): Promise<Claim[]> =>
  (await database.asTasks.query<Claim>('select id, attempt from app.claim_mail($1)', [limit])).rows;
const handOver = async ({ id, attempt }: Claim) =>
  only(await database.asTasks.query('select app.hand_over_mail($1, $2) as ours', [id, attempt])).ours;
const settle = async ({ id, attempt }: Claim, error: string | null, again = true) =>
  only(await database.asTasks.query('select app.settle_mail($1, $2, $3, $4) as outcome', [id, attempt, error, again]))
    .outcome;
const find = async (id: string) =>
  only(
    await database.sql.query(
      `select attempts, last_error, sent_at is not null as sent, claimed_at is not null as claimed,
         send_after = 'infinity' as never,
         case when send_after < 'infinity' then round(extract(epoch from send_after - now()) / 60)::integer end as minutes
       from outgoing_mail where id = $1`,
      [id],
    ),
  );
const letTimePass = () =>
  database.sql.query(`update outgoing_mail set send_after = now() where send_after < 'infinity'`);
const first = async (): Promise<Claim> => {
  const [mail] = await claim();
  if (!mail) throw new Error('Nothing was due.');
  return mail;
};

test('mail of a transaction that has not committed, or never does, is claimed by nobody', async () => {
  await database.sql.query('begin');
  await queueMail(database.sql, 'ada@example.com');
  expect(await claim()).toEqual([]);
  await database.sql.query('rollback');
  expect(await claim()).toEqual([]);
});

test('a code that somebody waits for goes out before everything that waits longer', async () => {
  const order = await queueMail(database.sql, 'ada@example.com');
  await database.sql.query(`update outgoing_mail set send_after = now() - interval '1 hour'`);
  const code = await queueMail(database.sql, 'ben@example.com', {
    kind: 'password-reset',
    content: {},
    secret: 'token',
  });
  expect((await claim(1)).map(({ id }) => id)).toEqual([code]);
  expect((await claim(1)).map(({ id }) => id)).toEqual([order]);
});

test('a placed order queues its confirmation once for each address, with what the page shows', async () => {
  const { organization } = await createBuyer(database.sql);
  const { orderNumber } = await checkOut(database, organization.owner);
  const { rows } = await database.asTasks.query(
    `select recipient, kind, content ->> 'number' as number, jsonb_array_length(content -> 'lines') as lines
     from app.claim_mail(10) order by recipient`,
  );
  const expected = ['billing@people.test', organization.owner.email].toSorted();
  expect(rows).toEqual(
    expected.map((recipient) => ({ recipient, kind: 'order-confirmation', number: orderNumber, lines: 2 })),
  );
});

test('twenty senders at once share fifty mails: each is claimed once', async () => {
  for (let index = 0; index < 50; index++) await queueMail(database.sql, `${index}@example.com`);
  const claims = await concurrently(20, 20, async () => {
    const { claimed } = await tasksDatabase(database).write((handle) => ({
      claimed: handle.execute<{ id: string }>('select id from app.claim_mail(5)'),
    }));
    return claimed.rows.map(({ id }) => id);
  });
  expect(claims.flat()).toHaveLength(50);
  expect(new Set(claims.flat()).size).toBe(50);
});

test('what a dead sender had claimed is due again after ten minutes, and is no longer its own', async () => {
  const id = await queueMail(database.sql, 'ada@example.com');
  const dead = await first();
  expect(await find(id)).toMatchObject({ attempts: 1, minutes: 10, claimed: true });
  expect(await claim()).toEqual([]);
  await letTimePass();
  // Too late: the claim has run out, whether or not somebody else has claimed since.
  expect(await handOver(dead)).toBe(false);
  const next = await first();
  expect(next).toEqual({ id, attempt: 2 });
  expect(await handOver(dead)).toBe(false);
  expect(await settle(dead, null)).toBeNull();
  expect(await find(id)).toMatchObject({ attempts: 2, sent: false });
  expect(await handOver(next)).toBe(true);
  expect(await settle(next, null)).toBe('SENT');
});

test('what was handed over is never due again, though its sender died', async () => {
  const id = await queueMail(database.sql, 'ada@example.com');
  expect(await handOver(await first())).toBe(true);
  await letTimePass();
  expect(await claim()).toEqual([]);
  expect(await find(id)).toMatchObject({ sent: false, never: true, last_error: expect.stringContaining('not known') });
});

test('what is sent is settled once and for all', async () => {
  const id = await queueMail(database.sql, 'ada@example.com');
  const mail = await first();
  await handOver(mail);
  expect(await settle(mail, null)).toBe('SENT');
  expect(await settle(mail, 'No.')).toBeNull();
  expect(await handOver(mail)).toBe(false);
  await letTimePass();
  expect(await claim()).toEqual([]);
  expect(await find(id)).toMatchObject({ sent: true, never: true, last_error: null });
});

test('what fails is tried again, later each time, ten times', async () => {
  const id = await queueMail(database.sql, 'ada@example.com');
  const minutes: unknown[] = [];
  for (let attempt = 1; attempt <= 10; attempt++) {
    const mail = await first();
    expect(mail.attempt).toBe(attempt);
    await handOver(mail);
    const outcome = await settle(mail, `Failure ${attempt}`);
    expect(outcome).toBe(attempt < 10 ? 'LATER' : 'GIVEN_UP');
    minutes.push((await find(id)).minutes);
    await letTimePass();
  }
  expect(minutes).toEqual([1, 4, 16, 64, 256, 720, 720, 720, 720, null]);
  expect(await claim()).toEqual([]);
  expect(await find(id)).toMatchObject({ attempts: 10, sent: false, never: true, last_error: 'Failure 10' });
});

test('the tenth claim is the last, also when its sender dies', async () => {
  const id = await queueMail(database.sql, 'ada@example.com');
  for (let attempt = 1; attempt <= 10; attempt++) {
    expect(await first()).toEqual({ id, attempt });
    await letTimePass();
  }
  expect(await claim()).toEqual([]);
  expect(await find(id)).toMatchObject({ attempts: 10, never: true });
});

test('the secret of a mail is handed to whoever sends it, and forgotten once it is sent or given up', async () => {
  const secretOf = async (id: string) =>
    only(await database.sql.query('select secret from outgoing_mail where id = $1', [id])).secret;
  const mail = { kind: 'password-reset', content: { name: 'Ada' }, secret: 'x'.repeat(43) };
  const takeWithSecret = async () =>
    only(await database.asTasks.query<Claim & { secret: string }>('select id, attempt, secret from app.claim_mail(1)'));
  const id = await queueMail(database.sql, 'ada@example.com', mail);
  const taken = await takeWithSecret();
  expect(taken.secret).toBe(mail.secret);
  await handOver(taken);
  expect(await settle(taken, '451 Later')).toBe('LATER');
  expect(await secretOf(id)).toBe(mail.secret);
  await letTimePass();
  const again = await takeWithSecret();
  await handOver(again);
  expect(await settle(again, null)).toBe('SENT');
  expect(await secretOf(id)).toBeNull();

  const refused = await queueMail(database.sql, 'eve@example.com', mail);
  expect(await settle(await takeWithSecret(), '550 No such user', false)).toBe('GIVEN_UP');
  expect(await secretOf(refused)).toBeNull();
});

test('what was refused for good is not tried again', async () => {
  const id = await queueMail(database.sql, 'ada@example.com');
  expect(await settle(await first(), '550 No such user', false)).toBe('GIVEN_UP');
  expect(await claim()).toEqual([]);
  expect(await find(id)).toMatchObject({ attempts: 1, never: true, last_error: '550 No such user' });
});

test('the app cannot look into the queue or write to it in any other way', async () => {
  for (const statement of [
    'select * from outgoing_mail',
    `update outgoing_mail set recipient = 'eve@example.com'`,
    'delete from outgoing_mail',
    `select app.queue_mail('key', null, 'eve@example.com', 'order-confirmation', '{}')`,
    `select app.queue_secret_mail('key', 'eve@example.com', 'password-reset', '{}', 'secret')`,
    'select app.make_mailed_secret()',
  ])
    expect(await refusal(database.asApp.query(statement))).toBe('42501');
});
