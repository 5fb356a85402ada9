import { randomUUID } from 'node:crypto';
import { type Client, DatabaseError } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { checksums } from '../factories/checksums.ts';
import {
  createOrganization,
  createPerson,
  createPlatformAdmin,
  type TestOrganization,
  unknownTokenHash,
} from '../factories/organizations.ts';
import { only, present } from '../factories/rows.ts';
import { createTenantRows } from '../factories/tenant-rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { readByPlatformAdmins } from './expectations.ts';
import { columnsToTry, findTenantTables, findTenantViews, rowsOfOrganization } from './tenant-tables.ts';

// Every tenant table × verb × viewer who has no business there. The tables come from the database catalog.

let database: TestDatabase;
let victim: TestOrganization;
let tables: string[];
let views: string[];
/** Who tries, and the session they try with. */
let sessions: Record<(typeof viewers)[number], string | null>;

const viewers = [
  'OWNER of another organization',
  'ADMIN of another organization',
  'MEMBER of another organization',
  'VIEWER of another organization',
  'platform admin of another organization',
  'somebody whose membership ended',
  'nobody',
  'made-up session token',
] as const;

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  victim = await createOrganization(sql);
  const other = await createOrganization(sql);
  tables = await findTenantTables(sql);
  views = await findTenantViews(sql);
  await createTenantRows(sql, victim, tables);
  await createTenantRows(sql, other, tables);
  const former = await createPerson(sql, victim.id, 'OWNER');
  await sql.query('delete from memberships where user_id = $1', [former.id]);
  sessions = {
    'OWNER of another organization': other.owner.tokenHash,
    'ADMIN of another organization': other.admin.tokenHash,
    'MEMBER of another organization': other.member.tokenHash,
    'VIEWER of another organization': other.viewer.tokenHash,
    'platform admin of another organization': (await createPlatformAdmin(sql, other.id)).tokenHash,
    'somebody whose membership ended': former.tokenHash,
    nobody: null,
    'made-up session token': unknownTokenHash(),
  };
});

afterAll(async () => {
  await database.drop();
});

const ofVictim = (table: string) => rowsOfOrganization(table, victim);
const victimChecksums = () =>
  checksums(database.sql, (table) => (tables.includes(table) ? ofVictim(table) : undefined));

/** Every id and address by which a row of the victim could be recognized in an answer. */
async function traces(): Promise<string[]> {
  const found = [victim.id, victim.name];
  for (const person of [victim.owner, victim.admin, victim.member, victim.viewer]) found.push(person.id, person.email);
  for (const table of tables) {
    const { rows } = await database.sql.query<{ id: string | null }>(
      `select to_jsonb(t) ->> 'id' as id from ${table} t where ${ofVictim(table)}`,
    );
    for (const { id } of rows) if (id) found.push(id);
  }
  return found;
}

/** Runs a statement as somebody: what it returned, or `refused` when they lack the right (42501). */
async function attempt(
  tokenHash: string | null,
  run: (client: Client) => Promise<number>,
): Promise<number | 'refused'> {
  try {
    return await asViewer(database.asApp, tokenHash, run);
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '42501') return 'refused';
    throw error;
  }
}

const affected =
  (statement: string, values: unknown[] = []) =>
  async (client: Client) =>
    (await client.query(statement, values)).rowCount ?? 0;

/** A row of the victim's, as JSON, that only its id keeps from being inserted again. */
async function copyOfRow(table: string): Promise<string> {
  const { row } = only(
    await database.sql.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${table} t where ${ofVictim(table)} limit 1`,
    ),
  );
  return JSON.stringify('id' in row && table !== 'organizations' ? { ...row, id: randomUUID() } : row);
}

test('the organization under attack has a row in every tenant table and view', async () => {
  const empty: string[] = [];
  for (const relation of [...tables, ...views]) {
    const { rowCount } = await database.sql.query(`select from ${relation} where ${ofVictim(relation)} limit 1`);
    if (rowCount === 0) empty.push(relation);
  }
  expect(empty).toEqual([]);
});

test.each(viewers)('%s reads nothing', async (viewer) => {
  const marks = await traces();
  const leaks: string[] = [];
  for (const relation of [...tables, ...views]) {
    if (viewer === 'platform admin of another organization' && readByPlatformAdmins.includes(relation)) continue;
    const counted = await attempt(sessions[viewer], async (client) =>
      Number(only(await client.query(`select count(*) as rows from ${relation} where ${ofVictim(relation)}`)).rows),
    );
    if (counted !== 'refused' && counted !== 0) leaks.push(`${relation}: ${counted} rows by organization`);

    const everything = await attempt(sessions[viewer], async (client) => {
      const columns = await columnsToTry(database.sql, relation, 'SELECT');
      const { rows } = await client.query(`select ${columns.join(', ')} from ${relation}`);
      const text = JSON.stringify(rows);
      return marks.filter((mark) => text.includes(mark)).length;
    });
    if (everything !== 'refused' && everything !== 0)
      leaks.push(`${relation}: ${everything} of its ids in a full read`);

    const mentions = await attempt(
      sessions[viewer],
      affected(`select from ${relation} t where t::text like $1`, [`%${victim.id}%`]),
    );
    if (mentions !== 'refused' && mentions !== 0) leaks.push(`${relation}: ${mentions} rows that mention it`);
  }
  expect(leaks).toEqual([]);
});

test.each(viewers)('%s finds no row by its id', async (viewer) => {
  const found: string[] = [];
  for (const table of tables) {
    if (viewer === 'platform admin of another organization' && readByPlatformAdmins.includes(table)) continue;
    const { rows } = await database.sql.query<{ id: string | null }>(
      `select to_jsonb(t) ->> 'id' as id from ${table} t where ${ofVictim(table)}`,
    );
    const ids = rows.flatMap(({ id }) => (id ? [id] : []));
    if (ids.length === 0) continue;
    const count = await attempt(sessions[viewer], affected(`select id from ${table} where id = any ($1)`, [ids]));
    if (count !== 'refused' && count !== 0) found.push(`${table}: ${count} of ${ids.length}`);
  }
  expect(found).toEqual([]);
});

test.each(viewers)('%s inserts nothing', async (viewer) => {
  const before = await victimChecksums();
  const accepted: string[] = [];
  for (const table of tables) {
    const columns = (await columnsToTry(database.sql, table, 'INSERT')).join(', ');
    const outcome = await attempt(
      sessions[viewer],
      affected(
        `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1::jsonb)`,
        [await copyOfRow(table)],
      ),
    );
    if (outcome !== 'refused') accepted.push(table);
  }
  expect(accepted).toEqual([]);
  expect(await victimChecksums()).toEqual(before);
});

test.each(viewers)('%s updates nothing', async (viewer) => {
  const before = await victimChecksums();
  const touched: string[] = [];
  for (const table of tables) {
    const column = present((await columnsToTry(database.sql, table, 'UPDATE'))[0]);
    const update = `update ${table} set ${column} = ${column}`;
    const outcome = await attempt(sessions[viewer], affected(`${update} where ${ofVictim(table)}`));
    if (outcome !== 'refused' && outcome !== 0) touched.push(table);
    // Without a condition the policies for reading do not help: the checksum tells whose rows were reached.
    await attempt(sessions[viewer], affected(update));
  }
  expect(touched).toEqual([]);
  expect(await victimChecksums()).toEqual(before);
});

test.each(viewers)('%s moves none of their own rows into the organization', async (viewer) => {
  const before = await victimChecksums();
  for (const table of tables) {
    const column =
      table === 'organizations' || table === 'users'
        ? 'id'
        : table === 'password_resets'
          ? 'user_id'
          : 'organization_id';
    const moved = await attempt(
      sessions[viewer],
      affected(`update ${table} set ${column} = $1`, [column === 'user_id' ? victim.owner.id : victim.id]),
    );
    expect([table, moved]).toEqual([table, 'refused']);
  }
  expect(await victimChecksums()).toEqual(before);
});

test.each(viewers)('%s deletes nothing', async (viewer) => {
  const before = await victimChecksums();
  const deleted: string[] = [];
  for (const table of tables) {
    const outcome = await attempt(sessions[viewer], affected(`delete from ${table} where ${ofVictim(table)}`));
    if (outcome !== 'refused' && outcome !== 0) deleted.push(table);
    await attempt(sessions[viewer], affected(`delete from ${table}`));
  }
  expect(deleted).toEqual([]);
  expect(await victimChecksums()).toEqual(before);
});

test('reviews in public tell neither organization nor person', async () => {
  const marks = await traces();
  const reviewIds = (
    await database.sql.query<{ id: string }>(
      `select id from tool_reviews where ${ofVictim('tool_reviews')} and status = 'APPROVED'`,
    )
  ).rows.map(({ id }) => id);
  const published = await asViewer(database.asApp, null, (client) =>
    client.query<{ id: string }>('select * from published_reviews'),
  );
  const ids = published.rows.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(reviewIds));
  const text = JSON.stringify(published.rows);
  expect(marks.filter((mark) => !reviewIds.includes(mark) && text.includes(mark))).toEqual([]);
  const approved = await database.sql.query<{ id: string }>(`select id from tool_reviews where status = 'APPROVED'`);
  expect(ids.toSorted()).toEqual(approved.rows.map(({ id }) => id).toSorted());
});
