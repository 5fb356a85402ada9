import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DatabaseError } from '../../db/errors.server.ts';
import { organizations, shoppingCarts } from '../../db/schema/index.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createTool } from '../factories/catalog.ts';
import {
  createOrganization,
  createPerson,
  type TestOrganization,
  unknownTokenHash,
} from '../factories/organizations.ts';
import { createToolPurchase } from '../factories/purchases.ts';
import { concurrently, requestDatabase } from '../factories/request-databases.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// Requests share connections. What one of them is must not stay behind for the next.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

/** The SQLSTATE with which the database refuses. */
async function refusedWith(answer: Promise<unknown>): Promise<string | undefined> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof DatabaseError) return error.state;
    throw error;
  }
  throw new Error('The request was not refused.');
}

const viewerOf = async (tokenHash: string) => (await requestDatabase(database, tokenHash).read(() => ({}))).viewer;

const idsOf = (column: string, table: string) =>
  sql<string[]>`array(select ${sql.identifier(column)} from ${sql.identifier(table)})`;

test('10,000 interleaved requests of two organizations over pooled connections see their own only', async () => {
  const { sql: owner } = database;
  const tools = [await createTool(owner), await createTool(owner), await createTool(owner)];
  const [first, second] = [await createOrganization(owner), await createOrganization(owner)];
  for (const tool of tools) await createToolPurchase(owner, first, tool.id);
  for (const tool of tools.slice(1)) await createToolPurchase(owner, second, tool.id);

  const expectations = [
    ...[first, second].flatMap((organization: TestOrganization) =>
      [organization.owner, organization.member, organization.viewer].map((person) => ({
        tokenHash: person.tokenHash,
        answer: {
          viewer: person.id,
          organizations: [organization.id],
          people: Array.from({ length: 4 }, () => organization.id),
          purchases: Array.from({ length: organization === first ? 3 : 2 }, () => organization.id),
        },
      })),
    ),
    { tokenHash: undefined, answer: { viewer: undefined, organizations: [], people: [], purchases: [] } },
    { tokenHash: unknownTokenHash(), answer: { viewer: undefined, organizations: [], people: [], purchases: [] } },
  ];
  const requestsBefore = database.endpoint.requestCount();
  const crossings = await concurrently(10_000, 16, async (index) => {
    // A different neighbour every time: the stride has no divisor in common with the number of viewers.
    const expectation = expectations[(index * 5 + Math.floor(index / 37)) % expectations.length];
    if (!expectation) throw new Error('There is an expectation for every viewer.');
    const request = requestDatabase(database, expectation.tokenHash);
    // One in ten writes: its transaction is another kind, on the same connections.
    const access = index % 10 === 0 ? request.write : request.read;
    const { viewer, seen } = await access((handle) => ({
      seen: handle
        .select({
          organizations: idsOf('id', 'organizations'),
          people: idsOf('organization_id', 'memberships'),
          purchases: idsOf('organization_id', 'tool_purchases'),
        })
        .from(sql`(select) as nothing`),
    }));
    const answer = { viewer: viewer?.user.id, ...seen[0] };
    return JSON.stringify(answer) === JSON.stringify(expectation.answer) ? [] : [{ answer, expectation }];
  });
  expect(crossings.flat()).toEqual([]);
  expect(crossings).toHaveLength(10_000);
  expect(database.endpoint.requestCount() - requestsBefore).toBe(10_000);
}, 400_000);

test('what the transaction was is forgotten at its end', async () => {
  const { asApp } = database;
  const organization = await createOrganization(database.sql);
  const settings = `select array[current_setting('app.current_org_id', true), current_setting('app.current_user_id', true),
    current_setting('app.current_org_role', true), current_setting('app.is_platform_admin', true),
    current_setting('app.current_session_id', true)] as values, current_setting('transaction_read_only') as "readOnly"`;
  const inside = await asViewer(asApp, organization.owner.tokenHash, async (client) =>
    only(await client.query(settings)),
  );
  expect(inside.values).toEqual([organization.id, organization.owner.id, 'OWNER', '', expect.stringMatching(/./)]);
  expect(only(await asApp.query(settings))).toEqual({ values: ['', '', '', '', ''], readOnly: 'off' });
  expect((await asApp.query('select from organizations')).rowCount).toBe(0);

  await asApp.query('begin');
  await asApp.query('select app.begin_request($1, true)', [organization.owner.tokenHash]);
  await asApp.query('rollback');
  expect(only(await asApp.query(settings))).toEqual({ values: ['', '', '', '', ''], readOnly: 'off' });
  expect((await asApp.query('select from organizations')).rowCount).toBe(0);
});

test('a request without session does not inherit the one before it on its connection', async () => {
  const { asApp } = database;
  const organization = await createOrganization(database.sql);
  await asViewer(asApp, organization.owner.tokenHash, async () => {});
  const seen = await asViewer(asApp, null, (client) => client.query('select from organizations'));
  expect(seen.rowCount).toBe(0);
});

test('a second viewer in one transaction takes the place of the first entirely', async () => {
  const { asApp } = database;
  const organization = await createOrganization(database.sql);
  const seen = await asViewer(asApp, organization.owner.tokenHash, async (client) => {
    await client.query('select app.begin_request($1, false)', [unknownTokenHash()]);
    return client.query('select from organizations union all select from users');
  });
  expect(seen.rowCount).toBe(0);
});

test('a read transaction cannot write', async () => {
  const { owner } = await createOrganization(database.sql);
  const tool = await createTool(database.sql);
  const add = () =>
    requestDatabase(database, owner.tokenHash).read((handle) => ({
      added: handle.select({ outcome: sql<string>`outcome` }).from(sql`app.add_to_cart('TOOL', ${tool.id})`),
    }));
  expect(await refusedWith(add())).toBe('25006');
  const carts = await database.sql.query('select from shopping_carts where user_id = $1', [owner.id]);
  expect(carts.rowCount).toBe(0);
});

test.each([
  `select set_config('transaction_read_only', 'off', true)`,
  'set transaction read write',
  'set local transaction_read_only = off',
])('a read transaction cannot be turned back: %s', async (statement) => {
  const { asApp } = database;
  const { owner } = await createOrganization(database.sql);
  const turnBack = asViewer(asApp, owner.tokenHash, async (client) => {
    await client.query('select app.begin_request($1, true)', [owner.tokenHash]);
    return client.query(statement);
  });
  expect(await refusal(turnBack)).toBe('25001');
});

test('all reads of a request are one transaction, and one HTTP request', async () => {
  const { owner } = await createOrganization(database.sql);
  const request = requestDatabase(database, owner.tokenHash);
  const transaction = () =>
    request.read((handle) => ({
      rows: handle
        .select({ at: sql<string>`transaction_timestamp()::text`, backend: sql<number>`pg_backend_pid()` })
        .from(organizations),
    }));
  const [one, two, three] = await Promise.all([transaction(), transaction(), transaction()]);
  expect(one.rows).toHaveLength(1);
  expect(two.rows).toEqual(one.rows);
  expect(three.rows).toEqual(one.rows);
  expect(request.cost.requests).toBe(1);
});

test('a revoked session is nobody at its next request', async () => {
  const { owner, member } = await createOrganization(database.sql);
  expect((await viewerOf(owner.tokenHash))?.user.id).toBe(owner.id);
  await requestDatabase(database, owner.tokenHash).write((handle) => ({
    ended: handle.select({ ended: sql`ended` }).from(sql`app.end_session() as ended`),
  }));
  const { viewer, carts } = await requestDatabase(database, owner.tokenHash).read((handle) => ({
    carts: handle.select().from(shoppingCarts),
  }));
  expect({ viewer, carts }).toEqual({ viewer: null, carts: [] });
  expect((await viewerOf(member.tokenHash))?.user.id).toBe(member.id);
});

test('whoever is removed from the organization sees nothing of it at the next request', async () => {
  const organization = await createOrganization(database.sql);
  const person = await createPerson(database.sql, organization.id, 'ADMIN');
  expect(await viewerOf(person.tokenHash)).toMatchObject({ organization: { id: organization.id }, role: 'ADMIN' });
  await database.sql.query('delete from memberships where user_id = $1', [person.id]);
  expect(await viewerOf(person.tokenHash)).toMatchObject({ organization: null, role: null, organizations: [] });
});

test('a changed role counts at the next request', async () => {
  const { id, admin } = await createOrganization(database.sql);
  await database.sql.query(`update memberships set role = 'VIEWER' where organization_id = $1 and user_id = $2`, [
    id,
    admin.id,
  ]);
  expect((await viewerOf(admin.tokenHash))?.role).toBe('VIEWER');
});

test.each([
  { what: 'idle for a moment less than 7 days', set: `last_seen_at = now() - interval '6 days 23:59'`, lives: true },
  { what: 'idle for 7 days', set: `last_seen_at = now() - interval '7 days'`, lives: false },
  { what: 'in its last minute', set: `expires_at = now() + interval '1 minute'`, lives: true },
  { what: 'older than its lifetime, though just used', set: 'expires_at = now()', lives: false },
])('a session $what: alive $lives', async ({ set, lives }) => {
  const { owner } = await createOrganization(database.sql);
  await database.sql.query(`update sessions set ${set} where token_hash = $1`, [owner.tokenHash]);
  expect((await viewerOf(owner.tokenHash)) !== null).toBe(lives);
});

test('every session the database opens ends after 30 days, however much it is used', async () => {
  const { owner } = await createOrganization(database.sql);
  const tokenHash = unknownTokenHash();
  const secret = only(
    await database.sql.query<{ hash: string }>('select password_hash as hash from users where id = $1', [owner.id]),
  );
  await asViewer(database.asApp, null, (client) =>
    client.query('select app.finish_sign_in($1, $2, $3, null)', [owner.id, secret.hash, tokenHash]),
  );
  const lifetime =
    'select expires_at - created_at as lifetime, last_seen_at > now() - interval $$1 minute$$ as fresh from sessions';
  const session = async () => only(await database.sql.query(`${lifetime} where token_hash = $1`, [tokenHash]));
  expect(await session()).toEqual({ lifetime: expect.objectContaining({ days: 30 }), fresh: true });
  await database.sql.query(`update sessions set last_seen_at = now() - interval '6 minutes' where token_hash = $1`, [
    tokenHash,
  ]);
  expect((await viewerOf(tokenHash))?.user.id).toBe(owner.id);
  // The request renewed the idle time and not the end.
  expect(await session()).toEqual({ lifetime: expect.objectContaining({ days: 30 }), fresh: true });
});
