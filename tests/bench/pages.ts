import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import { buildApp } from '../../app/local/build.ts';
import { fillCart } from '../factories/carts.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { type BareWorkerd, startBareWorkerd } from './bare-workerd.ts';
import { bundleRenderWorker, bundleSmallWorker } from './bundle-workers.ts';
import { type Buyer, countOrders, prepareBuyers, replayCheckout, sendCheckout } from './checkouts.ts';
import { startEndpointProcess } from './endpoint-process.ts';
import { type Answer, type Attempt, createLoadGenerator, type Exercise, median, type Pace } from './load.ts';
import { describeMachine } from './machine.ts';
import { type RecordedQuery, type Recorder, startRecorder } from './recorder.ts';
import { layOut } from './text-table.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const rounds = 7;
const connectionCounts = [1, 8];
/** Of one measurement of something that can be asked as often as one likes. */
const milliseconds = 700;
/** Orders placed in one measurement, by the number of connections. */
const checkouts: Record<number, number> = { 1: 30, 8: 80 };
/** Until V8 has compiled what is hot. */
const warmUp = { requests: 300 };
const warmUpCheckouts = 60;
/** Before each measurement, of each connection: those of the endpoint to Postgres have been closed since the last one. */
const runIn = 4;

/** The app, and the three things it is measured against. */
type Subject = 'app' | 'sameBytes' | 'render' | 'sql';
const subjects: Subject[] = ['app', 'sameBytes', 'render', 'sql'];
type Exercises = Partial<Record<Subject, Exercise>> & { app: Exercise };

/** What it was at this number of connections: medians over the rounds. */
interface Result {
  page: string;
  connections: number;
  paces: Partial<Record<Subject, Pace>>;
}

/** A way of rendering the same page. */
interface Rendering {
  name: string;
  milliseconds: number;
  bytes: number;
  gzipped: number;
  /** Of the scripts it asks for, gzipped. */
  script: number;
}

type Worker = 'pages' | 'recordedPages' | 'orders' | 'recordedOrders' | 'bytes' | 'render' | 'cache';

/** What a page is asked for with. */
interface Page {
  name: string;
  path: string;
  headers: Record<string, string>;
  /** Text that only the page itself has. */
  shows: string;
}

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
      NEON_ENDPOINT: endpoint.url,
      PUBLIC_URL: 'https://lotline.example',
      COOKIE_SECRETS: 'only-for-measuring-the-worker',
      // Production asks for a rate limit, which there is none of here.
      ENVIRONMENT: 'development',
    };
    const orderBindings = { ...bindings, DATABASE_URL: ordersDatabase.appUrl };
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
    const results = await measure(bench.exercises, say);
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
  const pages = await listPages(pagesDatabase);
  const endpoint = new URL(endpointUrl);
  const exercises = new Map<string, Exercises>();

  for (const page of pages) {
    const isCached = !page.headers.cookie;
    // At first sight pages note that the session is in use, which they do not do again.
    await ask(origins.recordedPages, page);
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
      limits.render = await renderOnce(origins.render, page, expected);
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

/** Somebody of the demo organization, with tools, and a cart of three tools and a bundle. */
async function listPages({ sql }: TestDatabase): Promise<Page[]> {
  const { personId, organizationId } = only(
    await sql.query<{ personId: string; organizationId: string }>(
      `select user_id as "personId", organization_id as "organizationId"
       from memberships join users on users.id = user_id where email = 'owner@harbor.test'`,
    ),
  );
  const { rows: tools } = await sql.query<{ id: string }>(
    `select id from marketplace_tools where slug in ('cma-generator', 'photo-enhancement', 'lead-scoring')`,
  );
  const { rows: bundles } = await sql.query<{ id: string }>(
    `select id from tool_bundles where slug = 'market-intelligence'`,
  );
  await fillCart(sql, organizationId, personId, { tools, bundles });
  const { cookies } = await createSignedInVisitor('', { sql, personId, organizationId });
  const signedIn = { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
  return [
    { name: 'catalog, cached', path: '/tools', headers: {}, shows: '<h1>Tools</h1>' },
    { name: 'catalog', path: '/tools', headers: signedIn, shows: '<h1>Tools</h1>' },
    {
      name: 'catalog, filtered',
      path: '/tools?category=LEAD_GENERATION&sort=rating',
      headers: signedIn,
      shows: '<h1>Tools</h1>',
    },
    { name: 'tool', path: '/tools/cma-generator', headers: signedIn, shows: 'CMA' },
    { name: 'cart', path: '/cart', headers: signedIn, shows: '/checkout' },
    { name: 'my tools', path: '/my-tools', headers: signedIn, shows: 'My tools' },
  ];
}

async function send(origin: string, { path, method = 'GET', headers, body, check }: Attempt): Promise<Answer> {
  const response = await request(origin + path, { method, headers, body });
  const answer = {
    status: response.statusCode,
    headers: response.headers,
    body: Buffer.from(await response.body.arrayBuffer()),
  };
  const problem = check(answer);
  if (problem) throw new Error(`${method} ${origin}${path}: ${problem}`);
  return answer;
}

const ask = (origin: string, { path, headers }: Pick<Page, 'path' | 'headers'>) =>
  send(origin, { path, headers, check: () => undefined });

const isHit = ({ headers }: Answer) => /^lotline; hit\b/.test(String(headers['cache-status']));

/** The first answer that comes from the cache. What is put there is put there after its own answer. */
async function askUntilHit(origin: string, page: Page): Promise<Answer> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const answer = await ask(origin, page);
    if (isHit(answer)) return answer;
  }
  throw new Error(`${page.path} never came from the cache.`);
}

function differs(answer: Answer, expected: Answer): string | undefined {
  if (answer.status !== expected.status) return `${answer.status} instead of ${expected.status}`;
  if (answer.body.equals(expected.body)) return undefined;
  const at = answer.body.findIndex((byte, index) => byte !== expected.body[index]);
  const around = (body: Buffer) => body.subarray(Math.max(at - 100, 0), at + 100).toString();
  return `another content than before:\n${around(answer.body)}\ninstead of\n${around(expected.body)}`;
}

function repeat(origin: string, attempt: Attempt): Exercise {
  return { origin, next: () => attempt };
}

/** Of the connection, or different in each answer. */
const ownHeaders = ['connection', 'content-length', 'date', 'transfer-encoding', 'set-cookie'];

async function keepBytes(origin: string, { path, headers: { cookie } }: Page, expected: Answer): Promise<Exercise> {
  const headers = Object.entries(expected.headers).filter(([name]) => !ownHeaders.includes(name));
  // Each visitor's page is another, so it needs an address of its own.
  const address = `${path}${path.includes('?') ? '&' : '?'}signed-in=${Boolean(cookie)}`;
  await request(origin + address, {
    method: 'PUT',
    headers: { 'x-answer-headers': JSON.stringify(headers) },
    body: expected.body,
  });
  return repeat(origin, {
    path: address,
    headers: cookie ? { cookie } : {},
    check: (answer) => differs(answer, expected),
  });
}

async function replay(endpoint: URL, { headers, body }: RecordedQuery): Promise<Exercise> {
  const attempt = { path: endpoint.pathname, method: 'POST', headers, body } as const;
  const expected = await send(endpoint.origin, {
    ...attempt,
    check: ({ status }) => (status === 200 ? undefined : String(status)),
  });
  return repeat(endpoint.origin, { ...attempt, check: (answer) => differs(answer, expected) });
}

/** The same document as the app's, byte for byte. */
async function renderOnce(origin: string, page: Page, expected: Answer): Promise<Exercise> {
  const attempt = {
    path: page.path,
    headers: { ...page.headers, 'x-rendering': 'once' },
    check: (answer: Answer) => differs(answer, { ...expected, body: forOrigin(expected.body, origin) }),
  };
  await send(origin, attempt);
  const rendered = await send(origin, attempt);
  return repeat(origin, { ...attempt, check: (answer) => differs(answer, rendered) });
}

/** Pages name their own address, which differs from Worker to Worker. */
const forOrigin = (body: Buffer, origin: string) =>
  Buffer.from(body.toString().replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, origin));

/** Rounds in which everything has its turn, so that what else the machine does hits all alike. */
async function measure(exercises: Map<string, Exercises>, say: (line: string) => void): Promise<Result[]> {
  const load = createLoadGenerator();
  const paces = new Map<string, Pace[]>();
  const key = (page: string, subject: Subject, connections: number) => `${page} ${subject} ${connections}`;
  try {
    say('Warming up …');
    for (const [page, ones] of exercises) {
      for (const subject of subjects) {
        const exercise = ones[subject];
        if (exercise) await load.run(exercise, 4, page === 'checkout' ? { requests: warmUpCheckouts } : warmUp);
      }
    }
    for (let round = 1; round <= rounds; round++) {
      say(`Round ${round} of ${rounds} …`);
      // Whoever comes first meets what the one before left to be done, so everybody does in turn.
      const order = [...subjects.slice(round % subjects.length), ...subjects.slice(0, round % subjects.length)];
      for (const connections of connectionCounts) {
        for (const [page, ones] of exercises) {
          for (const subject of order) {
            const exercise = ones[subject];
            if (!exercise) continue;
            const amount = page === 'checkout' ? { requests: checkouts[connections] ?? 0 } : { milliseconds };
            await load.run(exercise, connections, { requests: runIn * connections });
            const pace = await load.run(exercise, connections, amount);
            const measured = paces.get(key(page, subject, connections)) ?? [];
            paces.set(key(page, subject, connections), [...measured, pace]);
          }
        }
      }
    }
  } finally {
    await load.close();
  }
  return [...exercises.keys()].flatMap((page) =>
    connectionCounts.map((connections) => ({
      page,
      connections,
      paces: Object.fromEntries(
        subjects.flatMap((subject) => {
          const measured = paces.get(key(page, subject, connections));
          if (!measured) return [];
          const pace: Pace = {
            requestsPerSecond: median(measured.map((one) => one.requestsPerSecond)),
            milliseconds: median(measured.map((one) => one.milliseconds)),
          };
          return [[subject, pace]];
        }),
      ),
    })),
  );
}

const renderingNames = {
  document: 'one document, no client code',
  stream: 'streamed, no client code',
  'stream-hydrated': 'streamed, with client code and its data',
};

/** The catalog through the framework in three ways, its data at hand: what choosing one of them costs. */
async function compareRenderings(origin: string, catalog: Page | undefined): Promise<Rendering[]> {
  if (!catalog) return [];
  const load = createLoadGenerator();
  const found: (Rendering & { exercise: Exercise; times: number[] })[] = [];
  for (const [rendering, name] of Object.entries(renderingNames)) {
    const headers = { ...catalog.headers, 'x-rendering': rendering };
    const { body } = await ask(origin, { path: catalog.path, headers });
    const check = (answer: Answer) =>
      answer.status === 200 && answer.body.includes(catalog.shows) ? undefined : String(answer.status);
    const exercise = repeat(origin, { path: catalog.path, headers, check });
    found.push({
      name,
      exercise,
      times: [],
      milliseconds: 0,
      bytes: body.byteLength,
      gzipped: gzipSync(body).byteLength,
      script: await weighScripts(body.toString()),
    });
    await load.run(exercise, 1, warmUp);
  }
  for (let round = 0; round < rounds; round++) {
    for (const { exercise, times } of found) times.push((await load.run(exercise, 1, { milliseconds })).milliseconds);
  }
  await load.close();
  return found.map(({ exercise, times, ...rendering }) => ({ ...rendering, milliseconds: median(times) }));
}

/** Bytes of the scripts a page asks for, gzipped one by one. */
async function weighScripts(html: string): Promise<number> {
  const paths = [...html.matchAll(/(?:rel="modulepreload" href|<script[^>]* src)="([^"]+)"/g)].map(([, path]) => path);
  const imported = [...html.matchAll(/from "(\/assets\/[^"]+)"|import "(\/assets\/[^"]+)"/g)].map(
    ([, from, plain]) => from ?? plain,
  );
  let bytes = 0;
  for (const path of new Set([...paths, ...imported])) {
    bytes += gzipSync(await readFile(`${root}build/client${path}`)).byteLength;
  }
  return bytes;
}

const ratioOf = (app: Pace | undefined, limit: Pace | undefined) =>
  app && limit ? app.requestsPerSecond / limit.requestsPerSecond : undefined;

/** What the figures should be at least, at any number of connections. */
const aims: { page: string; aim: number; of: string; ratio(paces: Result['paces']): number | undefined }[] = [
  {
    page: 'catalog, cached',
    aim: 0.8,
    of: 'the Worker that returns the same bytes',
    ratio: ({ app, sameBytes }) => ratioOf(app, sameBytes),
  },
  {
    page: 'catalog',
    aim: 0.5,
    of: 'the slower of one render and the same SQL',
    ratio: ({ app, render, sql }) =>
      ratioOf(app, render && sql && (render.requestsPerSecond < sql.requestsPerSecond ? render : sql)),
  },
  { page: 'checkout', aim: 0.6, of: 'the same SQL', ratio: ({ app, sql }) => ratioOf(app, sql) },
];

function report({
  machine,
  results,
  renderings,
}: {
  machine: ReturnType<typeof describeMachine>;
  results: Result[];
  renderings: Rendering[];
}) {
  const { processor, cores, node, workerd, loadAverage } = machine;
  console.log(`\n${processor}, ${cores} cores. Node ${node}, workerd ${workerd}. Load average before: ${loadAverage}.`);
  console.log(`Requests per second, medians of ${rounds} rounds; in brackets, the app's as a part of it.\n`);
  const cell = (paces: Result['paces'], subject: Subject) => {
    const ratio = ratioOf(paces.app, paces[subject]);
    return ratio === undefined ? '' : `${Math.round(paces[subject]?.requestsPerSecond ?? 0)} (${ratio.toFixed(2)})`;
  };
  console.log(
    layOut([
      ['page', 'connections', 'app', 'ms', 'same bytes', 'one render', 'same SQL'],
      ...results.map(({ page, connections, paces }) => [
        page,
        String(connections),
        String(Math.round(paces.app?.requestsPerSecond ?? 0)),
        (paces.app?.milliseconds ?? 0).toFixed(2),
        cell(paces, 'sameBytes'),
        cell(paces, 'render'),
        cell(paces, 'sql'),
      ]),
    ]),
  );
  console.log('\nAims');
  for (const { page, connections, paces } of results) {
    for (const { aim, of, ratio } of aims.filter((one) => one.page === page)) {
      const reached = ratio(paces) ?? 0;
      const verdict = reached >= aim ? 'met' : 'NOT MET';
      console.log(`${page}, ${connections} connections: ${reached.toFixed(2)} of ${of}; aim ${aim}, ${verdict}.`);
    }
  }
  console.log('\nThe catalog in three ways, through the framework, its data at hand\n');
  console.log(
    layOut([
      ['', 'ms', 'HTML bytes', 'gzipped', 'script, gzipped'],
      ...renderings.map((one) => [
        one.name,
        one.milliseconds.toFixed(2),
        String(one.bytes),
        String(one.gzipped),
        String(one.script),
      ]),
    ]),
  );
}
