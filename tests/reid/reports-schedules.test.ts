import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeDueReports } from '../../app/modules/reid/reports/scheduled.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { addMonths } from '../factories/market-figures.ts';
import { makeMarketReport } from '../factories/market-reports.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { concurrently, requestDatabase } from '../factories/request-databases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database?.drop());

// Each test has an organization of its own with one area.
beforeEach(async () => {
  await database.sql.query('update reid_reports set next_run_at = null');
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  await addMonths(database.sql, organization, {
    zip: '78704',
    count: 14,
    figures: (back) => ({ median_price: 40_000_000 - 100_000 * back }),
  });
});

const system = () => ({ database: requestDatabase(database), requestId: 'test' });

/** A report with a schedule, by its OWNER. */
async function schedule({
  frequency = 'MONTHLY',
  hour = 8,
  zone = 'America/Chicago',
  recipients = [] as string[],
} = {}): Promise<string> {
  const { id } = await makeMarketReport(database.asApp, organization.owner, {
    name: 'Prices',
    sections: ['prices'],
    from: '2023-05-01',
    to: '2024-06-30',
  });
  const { outcome } = only(
    await asViewer(database.asApp, organization.owner.tokenHash, (client) =>
      client.query('select app.schedule_reid_report($1, $2, $3, $4, $5) as outcome', [
        id,
        frequency,
        hour,
        zone,
        recipients,
      ]),
    ),
  );
  expect(outcome).toBe('SCHEDULED');
  return id;
}

const rowOf = async (id: string) => only(await database.sql.query('select * from reid_reports where id = $1', [id]));

/** Lets a schedule be due as of a moment that passed, and figures be newer than its report. */
async function makeDue(id: string, dueAt: string, hasNews = true): Promise<void> {
  await database.sql.query(
    `update reid_reports set next_run_at = $2::timestamptz, schedule = schedule || jsonb_build_object('dueAt', $2::text) where id = $1`,
    [id, dueAt],
  );
  if (hasNews)
    await database.sql.query(
      `update reid_market_data set median_price = median_price + 1, updated_at = now() where organization_id = $1`,
      [organization.id],
    );
}

const madeOf = async (id: string) =>
  (await database.sql.query('select * from reid_reports where template_id = $1 order by created_at', [id])).rows;

const mailsOf = async () =>
  (
    await database.sql.query(
      `select recipient, content from outgoing_mail where organization_id = $1 and kind = 'market-report' order by recipient`,
      [organization.id],
    )
  ).rows;

test('a due schedule makes one report of its period, named after it, and tells its recipients once', async () => {
  const { viewer, member } = organization;
  const id = await schedule({ recipients: [viewer.id, member.id] });
  // The newest moment that has passed: the first of this month.
  const { first } = only(
    await database.sql.query<{ first: string }>(
      `select date_trunc('month', now() at time zone 'America/Chicago')::date::text as first`,
    ),
  );
  await makeDue(id, '2024-07-01T13:00:00Z');
  await database.sql.query(
    `update reid_market_data set report_date = ($2::date - 1 - (('2024-06-30'::date - report_date) || ' days')::interval)::date where organization_id = $1`,
    [organization.id, first],
  );
  expect(await makeDueReports(system())).toEqual({ made: 1, failed: 0 });
  const [made, ...others] = await madeOf(id);
  expect(others).toEqual([]);
  expect(made).toMatchObject({ status: 'COMPLETED', user_id: organization.owner.id, is_public: false });
  const named = only(
    await database.sql.query(
      `select to_char($1::date - 1, 'YYYY-MM') as key, 'Prices, ' || to_char($1::date - 1, 'FMMonth YYYY') as name,
         ($1::date - 1)::text as last, ($1::date - interval '14 months')::date::text as first`,
      [first],
    ),
  );
  expect([made?.period_key, made?.name]).toEqual([named.key, named.name]);
  expect([made?.data.from, made?.data.to]).toEqual([named.first, named.last]);
  expect(new Set(made?.shared_with_users)).toEqual(new Set([viewer.id, member.id]));
  const mails = await mailsOf();
  expect(mails.map(({ recipient }) => recipient)).toEqual([viewer.email, member.email].sort());
  expect(mails[0]?.content).toMatchObject({ report: named.name, reportId: made?.id });
  // Run again, it is not due; made due again for the same period, it makes nothing.
  expect(await makeDueReports(system())).toEqual({ made: 0, failed: 0 });
  await makeDue(id, '2024-07-01T13:00:00Z');
  expect(await makeDueReports(system())).toEqual({ made: 0, failed: 0 });
  expect(await madeOf(id)).toHaveLength(1);
  expect(await mailsOf()).toHaveLength(2);
  expect((await rowOf(id)).next_run_at.getTime()).toBeGreaterThan(Date.now());
});

test('eight runs of the schedule at once make one report', async () => {
  const id = await schedule();
  await makeDue(id, new Date(Date.now() - 60_000).toISOString());
  await database.sql.query(
    `update reid_market_data set report_date = (now()::date - (('2024-06-30'::date - report_date) || ' days')::interval - interval '40 days')::date where organization_id = $1`,
    [organization.id],
  );
  const runs = await concurrently(8, 8, () => makeDueReports(system()));
  expect(runs.reduce((sum, { made }) => sum + made, 0)).toBe(1);
  expect(await madeOf(id)).toHaveLength(1);
});

test('a period in which nothing new arrived is skipped with a note', async () => {
  const id = await schedule();
  await makeDue(id, '2024-07-01T13:00:00Z', false);
  expect(await makeDueReports(system())).toEqual({ made: 0, failed: 0 });
  const { schedule: kept, next_run_at } = await rowOf(id);
  expect(kept.note).toMatch(/^Skipped .+ Nothing new arrived since the last one\.$/);
  expect(next_run_at.getTime()).toBeGreaterThan(Date.now());
  expect(await madeOf(id)).toEqual([]);
});

test('below ELITE, without the tool and after its maker has left, a schedule does not run; with the tier it goes on', async () => {
  const id = await schedule();
  const run = async () => (await makeDueReports(system())).made;
  await database.sql.query(
    `update reid_market_data set report_date = (now()::date - (('2024-06-30'::date - report_date) || ' days')::interval - interval '40 days')::date where organization_id = $1`,
    [organization.id],
  );
  await makeDue(id, new Date(Date.now() - 60_000).toISOString());
  const setTier = (tier: string) =>
    database.sql.query('update organizations set subscription_tier = $2 where id = $1', [organization.id, tier]);
  await setTier('GROWTH');
  expect(await run()).toBe(0);
  await setTier('ELITE');
  await database.sql.query(`update tool_purchases set suspended_at = now() where organization_id = $1`, [
    organization.id,
  ]);
  expect(await run()).toBe(0);
  await database.sql.query(`update tool_purchases set suspended_at = null where organization_id = $1`, [
    organization.id,
  ]);
  await database.sql.query(`update memberships set role = 'VIEWER' where user_id = $1`, [organization.owner.id]);
  expect(await run()).toBe(0);
  expect((await rowOf(id)).schedule.note).toContain('Whoever made it');
  await database.sql.query(`update memberships set role = 'OWNER' where user_id = $1`, [organization.owner.id]);
  await makeDue(id, new Date(Date.now() - 60_000).toISOString());
  expect(await run()).toBe(1);
});

test.each([
  // Monday eight o'clock in Chicago, before and after clocks go back on 1 November 2026.
  ['WEEKLY', 8, 'America/Chicago', '2026-10-25T00:00:00Z', '2026-10-26T13:00:00Z'],
  ['WEEKLY', 8, 'America/Chicago', '2026-10-26T13:00:00Z', '2026-11-02T14:00:00Z'],
  ['MONTHLY', 0, 'UTC', '2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
  ['MONTHLY', 8, 'Pacific/Auckland', '2026-11-29T00:00:00Z', '2026-11-30T19:00:00Z'],
  ['QUARTERLY', 8, 'America/New_York', '2026-11-29T00:00:00Z', '2027-01-01T13:00:00Z'],
  // The Monday after clocks go forward.
  ['WEEKLY', 2, 'America/New_York', '2027-03-13T00:00:00Z', '2027-03-15T06:00:00Z'],
])('%s at %d in %s after %s is due at %s', async (frequency, hour, zone, after, due) => {
  const { run } = only(
    await database.sql.query<{ run: Date }>('select app.next_report_run($1, $2, $3, $4) as run', [
      frequency,
      hour,
      zone,
      after,
    ]),
  );
  expect(run.toISOString()).toBe(new Date(due).toISOString());
});

test('an unknown zone, a stranger and an eleventh recipient are refused', async () => {
  const id = await schedule();
  const other = await createOrganization(database.sql);
  const ask = async (zone: string, recipients: string[]) =>
    only(
      await asViewer(database.asApp, organization.owner.tokenHash, (client) =>
        client.query(`select app.schedule_reid_report($1, 'WEEKLY', 8, $2, $3) as outcome`, [id, zone, recipients]),
      ),
    ).outcome;
  expect(await ask('Middle/Earth', [])).toBe('NO_ZONE');
  expect(await ask('UTC', [other.owner.id])).toBe('NO_PERSON');
  expect(
    await ask(
      'UTC',
      Array.from({ length: 11 }, () => organization.owner.id),
    ),
  ).toBe('NO_PERSON');
  expect((await rowOf(id)).schedule).toMatchObject({ frequency: 'MONTHLY', recipients: [] });
});

test('schedules that are skipped keep no other one waiting', async () => {
  for (let count = 0; count < 6; count++) await makeDue(await schedule(), '2024-07-01T13:00:00Z', false);
  const { claimed } = only(
    await asViewer(database.asApp, null, (client) =>
      client.query('select count(*)::integer as claimed from app.claim_scheduled_reports(1)'),
    ),
  );
  expect(claimed).toBe(0);
  const { rows } = await database.sql.query(
    `select schedule ->> 'note' as note from reid_reports where organization_id = $1 and schedule is not null`,
    [organization.id],
  );
  expect(rows).toHaveLength(6);
  for (const { note } of rows) expect(note).toContain('Nothing new arrived');
});
