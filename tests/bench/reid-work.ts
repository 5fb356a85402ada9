import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { neon, neonConfig } from '@neondatabase/serverless';
import { Client } from 'pg';
import { judgeDueAlerts } from '../../app/modules/reid/alerts/due-alerts.server.ts';
import { localUrl } from '../../db/local/connection.ts';
import { makeMarketReport } from '../factories/market-reports.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { readPageForm } from '../factories/page-forms.ts';
import { unlockModules } from '../factories/purchases.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { only } from '../factories/rows.ts';
import { writeTowns, zhvi, zhviSource } from '../reid/import-room.ts';
import type { TestDatabase } from '../setup/database.ts';
import { templatePort } from '../setup/template.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import type { Comparison, Workshop } from './module-bench.ts';

const mebibyte = 2 ** 20;
/** Of forty months each, one in eleven of them empty: 100,000 rows. */
const towns = 2_750;
const alerts = 1_000;
const rowsAtOnce = 2_000;
/** Of a page and its PDF; the median counts. */
const readings = 5;

/**
 * Imports 100,000 rows and takes them back, judges 1,000 alerts and makes a report of ten areas, as a browser of an owner does it.
 * @throws when a step is not answered as it should be
 */
export async function measureReidWork({ database, worker, measure, latest }: Workshop): Promise<Comparison[]> {
  const organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });

  const desk = { visitor, sql: database.sql };
  await measure('a page', {}, () => visitor.get('/reid'));
  const heapLimit = Math.round(latest().heap / mebibyte) + 64;
  // After five times, a connection keeps the plans it has: those are made for few rows.
  for (const few of [1, 2, 3, 4, 5, 6]) await importTowns(desk, few);
  const file = await uploadTowns(visitor, towns);
  await measure('100,000 rows: check', { heapLimit, requestLimit: 70 }, () =>
    press(desk, file, 'check', 'Ready to apply'),
  );
  const checked = latest();
  await measure('100,000 rows: apply', { heapLimit, requestLimit: 70 - checked.requests }, () =>
    press(desk, file, 'apply', 'Undo import'),
  );
  const imported = checked.seconds + latest().seconds;

  await addAlerts(database, organization);
  await measure('1,000 alerts: judge', { requestLimit: 5 }, () =>
    judgeDueAlerts({ database: requestDatabase(database), requestId: randomUUID() }),
  );
  const report = await makeReport(database, organization);
  const page = await readMedian(visitor, `/reid/reports/${report}`);
  const pdf = await readMedian(visitor, `/reid/reports/${report}.pdf`);

  await measure('100,000 rows: undo', { heapLimit }, () => press(desk, file, 'undo', 'Everything is as it was before'));
  await importTowns(desk, towns);
  const [copied, inserted] = await writeAgain(database, organization);
  return [
    { what: 'rows a second: check and apply, as against COPY', value: copied / imported, least: 0.15 },
    { what: 'rows a second: check and apply, as against bare inserts', value: inserted / imported, least: 0.5 },
    { what: 'the PDF of ten areas, as against its page', value: pdf / page, most: 20 },
  ];
}

/** Returns the address of the import. */
async function uploadTowns(visitor: Visitor, count: number): Promise<string> {
  const form = readPageForm((await visitor.get('/reid/data/new')).text, 'license');
  const file = new File([writeTowns(count)], zhvi, { type: 'text/csv' });
  const { location, text } = await visitor.post('/reid/data/new', { ...form, license: 'on', file });
  if (!location) throw new Error(`The file was refused: ${text.slice(0, 300)}`);
  return location;
}

async function importTowns(desk: { visitor: Visitor; sql: Client }, count: number): Promise<void> {
  const file = await uploadTowns(desk.visitor, count);
  await press(desk, file, 'check', 'Ready to apply');
  await press(desk, file, 'apply', 'Undo import');
}

/**
 * Presses a button of an import, waits until its work is done, going on where it was left, and looks whether its page says so. How far
 * it is is asked of Postgres itself, so that only what a person needs is counted.
 */
async function press(
  { visitor, sql }: { visitor: Visitor; sql: Client },
  address: string,
  intent: string,
  done: string,
): Promise<void> {
  await visitor.post(address, intent === 'check' ? { intent, from: '' } : { intent });
  for (;;) {
    const { isAtWork, isLeft } = only(
      await sql.query<{ isAtWork: boolean; isLeft: boolean }>(
        `select status in ('CHECKING', 'APPLYING', 'UNDOING') as "isAtWork", leased_until is null or leased_until < now() as "isLeft"
         from reid_imports where id = $1`,
        [address.split('/').at(-1)],
      ),
    );
    if (!isAtWork) break;
    if (isLeft) await visitor.post(address, { intent: 'continue' });
    await wait(100);
  }
  if (!(await visitor.get(address)).text.includes(done))
    throw new Error(`${intent}: the page of the import does not say “${done}”.`);
}

/** As a superuser: without the limits of a tier, which triggers hold. */
async function asSuperuser<Result>(database: TestDatabase, work: (sql: Client) => Promise<Result>): Promise<Result> {
  const sql = new Client({
    connectionString: localUrl(templatePort(), 'postgres', new URL(database.appUrl).pathname.slice(1)),
  });
  await sql.connect();
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

async function addAlerts(database: TestDatabase, { id, owner }: TestOrganization): Promise<void> {
  await asSuperuser(database, async (sql) => {
    await sql.query('set session_replication_role = replica');
    await sql.query(
      `insert into reid_alerts (organization_id, user_id, name, alert_type, area_keys, conditions)
       select $1, $2, 'Alert ' || number, 'PRICE_INCREASE', array['metro-town-' || number || '-tx', 'metro-town-' || number + 1000 || '-tx'],
         jsonb_build_object('figure', 'price', 'compare', 'rises', 'value', 1, 'unit', 'percent', 'over', 'year', 'source', $3::text)
       from generate_series(1, $4::integer) number`,
      [id, owner.id, zhviSource, alerts],
    );
  });
}

/** Returns the id of a report of ten areas, with every section. */
async function makeReport({ sql, asApp }: TestDatabase, { id, owner }: TestOrganization): Promise<string> {
  const { rows } = await sql.query<{ area: string }>(
    'select distinct area_key as area from reid_market_data where organization_id = $1 order by area_key limit 10',
    [id],
  );
  const made = await makeMarketReport(asApp, owner, {
    areas: rows.map(({ area }) => area),
    from: '2021-01-01',
    to: '2024-12-31',
  });
  if (made.outcome !== 'MADE') throw new Error(`The report was not made: ${made.outcome}.`);
  return made.id;
}

/** Milliseconds until an address is answered whole. */
async function readMedian(visitor: Visitor, address: string): Promise<number> {
  const times: number[] = [];
  for (let reading = 0; reading < readings; reading += 1) {
    const startedAt = performance.now();
    const { status } = await visitor.get(address);
    if (status !== 200) throw new Error(`${address}: ${status}.`);
    times.push(performance.now() - startedAt);
  }
  times.sort((one, other) => one - other);
  return times[Math.floor(readings / 2)] ?? Number.NaN;
}

/** Writes the same rows into the same table once more: by COPY, and by bare inserts at the endpoint. Returns the seconds of both. */
async function writeAgain(database: TestDatabase, { id }: TestOrganization): Promise<[copy: number, insert: number]> {
  const file = join(tmpdir(), `lotline-copy-${randomUUID()}`);
  return await asSuperuser(database, async (sql) => {
    const { list } = only(
      await sql.query<{ list: string }>(
        `select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as list from information_schema.columns
         where table_schema = 'public' and table_name = 'reid_market_data' and is_generated = 'NEVER'`,
      ),
    );
    const clear = async () => {
      await sql.query('delete from reid_market_data where organization_id = $1', [id]);
      await sql.query('vacuum analyze reid_market_data');
    };
    try {
      await sql.query(
        `create table written_again as select ${list} from reid_market_data where organization_id = '${id}'`,
      );
      const { rows } = await sql.query<{ row: unknown }>('select to_jsonb(written_again) as row from written_again');
      await sql.query(`copy written_again to '${file}'`);
      await clear();
      const copied = await timeSeconds(() => sql.query(`copy reid_market_data (${list}) from '${file}'`));
      await clear();

      neonConfig.fetchEndpoint = () => database.endpoint.url;
      const insert = neon(database.ownerUrl);
      const columns = await describeColumns(sql);
      const inserted = await timeSeconds(async () => {
        for (let first = 0; first < rows.length; first += rowsAtOnce)
          await insert.query(
            `insert into reid_market_data (${list})
             select ${list} from jsonb_to_recordset($1::jsonb) as given (${columns})`,
            [JSON.stringify(rows.slice(first, first + rowsAtOnce).map(({ row }) => row))],
          );
      });
      return [copied, inserted];
    } finally {
      await rm(file, { force: true });
    }
  });
}

/** The columns of the table with their types, as a list of columns of a function says them. */
async function describeColumns(sql: Client): Promise<string> {
  const { list } = only(
    await sql.query<{ list: string }>(
      `select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum) as list
       from pg_attribute where attrelid = 'written_again'::regclass and attnum > 0 and not attisdropped`,
    ),
  );
  return list;
}

async function timeSeconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
