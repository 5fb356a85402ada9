import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ChainHead, parseHeads, verifyAuditTrail, writeHeads } from '../../db/audit-verify.ts';
import { createAuditSubjects } from '../factories/audit.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let chain: string;
let length: number;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = (await createAuditSubjects(database.sql)).organization.id;
  length = Number(
    only(await database.sql.query('select length from audit_chains where organization_id = $1', [chain])).length,
  );
});

afterAll(async () => {
  await database.drop();
});

/**
 * Lets the owner of the tables do to the trail what the triggers would refuse, verifies it, and puts everything back.
 * Statements see the organization as $1.
 */
async function verifyAfter(statements: string[], keptHeads: ChainHead[] = []) {
  const { sql } = database;
  await sql.query('create table trail_before as table audit_log');
  await sql.query('create table heads_before as table audit_chains');
  try {
    await sql.query('alter table audit_log disable trigger user');
    for (const statement of statements) await sql.query(statement, statement.includes('$1') ? [chain] : []);
    return await verifyAuditTrail(sql, keptHeads);
  } finally {
    await sql.query('delete from audit_log');
    await sql.query('insert into audit_log table trail_before');
    await sql.query('delete from audit_chains');
    await sql.query('insert into audit_chains table heads_before');
    await sql.query('alter table audit_log enable trigger user');
    await sql.query('drop table trail_before, heads_before');
  }
}

const entryAt = (position: number | string) => `organization_id = $1 and chain_position = ${position}`;

/** Computes a stretch of the chain anew, as somebody would who knows the formula. */
const rewrite = (from: number) => `
  do $do$ declare v_entry audit_log; v_previous text; begin
    select hash into v_previous from audit_log where organization_id = '${chain}' and chain_position = ${from} - 1;
    for v_entry in select * from audit_log where organization_id = '${chain}' and chain_position >= ${from} order by chain_position loop
      v_entry.previous_hash := coalesce(v_previous, '');
      v_entry.hash := app.audit_hash(v_entry);
      update audit_log set previous_hash = v_entry.previous_hash, hash = v_entry.hash where id = v_entry.id;
      v_previous := v_entry.hash;
    end loop;
  end $do$`;
const shortenHead = `update audit_chains set (length, last_hash) =
  (select chain_position, hash from audit_log where organization_id = $1 order by chain_position desc limit 1) where organization_id = $1`;

test('a trail nobody touched has no fault, and a head for each chain', async () => {
  const { rows } = await database.sql.query<ChainHead>(
    `select distinct on (organization_id) coalesce(organization_id::text, 'platform') as chain, chain_position::integer as length, hash
     from audit_log order by organization_id, chain_position desc`,
  );
  const { entries, heads, faults } = await verifyAuditTrail(database.sql);
  expect(faults).toEqual([]);
  expect(heads).toEqual(rows);
  expect(entries).toBe(only(await database.sql.query('select count(*)::integer from audit_log')).count);
});

test.each([
  ['id', 'gen_random_uuid()'],
  ['organization_id', 'null'],
  ['chain_position', 'chain_position + 1000'],
  ['occurred_at', `occurred_at + interval '1 microsecond'`],
  ['actor_id', '(select id from users limit 1)'],
  ['action', `'insert '`],
  ['subject_type', `'order'`],
  ['subject_id', 'gen_random_uuid()::text'],
  ['before', `'{}'`],
  ['after', `coalesce(after, '{}') || '{"role": "OWNER "}'`],
  ['previous_hash', 'md5(previous_hash)'],
  ['hash', 'md5(hash)'],
])('an altered %s is found', async (column, value) => {
  // The platform's chain has an entry at that position already.
  const moved = column === 'organization_id' ? ', chain_position = 100000' : '';
  const { faults } = await verifyAfter([`update audit_log set ${column} = ${value}${moved} where ${entryAt(3)}`]);
  const named = faults.filter(
    (fault) => fault.problem.startsWith('was altered') || fault.problem.startsWith('was inserted'),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.every(({ id }) => id !== null)).toBe(true);
});

describe('an entry that is gone', () => {
  test('the first', async () => {
    const { faults } = await verifyAfter([`delete from audit_log where ${entryAt(1)}`]);
    expect(faults).toEqual([{ chain, position: 1, id: null, problem: 'is missing' }]);
  });

  test('in the middle', async () => {
    const { faults } = await verifyAfter([
      `delete from audit_log where organization_id = $1 and chain_position in (3, 4)`,
    ]);
    expect(faults).toEqual([{ chain, position: 3, id: null, problem: 'is missing, and all up to 4' }]);
  });

  test('the last', async () => {
    const { faults } = await verifyAfter([`delete from audit_log where ${entryAt(length)}`]);
    expect(faults).toEqual([{ chain, position: length, id: null, problem: "is missing: the chain's head says so" }]);
  });

  test('all of them', async () => {
    const { faults } = await verifyAfter(['delete from audit_log where organization_id = $1']);
    expect(faults).toMatchObject([{ chain, position: 1, id: null }]);
  });
});

test('an entry put in at the end is found', async () => {
  const { faults } = await verifyAfter([
    `insert into audit_log select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
       'chain_position', ${length + 1}, 'previous_hash', a.hash))).* from audit_log a where ${entryAt(length)}`,
    rewrite(length + 1),
  ]);
  expect(faults).toMatchObject([
    { chain, position: length + 1, problem: expect.stringContaining("past the chain's head") },
  ]);
});

test('two entries that changed places are both named', async () => {
  const { faults } = await verifyAfter([
    `update audit_log set chain_position = chain_position + 1000 where organization_id = $1 and chain_position in (2, 3)`,
    `update audit_log set chain_position = 1005 - chain_position where organization_id = $1 and chain_position > 1000`,
  ]);
  expect(new Set(faults.map(({ position }) => position))).toEqual(new Set([2, 3, 4]));
});

test('an entry altered with its own hash computed anew gives itself away in the next one', async () => {
  const { faults } = await verifyAfter([
    `update audit_log a set action = 'delete', hash = app.audit_hash(jsonb_populate_record(a, '{"action": "delete"}')) where ${entryAt(3)}`,
  ]);
  expect(faults).toMatchObject([{ chain, position: 4, problem: expect.stringContaining('does not follow') }]);
});

test('a tail computed anew gives itself away at the head', async () => {
  const { faults } = await verifyAfter([`update audit_log set action = 'delete' where ${entryAt(3)}`, rewrite(3)]);
  expect(faults).toMatchObject([{ chain, position: length, problem: expect.stringContaining('head') }]);
});

test('a head that is gone is missed', async () => {
  const { faults } = await verifyAfter(['delete from audit_chains where organization_id = $1']);
  expect(faults).toMatchObject([{ chain, position: length, problem: 'ends a chain whose head is missing' }]);
});

describe('a trail of which the head was changed too', () => {
  const shortened = ['delete from audit_log where organization_id = $1 and chain_position > 3', shortenHead];
  const rewritten = () => [`update audit_log set action = 'delete' where ${entryAt(3)}`, rewrite(3), shortenHead];

  test('shows nothing by itself', async () => {
    expect((await verifyAfter(shortened)).faults).toEqual([]);
    expect((await verifyAfter(rewritten())).faults).toEqual([]);
  });

  test('shows beside heads that were kept', async () => {
    const { heads } = await verifyAuditTrail(database.sql);
    expect((await verifyAfter(shortened, heads)).faults).toMatchObject([
      { chain, position: 4, id: null, problem: expect.stringContaining(`all up to ${length}`) },
    ]);
    expect((await verifyAfter(rewritten(), heads)).faults).toMatchObject([
      { chain, position: length, problem: expect.stringContaining('written anew') },
    ]);
  });

  test('a chain that only grew since its head was kept is fine', async () => {
    const { heads } = await verifyAuditTrail(database.sql);
    await database.sql.query(`update organizations set name = 'Renamed' where id = $1`, [chain]);
    length += 1;
    expect((await verifyAuditTrail(database.sql, heads)).faults).toEqual([]);
  });
});

test('heads are read as they were written, and nothing else is', () => {
  const heads = [
    { chain: 'platform', length: 12, hash: 'a'.repeat(64) },
    { chain: '6f1c2d3e-0000-4000-8000-000000000000', length: 3, hash: 'b'.repeat(64) },
  ];
  expect(parseHeads(writeHeads(heads))).toEqual(heads);
  expect(() => parseHeads('platform twelve')).toThrow('no head of a chain: platform twelve');
});

test('the command names faults, prints the heads and ends with 1 when there are any', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lotline-heads-'));
  const verify = (parameters: string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'db/audit-verify.ts', ...parameters], {
      env: { ...process.env, DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
  try {
    const clean = await verify([]);
    expect(clean).toMatchObject({ code: 0, stderr: expect.stringContaining('0 faults') });
    expect(parseHeads(clean.stdout)).toEqual((await verifyAuditTrail(database.sql)).heads);
    const kept = join(directory, 'heads.txt');
    await writeFile(kept, clean.stdout.replace(/^(platform \d+ ).*/m, `$1${'0'.repeat(64)}`));
    const compared = await verify(['--heads', kept]);
    expect(compared).toMatchObject({ code: 1, stderr: expect.stringContaining('FAULT  chain platform') });
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('a long trail is read a piece at a time', async () => {
  for (let i = 0; i < 13; i++) {
    await database.sql.query(
      `do $do$ begin for i in 1..400 loop perform app.append_audit_entry(null, 'update', 'tool', i::text, null, null); end loop; end $do$`,
    );
  }
  const fetched = vi.spyOn(database.sql, 'query');
  const { entries, faults } = await verifyAuditTrail(database.sql);
  const fetches = fetched.mock.calls.filter(([statement]) => String(statement).startsWith('fetch 5000 from')).length;
  fetched.mockRestore();
  expect(faults).toEqual([]);
  expect(entries).toBeGreaterThan(5_000);
  // The last one finds nothing more.
  expect(fetches).toBe(Math.ceil(entries / 5_000) + 1);
});
