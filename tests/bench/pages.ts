import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../../app/local/build.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';
import { type BareWorkerd, startBareWorkerd } from './bare-workerd.ts';
import { bundleRenderWorker, bundleSmallWorker } from './bundle-workers.ts';
import { type Buyer, countOrders, prepareBuyers, replayCheckout, sendCheckout } from './checkouts.ts';
import { startEndpointProcess } from './endpoint-process.ts';
import {
  ask,
  askUntilHit,
  askUntilKept,
  differs,
  forOrigin,
  isHit,
  keepBytes,
  renderOnce,
  repeat,
  replay,
  send,
} from './exercises.ts';
import type { Answer, Exercise } from './load.ts';
import { describeMachine } from './machine.ts';
import { measuredSecret } from './measured-bindings.ts';
import { listMeasuredPages } from './measured-pages.ts';
import { findParent } from './processes.ts';
import { type Recorder, startRecorder } from './recorder.ts';
import { compareRenderings } from './renderings.ts';
import { report } from './report.ts';
import {
  checkouts,
  connectionCounts,
  type Exercises,
  measure,
  rounds,
  runIn,
  type Subject,
  warmUpCheckouts,
} from './rounds.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Worker = 'pages' | 'recordedPages' | 'orders' | 'recordedOrders' | 'bytes' | 'render' | 'cache';

/**
 * `npm run bench`: requests per second of the built Worker in a bare workerd, on a real Postgres, beside three limits in the
 * same rounds: a Worker that returns the same bytes, one `renderToString` of the page, and the page's SQL straight at the
 * endpoint. Every answer is compared with the expected one. Mail of orders waits in its queue.
 */
export async function benchPages({ json }: { json: boolean }): Promise<void> {
  const say = json ? console.error : console.log;
  const cleanups: (() => Promise<void>)[] = [];
  try {
    await buildApp({ log: say });
    say('Bundling the Worker that only renders …');
    const code = {
      app: await readFile(`${root}build/worker/index.js`, 'utf8'),
      render: await bundleRenderWorker(),
      bytes: await bundleSmallWorker('same-bytes'),
      cache: await bundleSmallWorker('edge-cache'),
    };
    say('Starting Postgres, endpoint and workerd …');
    cleanups.push(await startTemplatePostgres());
    const pagesDatabase = await createTestDatabase();
    cleanups.push(pagesDatabase.drop);
    // Orders change what is popular, and so the pages that are compared with what they were.
    const ordersDatabase = await createTestDatabase();
    cleanups.push(ordersDatabase.drop);
    const endpoint = await startEndpointProcess();
    cleanups.push(endpoint.stop);
    const recorder = await startRecorder(endpoint.url);
    cleanups.push(recorder.close);
    const bindings = {
      DATABASE_URL: pagesDatabase.appUrl,
      DATABASE_TASKS_URL: pagesDatabase.tasksUrl,
      NEON_ENDPOINT: endpoint.url,
      PUBLIC_URL: 'https://lotline.example',
      COOKIE_SECRETS: measuredSecret,
      TENANT_SECRET_KEYS: Buffer.alloc(32, 'only for measuring').toString('base64'),
      // Production asks for a rate limit, which there is none of here.
      ENVIRONMENT: 'development',
    };
    const { appUrl, tasksUrl } = ordersDatabase;
    const orderBindings = { ...bindings, DATABASE_URL: appUrl, DATABASE_TASKS_URL: tasksUrl };
    const recorded = { NEON_ENDPOINT: recorder.url };
    const workerd = await startBareWorkerd<Worker>({
      pages: { code: code.app, bindings, cache: 'cache' },
      recordedPages: { code: code.app, bindings: { ...bindings, ...recorded }, cache: 'cache' },
      orders: { code: code.app, bindings: orderBindings, cache: 'cache' },
      recordedOrders: { code: code.app, bindings: { ...orderBindings, ...recorded }, cache: 'cache' },
      render: { code: code.render, bindings },
      bytes: { code: code.bytes },
      cache: { code: code.cache },
    });
    cleanups.push(workerd.stop);

    say('Preparing carts …');
    const machine = describeMachine();
    const bench = await prepareBench({ pagesDatabase, ordersDatabase, workerd, recorder, endpointUrl: endpoint.url });
    const { backend } = only(await pagesDatabase.sql.query<{ backend: number }>('select pg_backend_pid() as backend'));
    const workers = {
      server: workerd.processId,
      endpoint: endpoint.processId,
      postgres: findParent(backend) ?? 0,
    };
    const results = await measure(bench.exercises, workers, say);
    await bench.verify();
    const renderings = await compareRenderings(workerd.origins.render, bench.catalog);
    if (json) console.log(JSON.stringify({ machine, rounds, results, renderings }, null, 2));
    else report({ machine, results, renderings });
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

interface Surroundings {
  pagesDatabase: TestDatabase;
  ordersDatabase: TestDatabase;
  workerd: BareWorkerd<Worker>;
  recorder: Recorder;
  endpointUrl: string;
}

/** Asks for every page once, keeps what it answers and what it asks the database, and makes exercises of both. */
async function prepareBench({
  pagesDatabase,
  ordersDatabase,
  workerd: { origins },
  recorder,
  endpointUrl,
}: Surroundings) {
  const pages = await listMeasuredPages(pagesDatabase);
  const endpoint = new URL(endpointUrl);
  const exercises = new Map<string, Exercises>();

  for (const page of pages) {
    const isCached = !page.headers.cookie;
    // At first sight pages note that the session is in use, which they do not do again; and a public page is filled in from the third
    // time on.
    for (const origin of [origins.pages, origins.recordedPages]) await askUntilKept(origin, page);
    recorder.take();
    const answered = isCached ? await askUntilHit(origins.pages, page) : await ask(origins.recordedPages, page);
    const expected = { ...answered, body: forOrigin(answered.body, origins.pages) };
    if (expected.status !== 200 || !expected.body.includes(page.shows))
      throw new Error(`${page.name} answered ${expected.status} without “${page.shows}”.`);
    const check = (answer: Answer) =>
      differs(answer, expected) ?? (isCached && !isHit(answer) ? 'it did not come from the cache' : undefined);
    const limits: Partial<Record<Subject, Exercise>> = {
      sameBytes: await keepBytes(origins.bytes, page, expected),
    };
    if (!isCached) {
      const [query, ...others] = recorder.take();
      if (!query || others.length > 0) throw new Error(`${page.name} should ask the database once.`);
      limits.sql = await replay(endpoint, query);
      if (!page.hydrates) limits.render = await renderOnce(origins.render, page, expected);
    }
    exercises.set(page.name, { app: repeat(origins.pages, { ...page, check }), ...limits });
  }

  const runs =
    connectionCounts.reduce((sum, connections) => sum + runIn * connections + (checkouts[connections] ?? 0), 0) *
    rounds;
  const buyers = await prepareBuyers(ordersDatabase, 1 + 2 * (warmUpCheckouts + runs));
  const waiting = [...buyers];
  const sent: Buyer[] = [];
  const nextBuyer = () => {
    const buyer = waiting.pop();
    if (!buyer) throw new Error('Too few carts were prepared.');
    sent.push(buyer);
    return buyer;
  };
  const first = nextBuyer();
  await send(origins.recordedOrders, sendCheckout(origins.recordedOrders, first));
  const [placing, ...others] = recorder.take();
  if (!placing || others.length > 0) throw new Error('A checkout should ask the database once.');
  exercises.set('checkout', {
    app: { origin: origins.orders, next: () => sendCheckout(origins.orders, nextBuyer()) },
    sql: { origin: endpoint.origin, next: () => replayCheckout(endpoint.pathname, placing, first, nextBuyer()) },
  });

  return {
    exercises,
    catalog: pages.find(({ path, headers }) => path === '/tools' && headers.cookie),
    /** @throws when a checkout that was answered is not in the tables exactly once */
    async verify() {
      const orders = await countOrders(ordersDatabase, sent);
      if (orders !== sent.length) throw new Error(`${sent.length} checkouts left ${orders} orders.`);
    },
  };
}
