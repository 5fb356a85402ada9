import { randomBytes } from 'node:crypto';
import { DatabaseError } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createBundle, createTool, createTools, type TestTool } from '../factories/catalog.ts';
import { checksums } from '../factories/checksums.ts';
import { createPublicReport } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization, unknownTokenHash } from '../factories/organizations.ts';
import {
  createCardOrder,
  createOrder,
  createSeat,
  createToolPurchase,
  createUnmatchedPayment,
} from '../factories/purchases.ts';
import { createReview } from '../factories/reviews.ts';
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
import { findTenantTables, rowsOfOrganization } from './tenant-tables.ts';

// Every function the app role may run × everybody who may call it.

let database: TestDatabase;
let tenantTables: string[];
let catalog: Pick<Scene, 'ownedTool' | 'bundle'> & { tool: TestTool; cardTool: TestTool };

/** Scenes add up, and the whole database is compared after each call: a new one now and then keeps that quick. */
const scenesEach = 50;
let scenes = 0;

/** The scene of the calls, the database as it stands there, and the owner of another organization. A call that changed nothing leaves it. */
let stage: { scene: Scene; everything: Record<string, string>; stranger: TestOrganization } | undefined;

async function openStage() {
  if (stage) return stage;
  scenes += 1;
  if (scenes % scenesEach === 0) await openDatabase();
  const scene = await createScene();
  const stranger = await createOrganization(database.sql);
  stage = { scene, stranger, everything: await checksums(database.sql) };
  return stage;
}

async function openDatabase() {
  await database?.drop();
  database = await createTestDatabase();
  const { sql } = database;
  tenantTables = await findTenantTables(sql);
  catalog = {
    cardTool: await createTool(sql),
    tool: await createTool(sql),
    ownedTool: await createTool(sql, { seats: 5, demoUrl: 'https://tool.example/' }),
    bundle: await createBundle(sql, await createTools(sql, 2)),
  };
}

beforeAll(openDatabase);

afterAll(async () => {
  await database?.drop();
});

async function createScene(): Promise<Scene> {
  const { sql } = database;
  const organization = await createOrganization(sql);
  const purchaseId = await createToolPurchase(sql, organization, catalog.ownedTool.id);
  await sql.query(`update tool_purchases set period_end = now() + interval '1 month' where id = $1`, [purchaseId]);
  await sql.query('update marketplace_tools set purchase_count = purchase_count + 1 where id = $1', [
    catalog.ownedTool.id,
  ]);
  await createSeat(sql, organization, catalog.ownedTool.id, organization.member.id);
  await sql.query(
    `insert into shopping_carts (organization_id, user_id, tools)
     select $1, user_id, jsonb_build_array(jsonb_build_object('id', $2::text, 'price', 10000))
     from memberships where organization_id = $1 and role <> 'VIEWER'`,
    [organization.id, catalog.tool.id],
  );
  const { id: requestId } = only(
    await sql.query<{ id: string }>(
      `insert into purchase_requests (organization_id, requester_id, reason, tools, bundles)
       values ($1, $2, 'Reason', jsonb_build_array(jsonb_build_object('id', $3::text, 'price', 10000)),
         jsonb_build_array(jsonb_build_object('id', $4::text, 'price', 10000))) returning id`,
      [organization.id, organization.member.id, catalog.tool.id, catalog.bundle.id],
    ),
  );
  const order = only(
    await sql.query<{ id: string; number: string; lineId: string }>(
      'select o.id, number, line.id as "lineId" from marketplace_orders o join order_lines line on line.order_id = o.id where o.id = $1',
      [await createOrder(sql, organization, catalog.tool.id)],
    ),
  );
  const invitationTokenHash = unknownTokenHash();
  const { id: invitationId } = only(
    await sql.query<{ id: string }>(
      `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
       values ($1, $2, 'MEMBER', $3, $4, now() + interval '7 days') returning id`,
      [organization.id, `${randomBytes(6).toString('hex')}@people.test`, invitationTokenHash, organization.owner.id],
    ),
  );
  const reportTokenHash = unknownTokenHash();
  await createPublicReport(sql, organization, reportTokenHash);
  await sql.query(
    `insert into payment_events (reference, type) values ('evt_known', 'checkout.session.completed') on conflict do nothing`,
  );
  const cardOrder = await createCardOrder(sql, organization, catalog.cardTool.id);
  return {
    ...catalog,
    organization,
    cardOrder,
    unmatchedPayment: await createUnmatchedPayment(sql, cardOrder),
    paidOrder: await createCardOrder(sql, organization, catalog.cardTool.id, 'COMPLETED'),
    publishedReview: await createReview(sql, organization, catalog.tool.id, { status: 'APPROVED' }),
    purchaseId,
    requestId,
    order,
    invitationId,
    invitationTokenHash,
    reportTokenHash,
    newTokenHash: unknownTokenHash(),
    newEmail: `${randomBytes(6).toString('hex')}@people.test`,
  };
}

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

async function call({ statement, values }: FunctionCall, tokenHash: string | null, scene: Scene): Promise<Outcome> {
  try {
    const { rows } = await asViewer(database.asApp, tokenHash, (client) =>
      client.query<{ outcome: unknown }>(statement, values(scene)),
    );
    const [row] = rows;
    return row?.outcome === undefined || row.outcome === null ? null : String(row.outcome);
  } catch (error) {
    if (error instanceof DatabaseError && error.code) return { refused: error.code };
    throw error;
  }
}

test('every function the app role may run has a call in tests/isolation/function-calls', async () => {
  const { rows } = await database.sql.query<{ name: string }>(
    `select distinct p.proname::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname not in ('pg_catalog', 'information_schema') and has_function_privilege('lotline_app', p.oid, 'EXECUTE')
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`,
  );
  const expected = new Set(functionCalls.map((expectation) => expectation.function));
  expect(rows.map(({ name }) => name)).toEqual([...expected].toSorted());
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
  const { organization, newTokenHash } = await createScene();
  const asNobody = (statement: string, values: unknown[]) =>
    asViewer(database.asApp, null, (client) => client.query(statement, values));
  const reset = { text: `select app.reset_password($1, 'new hash') as done`, values: [newTokenHash] };
  await asNobody('select * from app.request_password_reset($1, $2)', [organization.admin.email, newTokenHash]);
  expect(only(await asNobody(reset.text, reset.values))).toEqual({ done: true });
  expect(only(await asNobody(reset.text, reset.values))).toEqual({ done: false });
  const changed = await database.sql.query(`select id from users where password_hash = 'new hash'`);
  expect(changed.rows).toEqual([{ id: organization.admin.id }]);
});
