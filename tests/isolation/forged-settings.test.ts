import { randomUUID } from 'node:crypto';
import { type Client, DatabaseError } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { checksums } from '../factories/checksums.ts';
import { createOrganization, createPlatformAdmin, createUser, unknownTokenHash } from '../factories/organizations.ts';
import { cheapPassword, givePassword } from '../factories/passwords.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTenantRows } from '../factories/tenant-rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { allBeginnings, asForger, type Beginning, type Forgery, readRequest, setAll } from './forged-settings.ts';
import type { Scene } from './function-calls/describe.ts';
import { functionCalls } from './function-calls/index.ts';
import { createScene, createSceneCatalog } from './function-calls/scene.ts';
import { functionsThatAskNobody, functionsThatWriteForEverybody, relationsForEverybody } from './open-to-everybody.ts';
import { columnsToTry, findTenantTables } from './tenant-tables.ts';

// Whoever has the password of the app role, or finds a place to put SQL into, can set every setting. The catalog says what there is to
// reach, so a new table, view or function is tried by itself.

let database: TestDatabase;
let scene: Scene;
let forgery: Forgery;
/** Everything in `public` of which the app role may read a column. */
let relations: { name: string; isTable: boolean }[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  scene = await createScene(sql, await createSceneCatalog(sql));
  const rich = await createOrganization(sql);
  await createTenantRows(sql, rich, await findTenantTables(sql));
  await unlockModules(sql, rich);
  const { owner: stranger } = await createOrganization(sql);
  forgery = { organization: rich, sessionId: await findSession(rich.owner.tokenHash), stranger };
  relations = (
    await sql.query<{ name: string; isTable: boolean }>(
      `select relname::text as name, relkind in ('r', 'p') as "isTable" from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
         and (has_table_privilege('lotline_app', oid, 'select') or has_any_column_privilege('lotline_app', oid, 'select'))
       order by 1`,
    )
  ).rows;
});

afterAll(async () => {
  await database?.drop();
});

async function findSession(tokenHash: string): Promise<string> {
  const found = await database.sql.query<{ id: string }>('select id from sessions where token_hash = $1', [tokenHash]);
  return only(found).id;
}

/** The SQLSTATE of a refusal; what the work says where it is none. */
async function attempt<Result>(work: Promise<Result>): Promise<Result | { refused: string }> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DatabaseError && error.code) return { refused: error.code };
    throw error;
  }
}

/** Counts the rows of a table or view that a query of all columns open to the app role gives. */
async function countRows(client: Client, relation: string): Promise<number> {
  const columns = await columnsToTry(database.sql, relation, 'SELECT');
  return (await client.query(`select ${columns.join(', ')} from ${relation}`)).rowCount ?? 0;
}

const listSeen = async (count: (relation: string) => Promise<number>) => {
  const seen: string[] = [];
  for (const { name } of relations) if ((await count(name)) > 0) seen.push(name);
  return seen;
};

test('there is something to see: the OWNER and a platform admin see rows of nearly everything', async () => {
  const admin = await createPlatformAdmin(database.sql, forgery.organization.id);
  const seen = new Set<string>();
  for (const { tokenHash } of [forgery.organization.owner, admin]) {
    const mine = await listSeen((name) => asViewer(database.asApp, tokenHash, (client) => countRows(client, name)));
    for (const name of mine) seen.add(name);
  }
  expect(seen.size).toBeGreaterThan(60);
});

test.each(allBeginnings)('forged settings show no row of any table or view: %s', async (beginning) => {
  const seen = await listSeen((name) =>
    asForger(database.asApp, beginning, forgery, (client) => countRows(client, name)),
  );
  expect(seen.filter((name) => !relationsForEverybody.includes(name))).toEqual([]);
});

test('a proof holds in no other transaction, not even for the same viewer', async () => {
  const { asApp } = database;
  const settings = await readRequest(asApp, forgery.organization.owner.tokenHash);
  expect(settings['app.viewer_proof']).toMatch(/^[0-9a-f]{64}$/);
  await asApp.query('begin');
  await setAll(asApp, settings);
  const seen = await listSeen((name) => countRows(asApp, name));
  await asApp.query('rollback');
  expect(seen.filter((name) => !relationsForEverybody.includes(name))).toEqual([]);
});

test('a proof holds for no other viewer: whoever changes a setting behind the beginning is nobody', async () => {
  const { organization, stranger } = forgery;
  for (const [name, value] of [
    ['app.current_org_id', organization.id],
    ['app.current_user_id', organization.owner.id],
    ['app.current_org_role', 'ADMIN'],
    ['app.is_platform_admin', 'on'],
    ['app.current_session_id', forgery.sessionId],
  ] as const) {
    const found = await asViewer(database.asApp, stranger.tokenHash, async (client) => {
      await setAll(client, { [name]: value });
      return only(
        await client.query(
          `select app.is_genuine() as genuine, app.current_user_id() as user, app.current_organization_id() as organization,
             app.current_org_role() as role, app.is_platform_admin() as admin, (select count(*)::integer from users) as people`,
        ),
      );
    });
    expect([name, found]).toEqual([
      name,
      { genuine: false, user: null, organization: null, role: '', admin: false, people: 0 },
    ]);
  }
});

test('who signs up or in behind forged settings gets a session of their own, and reaches none by its id', async () => {
  const victim = only(
    await database.sql.query('select user_id as id from sessions where id = $1', [forgery.sessionId]),
  );
  const person = await createUser(database.sql);
  await givePassword(database.sql, person.id, cheapPassword);
  const signUp = `select app.sign_up('Eve', $1, 'salt', 'key', 'Eve Homes', $2, null) ->> 'outcome' as outcome`;
  const signIn = `select app.finish_sign_in($1, '${cheapPassword.key}', $2, null, '{}') ->> 'outcome' as outcome`;
  for (const [statement, email, outcome] of [
    [signUp, `${randomUUID()}@people.test`, 'CREATED'],
    [signIn, person.email, 'SIGNED_IN'],
  ] as const) {
    const tokenHash = unknownTokenHash();
    await database.asApp.query('select app.start_sign_in($1)', [email]);
    const own = await asForger(database.asApp, 'behind the beginning of nobody', forgery, async (client) => {
      expect(only(await client.query(statement, [email, tokenHash])).outcome).toBe(outcome);
      const { id } = only(await client.query(`select current_setting('app.current_session_id') as id`));
      await client.query('select app.end_session()');
      return id;
    });
    expect(own).not.toBe(forgery.sessionId);
    expect((await database.sql.query('select from sessions where token_hash = $1', [tokenHash])).rowCount).toBe(0);
    expect((await database.sql.query('select from sessions where user_id = $1', [victim.id])).rowCount).toBe(1);
  }
});

/** A row of a table that only its id keeps from being inserted again, as JSON. */
async function copyOfRow(table: string): Promise<string> {
  const { rows } = await database.sql.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from ${table} t limit 1`,
  );
  const row = rows[0]?.row ?? {};
  return JSON.stringify('id' in row && table !== 'organizations' ? { ...row, id: randomUUID() } : row);
}

test.each(allBeginnings)('forged settings write to no table: %s', async (beginning) => {
  const before = await checksums(database.sql);
  const done: string[] = [];
  for (const { name } of relations.filter(({ isTable }) => isTable)) {
    const [column] = await columnsToTry(database.sql, name, 'UPDATE');
    const columns = (await columnsToTry(database.sql, name, 'INSERT')).join(', ');
    const insert = `insert into ${name} (${columns}) select ${columns} from jsonb_populate_record(null::${name}, $1::jsonb)`;
    for (const [statement, values] of [
      [`update ${name} set ${column} = ${column}`, []],
      [`delete from ${name}`, []],
      [insert, [await copyOfRow(name)]],
    ] as const) {
      const forged = asForger(database.asApp, beginning, forgery, (client) => client.query(statement, [...values]));
      const outcome = await attempt(forged);
      if (!('refused' in outcome) && outcome.rowCount !== 0) done.push(statement);
    }
  }
  expect(done).toEqual([]);
  expect(await checksums(database.sql)).toEqual(before);
});

test('prices stay as they are, whoever says they are a platform admin', async () => {
  const before = await database.sql.query('select sum(price) as prices from marketplace_tools');
  await attempt(
    asForger(database.asApp, 'without a beginning', forgery, (client) =>
      client.query('update marketplace_tools set price = 1'),
    ),
  );
  expect((await database.sql.query('select sum(price) as prices from marketplace_tools')).rows).toEqual(before.rows);
});

/** Functions that are open to the app role, by name. */
async function listOpenFunctions(): Promise<Map<string, { source: string; isDefiner: boolean; isOpen: boolean }>> {
  const { rows } = await database.sql.query<{ name: string; source: string; isDefiner: boolean; isOpen: boolean }>(
    `select proname::text as name, prosrc as source, prosecdef as "isDefiner",
       has_function_privilege('lotline_app', oid, 'execute') as "isOpen"
     from pg_proc where pronamespace = 'app'::regnamespace`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

test.each<Beginning>(['without a beginning', 'behind the beginning of their own request'])(
  'every function answers forged settings as it answers nobody, and writes nothing: %s',
  async (beginning) => {
    const functions = await listOpenFunctions();
    const { organization } = scene;
    const forged: Forgery = { ...forgery, organization, sessionId: await findSession(organization.owner.tokenHash) };
    const faults: unknown[] = [];
    let before = await checksums(database.sql);
    for (const expectation of functionCalls) {
      const { function: name, what, statement, values, outcomes } = expectation;
      // Only whether the transaction is genuine differs from nobody's.
      const isPublic = ['begin_request', 'is_genuine', ...functionsThatWriteForEverybody].includes(name);
      if (!functions.get(name)?.isOpen || isPublic) continue;
      const answer = await attempt(
        asForger(database.asApp, beginning, forged, async (client) => {
          const { rows } = await client.query<{ outcome: unknown }>(statement, values(scene));
          const outcome = rows[0]?.outcome;
          return outcome === undefined || outcome === null ? null : String(outcome);
        }),
      );
      // What everybody may read, such as categories of the system, is less without a genuine request.
      const allowed = [outcomes.nobody, null, '0'];
      if (!allowed.some((one) => JSON.stringify(one) === JSON.stringify(answer))) faults.push([name, what, answer]);
      const after = await checksums(database.sql);
      if (JSON.stringify(after) !== JSON.stringify(before)) faults.push([name, what, 'wrote']);
      before = after;
    }
    expect(faults).toEqual([]);
  },
  240_000,
);

test('functions that run with their owner’s rights ask who calls, but for those that are for everybody', async () => {
  const functions = await listOpenFunctions();
  const asks = (name: string, seen: Set<string>): boolean => {
    const source = functions.get(name)?.source;
    if (source === undefined || seen.has(name)) return false;
    seen.add(name);
    if (
      /\bapp\.(current_\w+|lock_role|is_platform_admin|require_platform_admin|is_genuine|prove_viewer)\b/.test(source)
    )
      return true;
    return [...source.matchAll(/\bapp\.(\w+)\s*\(/g)].some(([, called = '']) => asks(called, seen));
  };
  const never = [...functions].flatMap(([name, { isDefiner, isOpen }]) =>
    isDefiner && isOpen && !asks(name, new Set()) ? [name] : [],
  );
  expect(never.toSorted()).toEqual(functionsThatAskNobody.toSorted());
});

test('a request of nobody is genuine, and a real one shows its own', async () => {
  const genuine = (tokenHash: string | null) =>
    asViewer(database.asApp, tokenHash, async (client) =>
      only(await client.query('select app.is_genuine() as genuine')),
    );
  expect(await genuine(null)).toEqual({ genuine: true });
  expect(await genuine(forgery.stranger.tokenHash)).toEqual({ genuine: true });
  expect(only(await database.asApp.query('select app.is_genuine() as genuine'))).toEqual({ genuine: false });
});

test('the secret and what makes a proof of it are closed to the roles of the Worker', async () => {
  for (const client of [database.asApp, database.asTasks]) {
    for (const statement of [
      'select * from request_secrets',
      'select app.prove_viewer()',
      'select app.set_viewer(null, null, null, true)',
    ])
      expect([statement, await attempt(client.query(statement))]).toEqual([statement, { refused: '42501' }]);
  }
});
