import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DatabaseError } from '../../db/errors.server.ts';
import { localUrl } from '../../db/local/connection.ts';
import { createRequestDatabase, type RequestDatabase } from '../../db/request-db.server.ts';
import { createTool, type TestTool } from '../factories/catalog.ts';
import { withConnections } from '../factories/connections.ts';
import { createPlatformAdmin } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { templatePort } from '../setup/template.ts';

// Tests what each failure of the database counts as, and whether it is tried again.

let database: TestDatabase;
let administrator: string;
let tool: TestTool;
let requestId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  administrator = (await createPlatformAdmin(database.sql)).tokenHash;
});

beforeEach(async () => {
  requestId = randomUUID();
  tool = await createTool(database.sql);
});

afterEach(() => database.endpoint.clearFaults());

afterAll(async () => {
  await database?.drop();
});

function connect(timeLimitInMilliseconds?: number): RequestDatabase {
  return createRequestDatabase({
    connectionString: database.appUrl,
    endpoint: database.endpoint.url,
    sessionTokenHash: administrator,
    requestId,
    timeLimitInMilliseconds,
  });
}

const read = (from = connect()) =>
  from.read((handle) => ({ found: handle.select({ one: sql<number>`1` }).from(sql`pg_class limit 1`) }));

/** One change of the tool, which its revision counts. */
const write = (to = connect(), id = tool.id) =>
  to.write((handle) => ({
    changed: handle.execute(sql`update marketplace_tools set price = price + 100 where id = ${id}`),
  }));

const revision = async () =>
  only(
    await database.sql.query<{ revision: number }>('select revision from marketplace_tools where id = $1', [tool.id]),
  ).revision;

/** How it failed; `undefined` when it did not. Anything but a DatabaseError is thrown. */
async function failureOf(work: Promise<unknown>) {
  return work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof DatabaseError) return error.failure;
      throw error;
    },
  );
}

const tries = () => database.endpoint.requestsFor(requestId).length;

const answers = [
  'status-500',
  'status-429',
  'status-507',
  'html-400',
  'reset-before',
  'cut-body',
  'wrong-shape',
  'reset-after-commit',
] as const;

describe.each(answers)('%s', (fault) => {
  test('a read is tried once more, and no more than that', async () => {
    database.endpoint.addFault({ fault, requestId });
    expect((await read()).found).toEqual([{ one: 1 }]);
    expect(tries()).toBe(2);

    database.endpoint.addFault({ fault, requestId, times: 2 });
    expect(await failureOf(read())).toBe('unavailable');
    expect(tries()).toBe(4);
  });

  test('a write is not tried again, and what is known of it is told', async () => {
    database.endpoint.addFault({ fault, requestId });
    expect(await failureOf(write())).toBe(fault === 'status-429' ? 'unavailable' : 'outcome-unknown');
    expect(tries()).toBe(1);
    const committed = ['cut-body', 'wrong-shape', 'reset-after-commit'].includes(fault);
    expect(await revision()).toBe(committed ? 2 : 1);
  });
});

describe.each(['hang', 'stalled-body', 'slow'] as const)('%s', (fault) => {
  test('a read ends within its limit, and gets what is left of it for another try', async () => {
    database.endpoint.addFault({ fault, requestId });
    expect((await read(connect(1_000))).found).toEqual([{ one: 1 }]);
    expect(tries()).toBe(2);
    database.endpoint.addFault({ fault, requestId, times: 2 });
    expect(await failureOf(read(connect(500)))).toBe('unavailable');
    expect(tries()).toBe(4);
  });

  test('a write ends at its limit, whatever became of it', async () => {
    database.endpoint.addFault({ fault, requestId });
    expect(await failureOf(write(connect(300)))).toBe('outcome-unknown');
    expect(tries()).toBe(1);
    expect(await revision()).toBe(fault === 'stalled-body' ? 2 : 1);
  });
});

test('after a failure a read is tried once: whoever waits has waited', async () => {
  const troubled = connect();
  database.endpoint.addFault({ fault: 'status-500', requestId, times: 2 });
  expect(await failureOf(write(troubled))).toBe('outcome-unknown');
  expect(await failureOf(read(troubled))).toBe('unavailable');
  expect(tries()).toBe(2);
});

describe('conflicts', () => {
  let others: Client;

  beforeAll(async () => {
    others = new Client({ connectionString: database.ownerUrl });
    await others.connect();
    await database.sql.query(`
      create table failures_to_raise (state text not null, times integer not null);
      create function raise_failure() returns trigger language plpgsql security definer as $$
      declare
        v_state text := (select state from failures_to_raise where times > nextval('failures_raised') limit 1);
      begin
        if v_state is not null then raise exception 'told to fail' using errcode = v_state; end if;
        return new;
      end $$;
      create sequence failures_raised minvalue 0;
      create trigger raise_failure before update on marketplace_tools for each row execute function raise_failure();
      grant usage on sequence failures_raised to lotline_app;`);
  });

  afterAll(async () => {
    await others?.end();
    await database.sql.query('drop trigger raise_failure on marketplace_tools');
  });

  /** A sequence does not roll back, so it counts what was raised. */
  async function raise(state: string, times: number) {
    await database.sql.query('truncate failures_to_raise');
    await database.sql.query(`select setval('failures_raised', 0, false)`);
    await database.sql.query('insert into failures_to_raise values ($1, $2)', [state, times]);
  }

  afterEach(() => database.sql.query('truncate failures_to_raise'));

  test.each(['40001', '40P01'])('%s of a write is tried once more, because nothing was written', async (state) => {
    await raise(state, 1);
    await write();
    expect([tries(), await revision()]).toEqual([2, 2]);
    await raise(state, 2);
    expect(await failureOf(write())).toBe('conflict');
    expect([tries(), await revision()]).toEqual([4, 2]);
    await write();
    expect(await revision()).toBe(3);
  });

  test.each([
    ['23514', 'refused'],
    ['22001', 'refused'],
    ['42501', 'refused'],
    ['53300', 'unavailable'],
    ['57014', 'unavailable'],
    ['55P03', 'unavailable'],
    ['XX000', 'unavailable'],
    ['57P01', 'outcome-unknown'],
    ['08006', 'outcome-unknown'],
    ['08007', 'outcome-unknown'],
    ['40003', 'outcome-unknown'],
  ])('%s of a write is %s, and not tried again', async (state, failure) => {
    await raise(state, 1);
    expect(await failureOf(write())).toBe(failure);
    expect([tries(), await revision()]).toEqual([1, 1]);
  });

  test('a real deadlock costs neither side its change', async () => {
    const lock = (key: number) => sql`select pg_advisory_xact_lock(${key}::bigint)`;
    const waiting = async () =>
      (
        await database.sql.query(
          `select from pg_locks where locktype = 'advisory' and not granted
             and database = (select oid from pg_database where datname = current_database())`,
        )
      ).rowCount;
    const superuserUrl = localUrl(templatePort(), 'postgres', new URL(database.ownerUrl).pathname.slice(1));
    await withConnections(superuserUrl, 1, async (other) => {
      // The one who looks for a deadlock is sent away if there is one. The other never looks, so it is the writer, who tries again.
      await other.query(`set deadlock_timeout = '10min'`);
      await other.query('begin');
      await other.query('select pg_advisory_xact_lock(2)');
      await database.sql.query('select pg_advisory_lock(3)');
      const writing = connect().write((handle) => ({
        changed: handle.execute(sql`update marketplace_tools set price = price + 100 where id = ${tool.id}`),
        first: handle.execute(lock(1)),
        stop: handle.execute(lock(3)),
        second: handle.execute(lock(2)),
      }));
      await expect.poll(waiting).toBe(1);
      const crossing = other.query('select pg_advisory_xact_lock(1)');
      await expect.poll(waiting).toBe(2);
      await database.sql.query('select pg_advisory_unlock(3)');
      await crossing;
      await other.query('commit');
      await writing;
    });
    expect([tries(), await revision()]).toEqual([2, 2]);
  });

  test('a statement that waits for a lock too long ends in the database, and nothing of it is written later', async () => {
    await others.query('begin');
    await others.query('update marketplace_tools set price = price + 100 where id = $1', [tool.id]);
    const failure = await failureOf(write());
    await others.query('rollback');
    expect(failure).toBe('unavailable');
    expect(await revision()).toBe(1);
  });
});
