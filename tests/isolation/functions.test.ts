import { type Client, DatabaseError } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashToken } from '../../app/services/tokens.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { checksums } from '../factories/checksums.ts';
import { createOrganization, type TestOrganization, unknownTokenHash } from '../factories/organizations.ts';
import { proveSessions } from '../factories/proofs.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import {
  type Caller,
  callers,
  type FunctionCall,
  members,
  type Outcome,
  type Scene,
} from './function-calls/describe.ts';
import { functionCalls } from './function-calls/index.ts';
import { createScene, createSceneCatalog, type SceneCatalog } from './function-calls/scene.ts';
import { functionsOfBothRoles, functionsOfTasks } from './functions-of-tasks.ts';
import { findTenantTables, rowsOfOrganization } from './tenant-tables.ts';

// Every function a role of the Worker may run × everybody who may call it.

let database: TestDatabase;
let tenantTables: string[];
let catalog: SceneCatalog;
/** The functions that the role of tasks may run, and those that the app role may. */
let tasks: string[];
let ofApp: string[];

/** Scenes add up, and the whole database is compared after each call: a new one now and then keeps that quick. */
const scenesEach = 50;
let scenes = 0;

/** The scene of the calls, the database as it stands there, and the owner of another organization. A call that changed nothing leaves it. */
let stage: { scene: Scene; everything: Record<string, string>; stranger: TestOrganization } | undefined;

async function openStage() {
  if (stage) return stage;
  scenes += 1;
  if (scenes % scenesEach === 0) await openDatabase();
  const scene = await createScene(database.sql, catalog);
  const stranger = await createOrganization(database.sql);
  // What is asked once more was given a moment ago: that it is asked for has tests of its own.
  await proveSessions(database.sql);
  stage = { scene, stranger, everything: await checksums(database.sql) };
  return stage;
}

async function openDatabase() {
  await database?.drop();
  database = await createTestDatabase();
  const { sql } = database;
  tenantTables = await findTenantTables(sql);
  catalog = await createSceneCatalog(sql);
  tasks = await listExecutable(sql, 'lotline_tasks');
  ofApp = await listExecutable(sql, 'lotline_app');
}

beforeAll(openDatabase);

afterAll(async () => {
  await database?.drop();
});

function tokenHashOf(
  caller: Caller,
  { owner, admin, member, viewer }: TestOrganization,
  stranger: TestOrganization,
): string | null {
  switch (caller) {
    case 'OWNER':
      return owner.tokenHash;
    case 'ADMIN':
      return admin.tokenHash;
    case 'MEMBER':
      return member.tokenHash;
    case 'VIEWER':
      return viewer.tokenHash;
    case 'OWNER of another organization':
      return stranger.owner.tokenHash;
    case 'nobody':
      return null;
    case 'made-up session token':
      return unknownTokenHash();
  }
}

/** The functions of ours that a role may run, by name. */
async function listExecutable(sql: Client, role: string): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `select distinct p.proname::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname not in ('pg_catalog', 'information_schema') and has_function_privilege($1, p.oid, 'EXECUTE')
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`,
    [role],
  );
  return rows.map(({ name }) => name);
}

/** Calls a function as the app role, or as the role of tasks where only that one may. */
async function call(expectation: FunctionCall, tokenHash: string | null, scene: Scene): Promise<Outcome> {
  const { statement, values } = expectation;
  const connected = ofApp.includes(expectation.function) ? database.asApp : database.asTasks;
  try {
    const { rows } = await asViewer(connected, tokenHash, (client) =>
      client.query<{ outcome: unknown }>(statement, values(scene)),
    );
    const [row] = rows;
    return row?.outcome === undefined || row.outcome === null ? null : String(row.outcome);
  } catch (error) {
    if (error instanceof DatabaseError && error.code) return { refused: error.code };
    throw error;
  }
}

test('every function that a role of the Worker may run has a call in tests/isolation/function-calls', () => {
  const expected = new Set(functionCalls.map((expectation) => expectation.function));
  expect([...new Set([...ofApp, ...tasks])].toSorted()).toEqual([...expected].toSorted());
});

test('what only the schedule, webhooks and the work behind an answer do is closed to the app role', () => {
  expect(tasks.filter((name) => !ofApp.includes(name))).toEqual(functionsOfTasks);
  expect(tasks.filter((name) => ofApp.includes(name))).toEqual(functionsOfBothRoles);
});

describe.each(functionCalls)('$function: $what', (expectation) => {
  test.each(callers)('%s', async (caller) => {
    const { scene, everything, stranger } = await openStage();
    const { organization } = scene;
    const writes = expectation.writes.includes(caller);
    // Whoever writes without belonging to the organization changes nothing of it.
    const readOwn =
      writes && !members.includes(caller) && !expectation.reachesIn?.includes(caller)
        ? () =>
            checksums(database.sql, (table) =>
              tenantTables.includes(table) ? rowsOfOrganization(table, organization) : undefined,
            )
        : undefined;
    const own = await readOwn?.();
    // Whatever happens, the next call has another scene, unless this one is seen to be as it was.
    stage = undefined;

    expect(await call(expectation, tokenHashOf(caller, organization, stranger), scene)).toEqual(
      expectation.outcomes[caller],
    );

    const after = await checksums(database.sql);
    if (writes) expect(after).not.toEqual(everything);
    else {
      expect(after).toEqual(everything);
      stage = { scene, everything, stranger };
    }
    expect(await readOwn?.()).toEqual(own);
  });
});

test('a password reset is open to whoever holds its token, once', async () => {
  const { organization } = await createScene(database.sql, catalog);
  const asNobody = (statement: string, values: unknown[]) =>
    asViewer(database.asApp, null, (client) => client.query(statement, values));
  await asNobody('select app.request_password_reset($1)', [organization.admin.email]);
  const { secret } = only(
    await database.sql.query(`select secret from outgoing_mail where kind = 'password-reset' and recipient = $1`, [
      organization.admin.email,
    ]),
  );
  const reset = { text: `select app.reset_password($1, 'salt', 'new key') as done`, values: [hashToken(secret)] };
  expect(only(await asNobody(reset.text, reset.values))).toEqual({ done: true });
  expect(only(await asNobody(reset.text, reset.values))).toEqual({ done: false });
  const changed = await database.sql.query('select id from users where password_check = $1', [hashToken('new key')]);
  expect(changed.rows).toEqual([{ id: organization.admin.id }]);
});
