import { buildApp } from '../../app/local/build.ts';
import { type LocalWorker, startWorker } from '../../app/local/workerd.ts';
import { localUrl } from '../../db/local/connection.ts';
import { findRoute, type RouteFile } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTemplatePostgres, templatePort } from '../setup/template.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { measuredBindings } from './measured-bindings.ts';
import { fillMarketplace, type MarketplaceSize } from './scale-data.ts';

// As many organizations as fill a page of their list, of the orders and of the reviews that wait: half a page would be cheaper.
// Bundles are put together by hand, so there are as many in both.
const small: MarketplaceSize = { tools: 100, bundles: 100, organizations: 60, purchasesEach: 100 };
const large: MarketplaceSize = { tools: 100_000, bundles: 100, organizations: 10_000, purchasesEach: 100 };

/** How much more a page may cost in the large marketplace. */
const highestRatio = 1.5;
const warmUps = 4;
const rounds = 25;

type Role = 'guest' | 'owner' | 'administrator';

interface Page {
  route: RouteFile;
  /** Of the thing that is looked at, where it is another than usual. */
  address?: string;
  search?: string;
  /** Where the same place of a list has another number. */
  largeSearch?: string;
  /** Where it is somebody else than usual. */
  as?: Role;
  /** Text of the page when it shows what it should. */
  shows: string;
}

const card = 'class="card';

/** Every page whose cost could grow with what others have. Lists are long enough in the small marketplace to fill a page. */
const pages: readonly Page[] = [
  { route: '_index.tsx', shows: 'By part of the business' },
  { route: '_index.tsx', as: 'owner', shows: 'By part of the business' },
  { route: 'tools._index.tsx', shows: card },
  ...[
    { shows: card },
    {
      search:
        '?category=foundation&category=growth&category=elite&category=custom&tier=t1&tier=t2&tag=buyers&tag=email&tag=sellers&tag=teams&max=800',
      shows: 'Filters in force',
    },
    { search: '?q=compare', shows: 'Best match' },
    { search: '?q=zeppelin', shows: 'Zeppelin Planner' },
    { search: '?q=zepelin', shows: 'Zeppelin Planner' },
    { search: '?sort=newest', shows: card },
    { search: '?sort=price-asc', shows: card },
    { search: '?sort=price-desc', shows: card },
    { search: '?sort=rating', shows: card },
    { search: '?page=4', largeSearch: '?page=21', shows: card },
    { search: '?page=4000', shows: 'There is no page 4000' },
  ].map((state) => ({ route: 'tools._index.tsx', as: 'owner', ...state }) as const),
  { route: 'tools.$slug.tsx', address: '/tools/expense-tax', as: 'owner', shows: 'id="reviews"' },
  { route: 'bundles._index.tsx', as: 'owner', shows: 'Compare bundles' },
  {
    route: 'bundles.$slug.tsx',
    address: '/bundles/lead-generation-pro',
    as: 'owner',
    shows: 'Lead Generation Pro',
  },
  { route: 'cart.tsx', as: 'owner', shows: 'Summary' },
  { route: 'checkout.tsx', shows: 'name="checkoutKey"' },
  { route: 'my-tools._index.tsx', shows: 'href="/my-tools/' },
  { route: 'purchases.tsx', shows: 'LOT-80000001' },
  { route: 'orders._index.tsx', shows: 'LOT-80000001' },
  { route: 'requests._index.tsx', shows: 'Needed' },
  { route: 'organization._index.tsx', shows: 'the organization can buy' },
  { route: 'organization.audit.tsx', shows: 'Audit' },
  { route: 'admin.tools._index.tsx', shows: 'Everything in the catalog' },
  { route: 'admin.tools._index.tsx', search: '?sort=owners', shows: 'Everything in the catalog' },
  { route: 'admin.bundles._index.tsx', shows: 'Bundle' },
  { route: 'admin.orders._index.tsx', shows: 'LOT-' },
  { route: 'admin.organizations._index.tsx', shows: 'Brokerage' },
  { route: 'admin.reviews.tsx', shows: 'Pending' },
  { route: 'admin.audit.tsx', shows: 'Audit' },
];

/** The costs of one page in both marketplaces. Times are medians, in milliseconds. */
export interface ScaleResult {
  page: string;
  as: Role;
  /** Of the one request to the database, the one that begins it included. */
  statements: number;
  small: Cost;
  large: Cost;
  /** Of the whole page. */
  ratio: number;
  isWithin: boolean;
}

interface Cost {
  page: number;
  database: number;
}

/** A marketplace with the Worker on it. */
interface Marketplace {
  database: TestDatabase;
  visitors: Record<Role, Visitor>;
  databaseTimes: Map<string, number>;
  close(): Promise<void>;
}

/**
 * `npm run bench -- scale`: what every page costs beside a hundred tools and sixty organizations, and beside 100,000 tools,
 * 10,000 organizations and 1,000,000 purchases, for an organization that has the same in both. Prints a table, or JSON.
 * @throws when a page does not show what it should, or costs more than 1.5 times as much in the large marketplace
 */
export async function benchScale({ json }: { json: boolean }): Promise<void> {
  const note = (text: string) => console.error(text);
  await buildApp({ log: note });
  const stopPostgres = await startTemplatePostgres();
  const open: Marketplace[] = [];
  try {
    const openMarketplace = async (size: MarketplaceSize) => {
      const marketplace = await startMarketplace(size, note);
      open.push(marketplace);
      return marketplace;
    };
    const smallOne = await openMarketplace(small);
    const largeOne = await openMarketplace(large);
    const results: ScaleResult[] = [];
    // All of them answer as they should before any is measured.
    const problems: string[] = [];
    for (const page of pages) {
      for (const place of placesOf(page, smallOne, largeOne)) {
        await visit(page, place).catch((error: Error) => problems.push(error.message));
      }
    }
    if (problems.length > 0) throw new Error(problems.join('\n'));
    for (const page of pages) results.push(await measurePage(page, smallOne, largeOne));
    console.log(json ? JSON.stringify(results) : describe(results));
    const tooSlow = results.filter(({ isWithin }) => !isWithin);
    if (tooSlow.length > 0) {
      throw new Error(
        `More than ${highestRatio} times as slow in the large marketplace: ${tooSlow.map(({ page }) => page).join(', ')}.`,
      );
    }
  } finally {
    for (const marketplace of open) await marketplace.close();
    await stopPostgres();
  }
}

async function startMarketplace(size: MarketplaceSize, note: (text: string) => void): Promise<Marketplace> {
  const startedAt = performance.now();
  const database = await createTestDatabase();
  const superuserUrl = localUrl(templatePort(), 'postgres', new URL(database.appUrl).pathname.slice(1));
  const { organization, administrator } = await fillMarketplace(superuserUrl, size).catch(async (error) => {
    await database.drop();
    throw error;
  });
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  note(
    `${size.tools} tools, ${size.organizations} organizations, ${size.organizations * size.purchasesEach} purchases: ${seconds} s to fill`,
  );

  const databaseTimes = new Map<string, number>();
  const worker: LocalWorker = await startWorker({
    port: 0,
    onOutput: (line) => recordDatabaseTime(databaseTimes, line),
    bindings: measuredBindings(database),
  });
  const signIn = (personId: string, organizationId: string | null) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId });
  return {
    database,
    visitors: {
      guest: createVisitor(worker.url),
      owner: await signIn(organization.owner.id, organization.id),
      administrator: await signIn(administrator.id, null),
    },
    databaseTimes,
    async close() {
      await worker.stop();
      await database.drop();
    },
  };
}

/** The Worker says what each request cost in a line of its own. */
function recordDatabaseTime(times: Map<string, number>, line: string): void {
  const [, requestId, milliseconds] = /"requestId":"([^"]+)".*"databaseMilliseconds":(\d+)/.exec(line) ?? [];
  if (requestId) times.set(requestId, Number(milliseconds));
}

interface Place {
  marketplace: Marketplace;
  address: string;
  as: Role;
}

function placesOf(page: Page, smallOne: Marketplace, largeOne: Marketplace): Place[] {
  const route = findRoute(page.route);
  const { address = route.address, as = route.visitor, search = '', largeSearch = search } = page;
  return [
    { marketplace: smallOne, address: address + search, as },
    { marketplace: largeOne, address: address + largeSearch, as },
  ];
}

/** @throws when the page is not what it should be */
async function visit(page: Page, { marketplace, address, as }: Place): Promise<{ time: number; requestId: string }> {
  const startedAt = performance.now();
  const answer = await marketplace.visitors[as].get(address);
  const time = performance.now() - startedAt;
  if (answer.status !== 200 || !answer.text.includes(page.shows)) {
    throw new Error(`${address} answered ${answer.status} and does not show “${page.shows}”.`);
  }
  return { time, requestId: answer.headers.get('x-request-id') ?? '' };
}

async function measurePage(page: Page, smallOne: Marketplace, largeOne: Marketplace): Promise<ScaleResult> {
  const places = placesOf(page, smallOne, largeOne).map((place) => ({
    ...place,
    times: [] as number[],
    requests: [] as string[],
  }));
  let statements = 0;
  // One after the other in every round, so that what else the machine does hits both.
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const place of places) {
      const { time, requestId } = await visit(page, place);
      statements = place.marketplace.database.endpoint.requestsFor(requestId)[0]?.statements.length ?? 0;
      if (round < 0) continue;
      place.times.push(time);
      place.requests.push(requestId);
    }
  }
  const [smallPlace] = places;
  const [smallCost, largeCost] = places.map(({ marketplace, times, requests }) => ({
    page: median(times),
    database: median(requests.map((id) => marketplace.databaseTimes.get(id) ?? Number.NaN)),
  }));
  if (!smallPlace || !smallCost || !largeCost) throw new Error('A page was measured nowhere.');
  const ratio = largeCost.page / smallCost.page;
  return {
    page: smallPlace.address,
    as: smallPlace.as,
    statements,
    small: smallCost,
    large: largeCost,
    ratio,
    isWithin: ratio <= highestRatio,
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function describe(results: ScaleResult[]): string {
  const number = (value: number) => value.toFixed(1).padStart(8);
  const rows = results.map(
    ({ page, as, statements, small: less, large: more, ratio, isWithin }) =>
      `${(page.length > 44 ? `${page.slice(0, 43)}…` : page).padEnd(45)}${as.padEnd(14)}${String(statements).padStart(4)}${number(less.page)}${number(more.page)}${number(less.database)}${number(more.database)}${ratio.toFixed(2).padStart(7)}${isWithin ? '' : '  TOO SLOW'}`,
  );
  return [
    'Medians in milliseconds: the whole page, and of it the database. Statements of its one request to the database.',
    `${'page'.padEnd(45)}${'as'.padEnd(14)}stmt   small   large  db sm.  db la.  ratio`,
    ...rows,
  ].join('\n');
}
