import { neon } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QueryHandle } from '#db/request-db.server.ts';
import {
  findSimulation,
  listComparedSimulations,
  listScenarios,
  listSimulations,
  readCalculator,
} from '../../app/modules/reid/roi/queries.server.ts';
import { explainAs } from '../bench/plans.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let organization: TestOrganization;
let handle: QueryHandle;
let simulation: string;
let figure: string;

// Enough rows that reading a table from end to end is never the better plan.
beforeAll(async () => {
  database = await createTestDatabase();
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const { sql } = database;
  await sql.query(
    `insert into reid_market_data (organization_id, area_key, area_name, area_type, zip_code, report_date, period_type, data_source,
       median_price, median_rent)
     select $1, 'zip-' || zip, zip, 'ZIP', zip, (date '2020-01-31' + month * 31), 'MONTHLY', source, 30000000 + month, 200000
     from generate_series(10000, 10999) number
     cross join lateral (select number::text as zip) named
     cross join generate_series(0, 29) month
     cross join (values ('redfin'), ('zillow-zhvi')) published (source)`,
    [organization.id],
  );
  await sql.query(
    `insert into reid_series_values (organization_id, data_source, series, report_date, period_type, value)
     select $1, 'fred', series, date '2000-01-06' + week * 7, 'WEEKLY', 6 + week % 3
     from generate_series(0, 1300) week cross join (values ('MORTGAGE30US'), ('MORTGAGE15US'), ('DGS10')) published (series)`,
    [organization.id],
  );
  await sql.query(
    `insert into reid_roi_simulations (organization_id, user_id, name, inputs, is_template)
     select $1, $2, 'Rental ' || number, '{}', number % 1000 = 0 from generate_series(1, 5000) number`,
    [organization.id, organization.member.id],
  );
  await sql.query('analyze reid_market_data, reid_series_values, reid_roi_simulations');
  simulation = only(await sql.query<{ id: string }>('select id from reid_roi_simulations limit 1')).id;
  figure = only(
    await sql.query<{ id: string }>(`select id from reid_market_data where area_key = 'zip-10500' limit 1`),
  ).id;
  handle = drizzle({ client: neon(database.appUrl) });
});

afterAll(async () => {
  await database?.drop();
});

type Build = (handle: QueryHandle) => { toSQL(): { sql: string; params: unknown[] } };

const large = ['reid_market_data', 'reid_series_values', 'reid_roi_simulations'];
const queries: [string, Build][] = [
  [
    'the calculator with figures of an area',
    (db) =>
      readCalculator(db, {
        areaKeys: ['zip-10500', 'city-tx-austin'],
        source: null,
        figures: { price: figure, rent: figure, rate: figure },
        changedId: simulation,
      }),
  ],
  [
    'the calculator without any',
    (db) => readCalculator(db, { areaKeys: [], source: null, figures: {}, changedId: null }),
  ],
  ['the newest simulations', (db) => listSimulations(db, 1)],
  ['a simulation', (db) => findSimulation(db, simulation)],
  ['its scenarios', (db) => listScenarios(db, simulation)],
  ['simulations to compare', (db) => listComparedSimulations(db, [simulation])],
];

test.each(queries)('no table is read from end to end for %s', async (_what, build) => {
  const { sql, params } = build(handle).toSQL();
  const { tokenHash } = organization.member;
  const plan = await explainAs(database.asApp, tokenHash, sql, params);
  expect(plan.readWhole.filter((table) => large.includes(table))).toEqual([]);
  expect(plan.indexes).not.toEqual([]);
});
