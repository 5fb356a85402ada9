import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { startUntilBlocked, withConnections } from '../factories/connections.ts';
import { createModuleRow, systemCategoryId } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { addVehicle, callByName, createBookkeepers, tripValues, yearValues } from './books.ts';
import { changeTicked, enter } from './entries.ts';

// Several people write trips, costs and the year of one vehicle at once.

const year = 2025;

let database: TestDatabase;
let organization: TestOrganization;
let vehicle: string;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createBookkeepers(database);
  vehicle = await addVehicle(database, organization.owner);
});

afterAll(async () => {
  await database?.drop();
});

type As = { asApp: Client };
const saveYear = (as: As, values: object) =>
  callByName(
    as,
    organization.owner,
    'save_vehicle_year',
    yearValues({ vehicle_id: vehicle, tax_year: year, ...values }),
  );
const saveTrip = (as: As, values: object) =>
  callByName(as, organization.owner, 'save_trip', tripValues({ vehicle_id: vehicle, date: '2025-03-04', ...values }));

async function addTrip(distance: number): Promise<string> {
  const id = randomUUID();
  expect(await saveTrip(database, { id, distance })).toBe('SAVED');
  return id;
}

const addCost = async (code: string) =>
  String(
    (
      await createModuleRow(database.sql, 'expenses', organization, {
        date: '2025-04-01',
        tax_year: year,
        category_id: await systemCategoryId(database.sql, code),
        vehicle_id: vehicle,
        status: 'APPROVED',
        approved_at: new Date(),
      })
    ).id,
  );

/** The method and percent of the year as the table has them, and the percent that follows from trips and odometer. */
async function readYear() {
  return only(
    await database.sql.query<{ method: string; percent: number | null; measured: number | null }>(
      `select method, business_percent::float8 as percent,
         (select round(least(100, 100 * coalesce(sum(mileage_distance), 0) / nullif(odometer_end - odometer_start, 0)), 2)::float8 from expenses
          where vehicle_id = $1 and tax_year = $2 and mileage_distance is not null and status = 'APPROVED') as measured
       from vehicle_years where vehicle_id = $1 and tax_year = $2`,
      [vehicle, year],
    ),
  );
}

const percentsOf = async (condition: string) =>
  (
    await database.sql.query<{ percent: number }>(
      `select distinct deduction_percent::float8 as percent from expenses where vehicle_id = $1 and tax_year = $2 and ${condition}`,
      [vehicle, year],
    )
  ).rows.map(({ percent }) => percent);

test('a trip that changes while the method of its year does waits for it, and neither is lost', async () => {
  const trip = await addTrip(100);
  expect(await saveYear(database, { odometer_start: 0, odometer_end: 1_000 })).toBe('SAVED');
  await withConnections(database.appUrl, 2, async (first, second) => {
    await database.sql.query('begin');
    await database.sql.query('select from vehicle_years where vehicle_id = $1 for update', [vehicle]);
    await withConnections(database.ownerUrl, 1, async (observer) => {
      const method = await startUntilBlocked(present(observer), present(first), (asApp) =>
        saveYear({ asApp }, { version: 1, method: 'ACTUAL', odometer_start: 0, odometer_end: 1_000 }),
      );
      const change = await startUntilBlocked(present(observer), present(second), (asApp) =>
        saveTrip({ asApp }, { id: trip, version: 1, distance: 250 }),
      );
      await database.sql.query('commit');
      // A trip has another version once its percent is another: it is told so. What never comes is a deadlock.
      expect([await method.result, await change.result]).toEqual(['SAVED', 'CHANGED']);
    });
  });
  expect(await readYear()).toEqual({ method: 'ACTUAL', percent: 10, measured: 10 });
  expect(await percentsOf('mileage_distance is not null')).toEqual([0]);
});

test('a trip and a cost that come while something is said of their year for the first time count in it', async () => {
  await withConnections(database.appUrl, 3, async (saying, driving, paying) => {
    const [trip, cost] = await asViewer(present(saying), organization.owner.tokenHash, async (client) => {
      await client.query(
        `select app.save_vehicle_year(p_vehicle_id => $1, p_tax_year => $2, p_version => null, p_method => 'ACTUAL', p_odometer_start => 0,
           p_odometer_end => 1000, p_commuting_miles => 0, p_is_available_for_personal_use => false, p_has_another_vehicle => false,
           p_has_evidence => true, p_is_evidence_written => true)`,
        [vehicle, year],
      );
      return [
        await startUntilBlocked(database.sql, present(driving), (asApp) => saveTrip({ asApp }, { distance: 400 })),
        await startUntilBlocked(database.sql, present(paying), async (asApp) =>
          enter({ sql: database.sql, asApp }, organization.owner, {
            date: '2025-04-05',
            vehicle_id: vehicle,
            category_id: await systemCategoryId(database.sql, 'CAR'),
          }),
        ),
      ] as const;
    });
    expect(await trip.result).toBe('SAVED');
    expect((await cost.result).outcome).toBe('SAVED');
  });
  expect(await readYear()).toEqual({ method: 'ACTUAL', percent: 40, measured: 40 });
  expect(await percentsOf('mileage_distance is null')).toEqual([40]);
});

test('who says a year, drives, decides and closes at once ends without a deadlock, and the percent is that of the trips', async () => {
  const trips: string[] = [];
  for (let count = 0; count < 6; count++) trips.push(await addTrip(50));
  const costs = [await addCost('CAR'), await addCost('OTHER_INTEREST'), await addCost('TAXES_LICENSES')];
  expect(await saveYear(database, { odometer_start: 0, odometer_end: 1_000 })).toBe('SAVED');
  const asked = { undecided: 0, without_receipt: 0, unmapped: 0 };
  const versionsOf = async (ids: readonly string[]) =>
    (
      await database.sql.query<{ id: string; version: number }>(
        'select id, version from expenses where id = any ($1)',
        [ids],
      )
    ).rows;
  /** What a writer does in its rounds; each round is a transaction. */
  const writers: ((as: As, round: number) => Promise<unknown>)[] = [
    async (as, round) => {
      const { version } = only(
        await database.sql.query<{ version: number }>('select version from vehicle_years where vehicle_id = $1', [
          vehicle,
        ]),
      );
      return saveYear(as, {
        version,
        method: round % 2 ? 'STANDARD' : 'ACTUAL',
        odometer_start: 0,
        odometer_end: 1_000 + round,
      });
    },
    async (as, round) => {
      const { id, version } = present((await versionsOf([present(trips[round % 3])]))[0]);
      return saveTrip(as, { id, version, distance: 20 + round });
    },
    (as, round) => saveTrip(as, { distance: 1 + round }),
    async (as) => {
      const ticked = await versionsOf([...costs, ...trips.slice(3)]);
      return changeTicked({ sql: database.sql, ...as }, organization.owner, 'APPROVE', ticked);
    },
    async (as, round) => {
      const { id, version } = present((await versionsOf([present(trips[3 + (round % 3)])]))[0]);
      return callByName(as, organization.admin, 'decide_expense', {
        id,
        version,
        decision: round % 2 ? 'APPROVE' : 'REJECT',
        note: 'Not for the business.',
      });
    },
    async (as, round) =>
      round < 7 ? 'WAITS' : callByName(as, organization.owner, 'close_tax_year', { year, ...asked }),
  ];
  await withConnections(database.appUrl, writers.length, async (...clients) => {
    const failures: string[] = [];
    await Promise.all(
      writers.map(async (write, place) => {
        const asApp = present(clients[place]);
        for (let round = 0; round < 10; round++) {
          await write({ asApp }, round).catch((error: Error) => failures.push(error.message));
        }
      }),
    );
    expect(failures).toEqual([]);
  });
  const { method, percent, measured } = await readYear();
  expect(percent).toBe(measured);
  expect(await percentsOf('mileage_distance is not null')).toEqual([method === 'ACTUAL' ? 0 : 100]);
  expect(await percentsOf(`category_id <> '${await systemCategoryId(database.sql, 'CAR')}'`)).toEqual([percent]);
});
