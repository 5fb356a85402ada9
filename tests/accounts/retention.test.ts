import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { dailyCron } from '../../app/daily-cron.ts';
import { retainedRows } from '../../app/modules/accounts/retention/periods.ts';
import { createOrganization, unknownTokenHash } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTestWorker } from '../setup/worker.ts';

// What is kept for a time only: one list, one task. trust/facts.test.ts holds SECURITY.md to the list.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

test('the task answers for each kind of row in the list', async () => {
  expect((await rows('select what from app.apply_retention()')).map(({ what }) => what)).toEqual(
    Object.keys(retainedRows),
  );
});

test('each kind goes after its time, and not a day before', async () => {
  const { id, owner } = await createOrganization(database.sql);
  const cases: { make: (days: number) => Promise<unknown>; days: number; count: string; what: string }[] = [
    {
      what: 'invitations',
      days: 90,
      make: (days) =>
        rows(
          `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
           values ($1, $2, 'MEMBER', $3, $4, now() - make_interval(days => $5))`,
          [id, `${days}@people.test`, unknownTokenHash(), owner.id, days],
        ),
      count: 'invitations',
    },
    {
      what: 'sentMail',
      days: 90,
      make: (days) =>
        rows(
          `insert into outgoing_mail (key, recipient, kind, content, created_at, sent_at)
           values ($1, 'somebody@people.test', 'refund', '{"a": 1}', now() - make_interval(days => $2), now())`,
          [`retention:${days}`, days],
        ),
      count: `outgoing_mail where key like 'retention:%' and recipient <> ''`,
    },
    {
      what: 'paymentEvents',
      days: 400,
      make: (days) =>
        rows(
          `insert into payment_events (reference, type, received_at) values ($1, 'x', now() - make_interval(days => $2))`,
          [`evt_${days}`, days],
        ),
      count: `payment_events where type = 'x'`,
    },
  ];
  for (const { what, make, days, count } of cases) {
    await make(days + 1);
    await make(days - 1);
    const counted = async () => (await rows(`select count(*)::integer from ${count}`))[0].count;
    expect([what, await counted()]).toEqual([what, 2]);
    const applied = await rows('select what, removed from app.apply_retention()');
    expect(applied.find((row) => row.what === what)).toEqual({ what, removed: 1 });
    expect([what, await counted()]).toEqual([what, 1]);
  }
  expect(await rows(`select key from outgoing_mail where recipient = ''`)).toEqual([{ key: 'retention:91' }]);
});

test('a kind that cannot be removed is logged, and keeps none of the others', async () => {
  const { id, member } = await createOrganization(database.sql);
  await rows(
    `insert into sessions (token_hash, user_id, organization_id, expires_at) values ($1, $2, $3, now() - interval '1 day')`,
    [unknownTokenHash(), member.id, id],
  );
  const ended = () => rows('select 1 from sessions where expires_at < now()');
  expect(await ended()).toHaveLength(1);
  const worker = await startTestWorker(database);
  try {
    await rows('revoke execute on function app.apply_retention from lotline_tasks');
    await worker.runSchedule(dailyCron);
    expect(await ended()).toEqual([]);
    const line = await vi.waitUntil(() => worker.output.find((text) => text.includes('"task":"retention"')), 10_000);
    expect(line).toContain('but not rows: ');
  } finally {
    await rows('grant execute on function app.apply_retention to lotline_tasks');
    await worker.stop();
  }
});
