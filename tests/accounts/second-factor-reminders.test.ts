import { afterAll, beforeAll, expect, test } from 'vitest';
import { dailyCron } from '../../app/daily-cron.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { addMembership, createOrganization, createUser } from '../factories/organizations.ts';
import { createAuthenticator } from '../factories/second-factors.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// A few days before an organization requires a second factor, whoever has none is told once more.

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

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const remindedOf = async (organizationId: string) =>
  (
    await rows(
      `select recipient from outgoing_mail where organization_id = $1 and kind = 'second-factor-required' order by 1`,
      [organizationId],
    )
  ).map(({ recipient }) => recipient);
const requireIn = (organizationId: string, days: number) =>
  rows(`update organizations set second_factor_from = (now() at time zone 'UTC')::date + $2::integer where id = $1`, [
    organizationId,
    days,
  ]);

test('three days before, those without a factor are reminded once, and who joined since is told', async () => {
  const { id, owner, admin, member, viewer } = await createOrganization(database.sql);
  await createAuthenticator(database.sql, owner.id);
  await requireIn(id, 4);
  await worker.runSchedule(dailyCron);
  expect(await remindedOf(id)).toEqual([]);
  await requireIn(id, 3);
  await worker.runSchedule(dailyCron);
  const first = [admin, member, viewer].map(({ email }) => email);
  expect(await remindedOf(id)).toEqual(first.toSorted());
  const late = await createUser(database.sql);
  await addMembership(database.sql, id, late.id, 'MEMBER');
  await worker.runSchedule(dailyCron);
  expect(await remindedOf(id)).toEqual([...first, late.email].toSorted());
});

test('nobody is reminded on the day itself, of a closed organization, or of what they were told yesterday', async () => {
  const [due, closed, fresh] = [
    await createOrganization(database.sql),
    await createOrganization(database.sql),
    await createOrganization(database.sql),
  ];
  await requireIn(due.id, 0);
  await requireIn(closed.id, 2);
  await rows(`update organizations set closing_at = now() - interval '1 day', closed_by = $2 where id = $1`, [
    closed.id,
    closed.owner.id,
  ]);
  await requireIn(fresh.id, 2);
  await rows(
    `insert into outgoing_mail (key, organization_id, recipient, kind, content)
     select 'second-factor-required:' || organization_id || ':' || second_factor_from || ':' || user_id, organization_id, 'told@people.test', 'told', '{}'
     from memberships join organizations on organizations.id = organization_id where organization_id = $1`,
    [fresh.id],
  );
  await asViewer(database.asTasks, null, (client) => client.query('select app.remind_of_second_factors()'));
  for (const { id } of [due, closed, fresh]) expect(await remindedOf(id)).toEqual([]);
});
