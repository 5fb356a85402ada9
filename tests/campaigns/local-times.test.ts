import { afterAll, beforeAll, expect, test } from 'vitest';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// When a clock in a zone shows a time: for each person who gets an email at their own nine o'clock.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

const find = async (local: string, zone: string) =>
  only(
    await database.sql.query<{ at: string | null }>(
      `select to_char(app.find_local_instant($1, $2) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as at`,
      [local, zone],
    ),
  ).at;

test.each([
  ['2026-07-01 09:00', 'America/Chicago', '2026-07-01T14:00Z'],
  ['2026-01-01 09:00', 'America/Chicago', '2026-01-01T15:00Z'],
  // Skipped: it moves on by the gap.
  ['2026-03-08 02:30', 'America/Chicago', '2026-03-08T08:30Z'],
  ['2026-10-04 02:15', 'Australia/Lord_Howe', '2026-10-03T15:45Z'],
  ['2011-12-30 09:00', 'Pacific/Apia', '2011-12-30T19:00Z'],
  // Twice: the first of both.
  ['2026-11-01 01:30', 'America/Chicago', '2026-11-01T06:30Z'],
  ['2026-04-05 01:45', 'Australia/Lord_Howe', '2026-04-04T14:45Z'],
  ['2026-10-25 02:00', 'Europe/Berlin', '2026-10-25T00:00Z'],
  // Around the change, and once only.
  ['2026-11-01 00:59', 'America/Chicago', '2026-11-01T05:59Z'],
  ['2026-11-01 02:00', 'America/Chicago', '2026-11-01T08:00Z'],
  ['2026-11-01 23:00', 'America/Chicago', '2026-11-02T05:00Z'],
  ['2026-03-22 09:00', 'Europe/Berlin', '2026-03-22T08:00Z'],
  ['2026-03-29 09:00', 'Europe/Berlin', '2026-03-29T07:00Z'],
  ['2026-06-01 12:00', 'Asia/Kathmandu', '2026-06-01T06:15Z'],
  ['2026-06-01 12:00', 'Nowhere/At_All', null],
])('%s in %s is %s', async (local, zone, at) => {
  expect(await find(local, zone)).toBe(at);
});

test('in every zone, at nine on every day of a year, the clock shows nine', async () => {
  const { rows } = await database.sql.query(
    `select zone.name, local from pg_timezone_names zone
     cross join generate_series('2026-01-01 09:00'::timestamp, '2026-12-31 09:00', '1 day') local
     where zone.name ~ '^(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/'
       and app.find_local_instant(local, zone.name) at time zone zone.name <> local`,
  );
  expect(rows).toEqual([]);
});
