import { Client } from 'pg';
import { startWorker } from '../../app/local/workerd.ts';
import { localUrl } from '../../db/local/connection.ts';
import { createOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { templatePort } from '../setup/template.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { measuredBindings } from './measured-bindings.ts';
import type { ModuleBench } from './module-bench.ts';

const few = 2;
const many = 200;

/** How much more a page may cost among 200 organizations than among two. */
export const highestRatio = 1.5;
const warmUps = 3;
const rounds = 15;

/** A page, and a text that it shows when it shows what it should. `:name` stands for what `fill` names. */
export interface CrowdedPage {
  address: string;
  shows: string;
}

/** What a page costs with few organizations and with many. Medians, in milliseconds. */
export interface CrowdedPageResult {
  page: string;
  small: number;
  large: number;
  ratio: number;
}

type Measured = Pick<ModuleBench, 'pages' | 'growingTables' | 'fill'>;

interface Crowd {
  database: TestDatabase;
  visitor: Visitor;
  addressOf(page: CrowdedPage): string;
  close(): Promise<void>;
}

/**
 * Measures pages among two organizations and among 200, for an organization that has the same in both. The template's Postgres and a
 * built Worker have to be there.
 * @throws when a page does not show what it should, or a growing table was read whole
 */
export async function measureCrowdedPages(
  module: Measured,
  note: (text: string) => void,
): Promise<CrowdedPageResult[]> {
  const open: Crowd[] = [];
  try {
    const gather = async (organizations: number) => {
      const startedAt = performance.now();
      const crowd = await gatherCrowd(module, organizations);
      open.push(crowd);
      note(`${organizations} organizations: ${Math.round((performance.now() - startedAt) / 1000)} s to fill`);
      return crowd;
    };
    const small = await gather(few);
    // Before the many are filled, which takes minutes.
    for (const page of module.pages) await look(page, small);
    const large = await gather(many);
    const scansBefore = await countWholeScans(large.database, module.growingTables);
    const results: CrowdedPageResult[] = [];
    for (const page of module.pages) {
      const [one, other] = await measureBoth(page, small, large);
      results.push({ page: page.address, small: one, large: other, ratio: other / one });
    }
    const scans = new Map(await countWholeScans(large.database, module.growingTables));
    for (const [table, before] of scansBefore) {
      const count = (scans.get(table) ?? 0) - before;
      if (count > 0)
        throw new Error(`${table} was read from end to end ${count} times: a plan reads other organizations.`);
    }
    return results;
  } finally {
    for (const crowd of open) await crowd.close();
  }
}

async function gatherCrowd({ fill }: Measured, organizations: number): Promise<Crowd> {
  const database = await createTestDatabase();
  const organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  // Only a superuser may leave triggers and foreign keys out, which rows in bulk do not need to be read.
  const superuser = new Client({
    connectionString: localUrl(templatePort(), 'postgres', new URL(database.appUrl).pathname.slice(1)),
  });
  await superuser.connect();
  let names: Record<string, string>;
  try {
    await superuser.query('set session_replication_role = replica');
    await superuser.query(
      `insert into organizations (name, slug) select 'Brokerage ' || number, 'brokerage-' || number
       from generate_series(2, $1::integer) number`,
      [organizations],
    );
    names = await fill(superuser, organization);
    await superuser.query('vacuum analyze');
  } finally {
    await superuser.end();
  }
  const worker = await startWorker({ port: 0, onOutput: () => {}, bindings: measuredBindings(database) });
  return {
    database,
    visitor: await createSignedInVisitor(worker.url, {
      sql: database.sql,
      personId: organization.owner.id,
      organizationId: organization.id,
    }),
    addressOf: ({ address }) => address.replaceAll(/:(\w+)/g, (whole, name) => names[name] ?? whole),
    async close() {
      await worker.stop();
      await database.drop();
    },
  };
}

/** How often each of these tables was read from end to end. Sessions tell it within ten seconds. */
async function countWholeScans(
  { sql }: TestDatabase,
  tables: readonly string[],
): Promise<[table: string, count: number][]> {
  await sql.query('select pg_sleep(11)');
  const { rows } = await sql.query<{ table: string; count: number }>(
    `select relname as table, seq_scan::integer as count from pg_stat_user_tables where relname = any ($1)`,
    [tables],
  );
  return rows.map(({ table, count }) => [table, count]);
}

/** Medians of both, turn by turn, so that a busy machine slows both. */
async function measureBoth(page: CrowdedPage, small: Crowd, large: Crowd): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const [place, crowd] of [small, large].entries()) {
      const milliseconds = await look(page, crowd);
      if (round >= warmUps) times[place === 0 ? 0 : 1].push(milliseconds);
    }
  }
  return [median(times[0]), median(times[1])];
}

/** Milliseconds until a page is answered whole, which shows what it should. */
async function look(page: CrowdedPage, { visitor, addressOf }: Crowd): Promise<number> {
  const startedAt = performance.now();
  const { status, text } = await visitor.get(addressOf(page));
  if (status !== 200 || !text.includes(page.shows))
    throw new Error(`${page.address} does not show “${page.shows}”: ${status}.`);
  return performance.now() - startedAt;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The organizations that are filled, as SQL: the one that is looked at, and those beside it. */
export const crowdedOrganizations = `(select id from organizations where slug like 'brokerage-%' or id = $1) organization`;

/** The id of one row, by a query of ids. */
export async function findId(sql: Client, query: string, values: unknown[]): Promise<string> {
  return only(await sql.query<{ id: string }>(query, values)).id;
}
