import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  addRecipients,
  createEmail,
  createRecipients,
  createSender,
  queueAll,
  scheduleEmail,
  startDue,
  startEmail,
} from '../factories/campaign-emails.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { askForStride, settle } from '../factories/strides.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// How fast mail goes out, in all and to each group of servers, and what happens when one asks to slow down.

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createSender(database.sql);
  await database.sql.query('delete from send_budgets');
});

afterAll(async () => {
  await database?.drop();
});

const ask = (emailId: string, request: Parameters<typeof askForStride>[3] = {}) =>
  askForStride(database.asApp, database.sql, emailId, request);
const findBudget = async (name: string) =>
  only(
    await database.sql.query<{ tokens: number; minutes: number; paused: boolean }>(
      `select tokens, pause_minutes as minutes, coalesce(paused_until > now(), false) as paused from send_budgets where name = $1`,
      [name],
    ),
  );
/** As if so many seconds had passed. */
const letTimePass = (seconds: number) =>
  database.sql.query(
    `update send_budgets set refilled_at = refilled_at - make_interval(secs => $1), paused_until = paused_until - make_interval(secs => $1)`,
    [seconds],
  );

test('a bucket of the transport that is empty makes lanes wait, and fills up again', async () => {
  const email = await startEmail(database, organization, 60);
  const settings = { rate: 10, groupRate: 0 };
  const sizes: unknown[] = [];
  for (let settlements: object[] = []; sizes.length < 3; ) {
    const stride = await ask(email, { settings, settlements });
    sizes.push(stride.rows?.length ?? stride.outcome);
    settlements = stride.rows ? [settle(stride, { outcome: 'SENT' })] : [];
  }
  expect(sizes).toEqual([10, 10, 'THROTTLED']);
  await letTimePass(1);
  expect((await ask(email, { settings })).rows).toHaveLength(10);
  // However long nothing went out, no more than two seconds' worth is saved up.
  await letTimePass(10_000);
  await ask(email, { settings });
  expect((await findBudget('transport')).tokens).toBeLessThanOrEqual(10);
});

test('one group of servers that is used up does not hold up the others', async () => {
  const { sql, asApp } = database;
  const listId = await createRecipients(sql, organization, 40, { domain: 'gmail.com' });
  await addRecipients(sql, organization, listId, 20, { domain: 'harbor.test' });
  const email = await createEmail(sql, organization, [listId]);
  await scheduleEmail(asApp, sql, organization, email);
  await startDue(asApp);
  await queueAll(asApp, email);
  const settings = { rate: 0, groupRate: 5 };
  let settlements: object[] = [];
  const seen: Record<string, number> = {};
  for (let count = 0; count < 8; count++) {
    const stride = await ask(email, { settings, settlements });
    for (const row of stride.rows ?? []) {
      const domain = row.email.split('@')[1] ?? '';
      seen[domain] = (seen[domain] ?? 0) + 1;
    }
    settlements = stride.rows ? [settle(stride, { outcome: 'SENT' })] : [];
  }
  for (const domain of ['gmail.com', 'harbor.test']) {
    expect(seen[domain]).toBeGreaterThanOrEqual(5);
    // Ten at once, and what came in while this ran.
    expect(seen[domain]).toBeLessThanOrEqual(20);
  }
});

test('a group that says "slower" is paused for 1, 2, 4 … 60 minutes, and forgets it once it takes a message', async () => {
  const email = await startEmail(database, organization, 200, { domain: 'gmail.com' });
  const minutes: number[] = [];
  for (let count = 0; count < 8; count++) {
    const stride = await ask(email);
    await ask(email, {
      limit: 0,
      settlements: [settle(stride, { outcome: 'UNSENT', reason: '421 slower', pauses: 'GROUP' })],
    });
    minutes.push((await findBudget('gmail')).minutes);
    expect((await ask(email)).outcome).toBe('NOTHING');
    await letTimePass(3_601);
  }
  expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  const stride = await ask(email);
  await ask(email, { limit: 0, settlements: [settle(stride, { outcome: 'SENT' })] });
  expect(await findBudget('gmail')).toMatchObject({ minutes: 0, paused: false });
});

test('messages of one stride that are told the same pause once', async () => {
  const email = await startEmail(database, organization, 30, { domain: 'gmail.com' });
  const [one, two] = [await ask(email), await ask(email)];
  for (const stride of [one, two])
    await ask(email, {
      limit: 0,
      settlements: [settle(stride, { outcome: 'NOT_TAKEN', reason: '451', pauses: 'GROUP' })],
    });
  expect(await findBudget('gmail')).toMatchObject({ minutes: 1, paused: true });
});

test('a transport that is paused pauses everybody', async () => {
  const email = await startEmail(database, organization, 30);
  const stride = await ask(email);
  await ask(email, {
    limit: 0,
    settlements: [settle(stride, { outcome: 'UNSENT', reason: 'no connection', pauses: 'TRANSPORT' })],
  });
  const other = await createSender(database.sql);
  const second = await startEmail(database, other, 3);
  for (const waiting of [email, second]) expect((await ask(waiting)).outcome).toBe('NOTHING');
  await letTimePass(61);
  for (const waiting of [email, second]) expect((await ask(waiting)).outcome).toBe('HANDED_OVER');
});
