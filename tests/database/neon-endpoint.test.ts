import { randomUUID } from 'node:crypto';
import { neon, neonConfig } from '@neondatabase/serverless';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let sql: ReturnType<typeof neon>;
let requestId: string;

// The driver's settings are those of the whole process, in which other files run after this one.
const { fetchEndpoint, fetchFunction } = neonConfig;

beforeAll(async () => {
  database = await createTestDatabase();
  neonConfig.fetchEndpoint = () => database.endpoint.url;
  neonConfig.fetchFunction = (url: string, options: RequestInit) => {
    const headers = new Headers(options.headers);
    headers.set('x-request-id', requestId);
    return fetch(url, { ...options, headers });
  };
  sql = neon(database.ownerUrl);
  await database.sql.query(
    'create table probe (id integer primary key, label text unique not null check (label <> $$$$))',
  );
});

beforeEach(async () => {
  requestId = randomUUID();
  await database.sql.query('truncate probe');
});

afterAll(async () => {
  Object.assign(neonConfig, { fetchEndpoint, fetchFunction });
  await database.drop();
});

const labels = async () =>
  (await database.sql.query<{ label: string }>('select label from probe order by id')).rows.map(({ label }) => label);
const insert = (id: number, label: string) => sql`insert into probe values (${id}, ${label}) returning id`;

/** The request as the driver would make it, for what the driver itself cannot be made to send. */
function post(body: string, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(database.endpoint.url, {
    method: 'POST',
    body,
    headers: {
      'Neon-Connection-String': database.ownerUrl,
      'Neon-Raw-Text-Output': 'true',
      'Neon-Array-Mode': 'true',
      ...headers,
    },
    signal: signal ?? null,
  });
}

/** Sends a statement of 60 s, resolves once Postgres runs it, and returns how to leave and how to see it gone. */
async function startSleeping(queries: string[]): Promise<{ leave: () => void; runs: () => Promise<boolean> }> {
  const marker = `/* ${randomUUID()} */`;
  const client = new AbortController();
  const all = [...queries, `select pg_sleep(60) ${marker}`];
  void post(JSON.stringify({ queries: all.map((query) => ({ query, params: [] })) }), {}, client.signal).catch(
    () => {},
  );
  const runs = async () => {
    const { rowCount } = await database.sql.query(
      `select from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and strpos(query, $1) > 0`,
      [marker],
    );
    return rowCount === 1;
  };
  await vi.waitFor(async () => expect(await runs()).toBe(true), { timeout: 5_000 });
  return { leave: () => client.abort(), runs };
}

test('values of every common type come back as they went in', async () => {
  const id = randomUUID();
  const at = new Date('2026-04-01T12:34:56.789Z');
  const rows = await sql`select
    ${7}::integer as small, ${'9007199254740993'}::bigint as big, ${'12.340'}::numeric as exact, ${0.1}::float8 as float,
    ${true}::boolean as yes, ${null}::text as nothing, ${'O\'Brien \\ "ü€😀"\n'}::text as text, ${id}::uuid as id, ${at}::timestamptz as at,
    ${{ a: [1, null, 'x'] }}::jsonb as json, ${['a', 'b,c', 'd"e', null]}::text[] as list, ${[[1, 2], [3, 4]]}::int[] as grid,
    ${Buffer.from([0, 255, 16])} as bytes`;
  expect(rows).toEqual([
    {
      small: 7,
      big: '9007199254740993',
      exact: '12.340',
      float: 0.1,
      yes: true,
      nothing: null,
      text: 'O\'Brien \\ "ü€😀"\n',
      id,
      // A text once drizzle, which changes the driver's parsers of times for the whole process, was there before.
      at: expect.toSatisfy((value: string | Date) => new Date(value).getTime() === at.getTime()),
      json: { a: [1, null, 'x'] },
      list: ['a', 'b,c', 'd"e', null],
      grid: [
        [1, 2],
        [3, 4],
      ],
      bytes: expect.anything(),
    },
  ]);
});

test('full results carry fields, command and row count', async () => {
  const result = await sql.query('insert into probe values ($1, $2), ($3, $4) returning id', [1, 'a', 2, 'b'], {
    fullResults: true,
  });
  expect(result).toMatchObject({ command: 'INSERT', rowCount: 2, rowAsArray: false, rows: [{ id: 1 }, { id: 2 }] });
  expect(result.fields).toMatchObject([{ name: 'id', dataTypeID: 23, columnID: 1, dataTypeSize: 4, format: 'text' }]);
});

test('a statement without rows has a null count', async () => {
  const result = await sql.query('set work_mem = default', [], { fullResults: true });
  expect(result).toMatchObject({ command: 'SET', rowCount: null, rows: [] });
});

test('array mode keeps columns of one name apart', async () => {
  expect(await sql.query('select 1 as n, 2 as n', [], { arrayMode: true })).toEqual([[1, 2]]);
});

test('without raw text, values are JSON as Neon makes it', async () => {
  const query = `select 1::int2 as a, 2::int8 as b, 'NaN'::float8 as c, 1.5::float4 as d, false as e, '{"x":[1]}'::jsonb as f,
    '{1,NULL,3}'::int[] as g, array['a b', null] as h, array['{"y":1}'::json] as i, null::int as j, 1.10::numeric as k`;
  const response = await post(JSON.stringify({ query }), {
    'Neon-Raw-Text-Output': 'TRUE',
    'Neon-Array-Mode': 'false',
  });
  expect(await response.json()).toMatchObject({
    rowAsArray: false,
    rows: [
      {
        a: 1,
        b: '2',
        c: 'NaN',
        d: 1.5,
        e: false,
        f: { x: [1] },
        g: [1, null, 3],
        h: ['a b', null],
        i: [{ y: 1 }],
        j: null,
        k: '1.10',
      },
    ],
  });
});

test('parameters that are JSON values become Postgres text', async () => {
  const query = `select $1::int as a, $2::boolean as b, $3::jsonb as c, $4::text[] as d, $5::jsonb[] as e, $6::text as f`;
  const params = [42, true, { k: 'v' }, ['x"y', null, 'NULL'], [{ a: 1 }], null];
  const response = await post(JSON.stringify({ query, params }));
  expect(await response.json()).toMatchObject({
    rows: [['42', 't', '{"k": "v"}', '{"x\\"y",NULL,"NULL"}', '{"{\\"a\\": 1}"}', null]],
  });
});

test('a batch commits as one transaction', async () => {
  const ids = await sql.transaction([
    sql`select pg_current_xact_id()::text as id`,
    insert(1, 'a'),
    sql`select pg_current_xact_id()::text as id`,
  ]);
  expect(ids[0]).toEqual(ids[2]);
  expect(await labels()).toEqual(['a']);
});

test('a failing statement rolls the whole batch back and ends it', async () => {
  const batch = sql.transaction([insert(1, 'a'), insert(2, 'a'), insert(3, 'c')]);
  await expect(batch).rejects.toMatchObject({ name: 'NeonDbError', code: '23505' });
  expect(await labels()).toEqual([]);
});

test('a failure at commit is an error too', async () => {
  await database.sql.query('create table late (id integer unique deferrable initially deferred)');
  const batch = sql.transaction([sql`insert into late values (1)`, sql`insert into late values (1)`]);
  await expect(batch).rejects.toMatchObject({ code: '23505' });
  expect((await database.sql.query('select from late')).rowCount).toBe(0);
});

test('errors carry what Postgres said', async () => {
  await insert(1, 'a');
  await expect(insert(2, 'a')).rejects.toMatchObject({
    message: 'duplicate key value violates unique constraint "probe_label_key"',
    code: '23505',
    severity: 'ERROR',
    detail: 'Key (label)=(a) already exists.',
    schema: 'public',
    table: 'probe',
    constraint: 'probe_label_key',
    routine: '_bt_check_unique',
  });
  await expect(sql`insert into probe values (9, null)`).rejects.toMatchObject({ code: '23502', column: 'label' });
  await expect(sql`select nonsense from probe`).rejects.toMatchObject({ code: '42703', position: '8' });
  const raised = sql.query(
    `do $$ begin raise 'stop' using errcode = 'LL001', hint = 'try again', datatype = 'cart'; end $$`,
  );
  await expect(raised).rejects.toMatchObject({
    code: 'LL001',
    hint: 'try again',
    dataType: 'cart',
    where: expect.stringContaining('PL/pgSQL'),
  });
});

test('two statements in one query are refused even without parameters', async () => {
  await expect(sql.query('select 1; select 2')).rejects.toMatchObject({ code: '42601' });
});

test('batch headers set the transaction up', async () => {
  const show = [sql`show transaction_isolation`, sql`show transaction_read_only`, sql`show transaction_deferrable`];
  const modes = async (options: Parameters<typeof sql.transaction>[1]) => {
    const results = await sql.transaction(show, { ...options, arrayMode: true });
    return results.flat(2);
  };
  expect(await modes({})).toEqual(['read committed', 'off', 'off']);
  expect(await modes({ isolationLevel: 'RepeatableRead', readOnly: false })).toEqual(['repeatable read', 'off', 'off']);
  expect(await modes({ isolationLevel: 'Serializable', readOnly: true, deferrable: true })).toEqual([
    'serializable',
    'on',
    'on',
  ]);
  await expect(sql.transaction([insert(1, 'a')], { readOnly: true })).rejects.toMatchObject({ code: '25006' });
});

test('only the exact text true counts in a header', async () => {
  const body = JSON.stringify({ queries: [{ query: 'show transaction_read_only' }] });
  const response = await post(body, { 'Neon-Batch-Read-Only': 'True' });
  expect(await response.json()).toMatchObject({ results: [{ rows: [['off']] }] });
});

test.each([
  [
    'a connection string that is none',
    '{"query":"select 1"}',
    { 'Neon-Connection-String': 'nonsense' },
    'invalid connection string',
  ],
  [
    'a connection string to something else',
    '{"query":"select 1"}',
    { 'Neon-Connection-String': 'mysql://a:b@c/d' },
    'incorrect scheme',
  ],
  ['a body that is no JSON', '{', {}, 'could not parse the HTTP request body'],
  ['a body of another shape', '{"statement":"select 1"}', {}, 'could not parse the HTTP request body'],
  [
    'an unknown isolation level',
    '{"queries":[]}',
    { 'Neon-Batch-Isolation-Level': 'serializable' },
    'invalid isolation level',
  ],
])('%s is a 400 without SQLSTATE', async (_name, body, headers, message) => {
  const response = await post(body, headers);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: '', message: expect.stringContaining(message) });
});

test('a wrong password is a 400 without SQLSTATE, an unreachable database a 500', async () => {
  const wrong = new URL(database.ownerUrl);
  wrong.password = 'wrong';
  const refused = await post('{"query":"select 1"}', { 'Neon-Connection-String': wrong.href });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({
    code: '',
    message: expect.stringContaining('password authentication failed'),
  });
  const nowhere = await post('{"query":"select 1"}', { 'Neon-Connection-String': 'postgresql://a:b@127.0.0.1:1/c' });
  expect(nowhere.status).toBe(500);
  expect(await nowhere.json()).toMatchObject({ message: "Couldn't connect to compute node", code: '' });
});

test('a request over 10 MiB is refused with 413, a response over 10 MiB with 507 and a rollback', async () => {
  const big = JSON.stringify({ query: 'select length($1)', params: ['x'.repeat(10 * 1024 * 1024)] });
  expect((await post(big)).status).toBe(413);
  const nearly = JSON.stringify({ query: 'select length($1)', params: ['x'.repeat(10 * 1024 * 1024 - 100)] });
  expect((await post(nearly)).status).toBe(200);
  const queries = [{ query: `insert into probe values (1, 'a')` }, { query: `select repeat('x', 11000000)` }];
  expect((await post(JSON.stringify({ queries }))).status).toBe(507);
  expect(await labels()).toEqual([]);
});

test('a client that leaves cancels its statement and the transaction rolls back', async () => {
  const { leave, runs } = await startSleeping([`insert into probe values (1, 'a')`]);
  leave();
  await vi.waitFor(async () => expect(await runs()).toBe(false), { timeout: 5_000 });
  expect(await labels()).toEqual([]);
  const open = `select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`;
  await vi.waitFor(async () => expect((await database.sql.query(open)).rowCount).toBe(0), { timeout: 5_000 });
});

test('after connections were terminated, the next requests work', async () => {
  await Promise.all(Array.from({ length: 5 }, () => sql`select pg_sleep(0.01)`));
  const { runs } = await startSleeping([]);
  await database.sql.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
  );
  await vi.waitFor(async () => expect(await runs()).toBe(false), { timeout: 5_000 });
  await vi.waitFor(async () => expect(await sql`select 1 as n`).toEqual([{ n: 1 }]), { timeout: 5_000 });
});

test('requests are recorded by request id, and served to other processes', async () => {
  const before = database.endpoint.requestCount();
  await sql.transaction([sql`select 1`, sql`select ${2}::int`]);
  await sql`select 3`;
  const expected = [{ statements: ['select 1', 'select $1::int'] }, { statements: ['select 3'] }];
  expect(database.endpoint.requestsFor(requestId)).toEqual(expected);
  expect(await (await fetch(new URL(`/requests?id=${requestId}`, database.endpoint.url))).json()).toEqual(expected);
  expect(database.endpoint.requestsFor('another')).toEqual([]);
  expect(await (await fetch(new URL('/requests/count', database.endpoint.url))).json()).toBe(before + 2);
});

test.each([
  ['status-500', /HTTP status 500/, []],
  ['status-429', /HTTP status 429/, []],
  ['status-507', /HTTP status 507/, []],
  ['html-400', /JSON/, []],
  ['reset-before', /Error connecting to database/, []],
  ['cut-body', /terminated/, ['a']],
  ['wrong-shape', /undefined/, ['a']],
  ['reset-after-commit', /Error connecting to database/, ['a']],
] as const)('fault %s hits one matching request', async (fault, message, written) => {
  database.endpoint.addFault({ fault, requestId, match: 'insert into probe' });
  await sql`select 1`;
  await expect(insert(1, 'a')).rejects.toThrow(message);
  expect(await labels()).toEqual(written);
  await insert(2, 'b');
  expect(await labels()).toEqual([...written, 'b']);
});

test('fault hang never answers, and goes away with the client', async () => {
  database.endpoint.addFault({ fault: 'hang', requestId });
  const hanging = post('{"query":"select 1"}', { 'x-request-id': requestId }, AbortSignal.timeout(300));
  await expect(hanging).rejects.toThrow(/timeout/);
});

test('fault slow answers later', async () => {
  database.endpoint.addFault({ fault: 'slow', delayMs: 200, requestId });
  const started = performance.now();
  expect(await sql`select 1 as n`).toEqual([{ n: 1 }]);
  expect(performance.now() - started).toBeGreaterThanOrEqual(199);
});

test('another process can plan faults and take them back', async () => {
  const faults = new URL('/faults', database.endpoint.url);
  const plan = (body: unknown) => fetch(faults, { method: 'POST', body: JSON.stringify(body) });
  expect((await plan({ fault: 'status-500', times: 2, requestId })).status).toBe(201);
  expect((await plan({ fault: 'unheard-of' })).status).toBe(400);
  await expect(sql`select 1`).rejects.toThrow(/500/);
  await fetch(faults, { method: 'DELETE' });
  expect(await sql`select 1 as n`).toEqual([{ n: 1 }]);
});
