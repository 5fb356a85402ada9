import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSite, type Site } from '../factories/site.ts';
import { type VisitorName, visitorNames } from '../pages/facts.ts';
import { listRoutes, type Route } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import type { Answer } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Who may see what, as the table of pages says it.

let database: TestDatabase;
let worker: TestWorker;
let site: Site;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  site = await createSite(database, worker);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

/** The answer that the table promises a visitor of the route: the type of what it shows, where they are sent, or a status. */
function expectAnswer({ address, may, otherwise, leadsTo, type }: Route, visitor: VisitorName): string {
  if (may.includes(visitor)) return leadsTo ? `to ${site.fillAddress(leadsTo)}` : type;
  const isGuest = visitor === 'guest';
  switch (otherwise) {
    case 'missing':
      return '404';
    case 'explained':
      return isGuest ? '401' : '403';
    case '/':
    case '/home':
      return `to ${otherwise}`;
    default:
      return isGuest
        ? `to /login?${new URLSearchParams({ redirectTo: site.fillAddress(address).replace(/\?index$/, '') })}`
        : '404';
  }
}

function describeAnswer({ status, location, headers }: Answer): string {
  if (location) return `to ${location}`;
  return status === 200 ? `${headers.get('content-type')?.split(';')[0]}` : String(status);
}

test.each(listRoutes())('$route answers whoever may, and nobody else', async (route) => {
  const answers: Record<string, string> = {};
  for (const name of visitorNames) {
    answers[name] = describeAnswer(await site[name].get(site.fillAddress(route.address)));
  }
  expect(answers).toEqual(Object.fromEntries(visitorNames.map((name) => [name, expectAnswer(route, name)])));
});

test.each(listRoutes().filter(({ isPage, hasAction }) => isPage && !hasAction))(
  '$route takes no form from anybody',
  async ({ address, visitor }) => {
    expect((await site[visitor].post(site.fillAddress(address), {})).status).toBe(405);
  },
);
