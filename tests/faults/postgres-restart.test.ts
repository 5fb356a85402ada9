import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type NeonEndpoint, startNeonEndpoint } from '../../db/local/neon-endpoint.ts';
import { type LocalPostgres, startPostgres } from '../../db/local/postgres.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { createBuyer } from '../factories/buyers.ts';
import { openOrderForm } from '../factories/checkout.ts';
import { wrongBundlePurchaseCounts, wrongPurchaseCounts } from '../factories/ownership.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { expectHonestFailure, saidInDoubt, saidNotSaved } from './failure-answers.ts';

// A Postgres of its own: it is stopped, and its connections run out.

let directory: string;
let postgres: LocalPostgres;
let endpoint: NeonEndpoint;
let worker: TestWorker;
let sql: Client;
let orders: { visitor: Visitor; form: Record<string, string>; organizationId: string }[];

const start = () =>
  startPostgres({
    dataDirectory: join(directory, 'data'),
    preferredPort: postgres?.port,
    durable: false,
    log: () => {},
  });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), `lotline-test-${process.pid}-`));
  await chmod(directory, 0o755);
  postgres = await start();
  await migrateDatabase(postgres);
  endpoint = await startNeonEndpoint();
  worker = await startTestWorker({ appUrl: postgres.appUrl, endpoint });
  await connect();
});

beforeEach(async () => {
  orders = [];
  while (orders.length < 8) {
    const { organization } = await createBuyer(sql);
    const person = { sql, personId: organization.owner.id, organizationId: organization.id };
    const visitor = await createSignedInVisitor(worker.url, person);
    orders.push({ visitor, form: await openOrderForm(visitor), organizationId: organization.id });
  }
});

afterAll(async () => {
  await worker?.stop();
  await endpoint?.close();
  await sql?.end().catch(() => {});
  await postgres?.stop();
  await rm(directory, { recursive: true, force: true });
});

async function connect() {
  sql = new Client({ connectionString: postgres.ownerUrl });
  // Without a listener, a connection lost with its server would end this process.
  sql.on('error', () => {});
  await sql.connect();
}

/** Presses the button until the order is there; what was said before that, and when. */
async function orderUntilPlaced({ visitor, form }: (typeof orders)[number], onAnswer: () => void = () => {}) {
  const told: { said: string; at: number }[] = [];
  for (;;) {
    const answer = await visitor.post('/checkout', form);
    onAnswer();
    if (answer.status === 302) return { told, location: answer.location ?? '' };
    expectHonestFailure(answer);
    const said = [saidNotSaved, saidInDoubt].find((words) => answer.text.includes(words));
    expect(said).toBeDefined();
    told.push({ said: said ?? '', at: Date.now() });
  }
}

/** Every form led to one order, and nothing was written before somebody was told that nothing was. */
async function expectOneOrderEach(results: Awaited<ReturnType<typeof orderUntilPlaced>>[]) {
  for (const [index, { told, location }] of results.entries()) {
    const { rows } = await sql.query<{ number: string; placed: Date; lines: number; bought: number }>(
      `select number, placed_at as placed,
         (select count(*)::integer from order_lines l where l.order_id = o.id) as lines,
         (select count(*)::integer from tool_purchases p where p.order_id = o.id)
           + (select count(*)::integer from bundle_purchases p where p.order_id = o.id) as bought
       from marketplace_orders o where organization_id = $1`,
      [orders[index]?.organizationId],
    );
    expect(rows).toEqual([{ number: location.split('/').at(-1), placed: expect.any(Date), lines: 2, bought: 4 }]);
    const lastDenial = told.findLast(({ said }) => said === saidNotSaved)?.at ?? 0;
    expect(rows[0]?.placed.getTime()).toBeGreaterThan(lastDenial);
  }
  for (const wrong of [wrongPurchaseCounts, wrongBundlePurchaseCounts]) {
    expect((await sql.query(wrong)).rows).toEqual([]);
  }
}

test('Postgres is restarted under load: everybody is told the truth, and every order is there once', async () => {
  let failures = 0;
  let isDown = false;
  const press = (order: (typeof orders)[number]) =>
    orderUntilPlaced(order, () => {
      if (isDown) failures += 1;
    });
  const pressing = orders.slice(0, 4).map(press);
  await sql.end();
  await postgres.stop();
  isDown = true;
  // The first four may have been quick enough.
  pressing.push(...orders.slice(4).map(press));
  await expect.poll(() => failures, { timeout: 20_000 }).toBeGreaterThan(0);
  postgres = await start();
  isDown = false;
  const results = await Promise.all(pressing);
  await connect();
  await expectOneOrderEach(results);
  expect(results.some(({ told }) => told.length > 0)).toBe(true);
});

test('connections run out: pages say so, and all is well when there are some again', async () => {
  const administrator = new Client({ connectionString: postgres.superuserUrl });
  await administrator.connect();
  await administrator.query('alter role lotline_app connection limit 1');
  await administrator.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'lotline_app'`);
  const holder = new Client({ connectionString: postgres.appUrl });
  await holder.connect();
  const [order] = orders;
  const page = await order?.visitor.get('/tools');
  const answer = await order?.visitor.post('/checkout', order.form);
  await administrator.query('alter role lotline_app connection limit -1');
  await holder.end();
  await administrator.end();
  if (!page || !answer) throw new Error('Nobody orders.');
  for (const failed of [page, answer]) expectHonestFailure(failed);
  await expectOneOrderEach(await Promise.all(orders.map((one) => orderUntilPlaced(one))));
});
