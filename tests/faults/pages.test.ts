import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { orderFields } from '../factories/checkout.ts';
import { listPages, listRoutes } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { expectHonestFailure } from './failure-answers.ts';

// Every page while the database is away, and when it was away for one moment.

let database: TestDatabase;
let worker: TestWorker;
let visitor: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  visitor = createVisitor(worker.url);
});

afterEach(() => database.endpoint.clearFaults());

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

/** Nobody knows what is there while the database is away: any name does. */
const fillAddress = (address: string) => address.replaceAll(/:\w+/g, randomUUID());

const away = (times: number) => database.endpoint.addFault({ fault: 'reset-before', times });

// The page for an unknown address needs nobody to know that there is nothing.
for (const { route, address } of listPages().filter((page) => page.route !== '$.tsx')) {
  test(`${route} says that the database is away, and works once it is back`, async () => {
    away(100);
    const answer = await visitor.get(fillAddress(address));
    expectHonestFailure(answer);
    expect(answer.headers.get('content-type')).toContain('text/html');
    for (const part of ['We cannot reach our database', 'Try again', answer.headers.get('x-request-id') ?? '']) {
      expect(answer.text.includes(part), part).toBe(true);
    }
    expect(answer.text.includes('window.__remixContext')).toBe(false);

    database.endpoint.clearFaults();
    away(1);
    expect((await visitor.get(fillAddress(address))).status).toBeLessThan(500);
  });
}

// Routes that ask the database and show no page. The health check has its own words for it, and some ask nothing for a name they never gave.
const files = listRoutes().filter(
  ({ route, isPage, leadsTo, refusesUnknown, statements }) =>
    !isPage && !leadsTo && !refusesUnknown && statements > 0 && route !== 'healthz.ts',
);

test.each(files)('$route, which is no page, says it in words', async ({ address, isFramed }) => {
  away(100);
  const answer = await visitor.get(fillAddress(address));
  expectHonestFailure(answer);
  // What stands in a frame is read there.
  expect(answer.headers.get('content-type')).toContain(isFramed ? 'text/html' : 'text/plain');
  expect(answer.text).toContain(answer.headers.get('x-request-id'));
});

test('the data of a page that works in the browser fails with the same status', async () => {
  away(100);
  expect((await visitor.get('/checkout.data')).status).toBe(503);
});

test('a form that works in the browser comes back to it, with what is known', async () => {
  away(100);
  const answer = await visitor.post('/checkout.data', { checkoutKey: randomUUID(), city: 'Chicago' });
  // Not even a form that is refused for what is in it needs the database.
  expect(answer.status).toBe(400);
  const failed = await visitor.post('/checkout.data', { ...orderFields, shown: '[]', checkoutKey: randomUUID() });
  expect(failed.status).toBe(503);
  expect(failed.text).toContain('so we could not confirm this');
  expect(failed.text).toContain('Chicago');
});

test('an editor that works in the browser keeps its form while the database is away', async () => {
  away(100);
  const failed = await visitor.post('/admin/bundles/new.data', { intent: 'search', query: 'leads' });
  expect(failed.status).toBe(503);
  expect(failed.text).toContain('Nothing was saved');
});
