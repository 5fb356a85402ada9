import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SuggestionGroup } from '../../../app/modules/marketplace/search/suggestions.ts';
import { buy } from '../../factories/orders.ts';
import {
  createOrganizations,
  createPlatformAdmin,
  type TestOrganization,
  type TestPerson,
} from '../../factories/organizations.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let stranger: TestOrganization;
/** Of the organization. */
let order: { number: string };

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  const [first, second] = await createOrganizations(database.sql, 2);
  if (!first || !second) throw new Error('There are two organizations.');
  organization = first;
  stranger = second;
  const tool = only(
    await database.sql.query<{ id: string; name: string; price: number }>(
      `select id, name, price from marketplace_tools where slug = 'cma-generator'`,
    ),
  );
  order = await buy(database, organization, { tools: [tool] });
  await database.sql.query('update marketplace_orders set purchase_order_number = $2 where number = $1', [
    order.number,
    'Quay-77',
  ]);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const guest = () => createVisitor(worker.url);
const as = (person: TestPerson, organizationId: string | null = organization.id) =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId });

/** What is suggested for the words, by the names of the groups. */
async function suggest(visitor: Visitor, words: string) {
  const answer = await visitor.get(`/search/suggestions?${new URLSearchParams({ q: words })}`);
  expect(answer.status).toBe(200);
  const groups: SuggestionGroup[] = JSON.parse(answer.text);
  return Object.fromEntries(groups.map(({ label, items }) => [label, items.map(({ href }) => href)]));
}

test('words find the tools that the catalog finds, best first, and bundles on sale', async () => {
  const found = await suggest(guest(), 'listing');
  expect(found.Tools).toHaveLength(5);
  const catalog = await guest().get('/tools?q=listing');
  const cards = [...catalog.text.matchAll(/<h3[^>]*><a href="([^"]+)"/g)].map(([, href]) => href);
  expect(found.Tools).toEqual(cards.slice(0, 5));
  const { rows } = await database.sql.query<{ href: string }>(
    `select '/bundles/' || slug as href from tool_bundles where is_active and name ilike '%listing%'`,
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(found.Bundles).toEqual(expect.arrayContaining(rows.map(({ href }) => href)));
});

test('the beginning of a word is enough, and so is a misspelled one', async () => {
  expect((await suggest(guest(), 'commiss')).Tools).toContain('/tools/commission-calculator');
  expect((await suggest(guest(), 'comission')).Tools).toContain('/tools/commission-calculator');
  expect((await suggest(guest(), 'domin')).Bundles).toContain('/bundles/listing-domination');
});

test('a bundle that is not on sale is not found', async () => {
  await database.sql.query(`update tool_bundles set status = 'ARCHIVED' where slug = 'market-intelligence'`);
  expect((await suggest(guest(), 'market intelligence')).Bundles ?? []).not.toContain('/bundles/market-intelligence');
  await database.sql.query(`update tool_bundles set status = 'ACTIVE' where slug = 'market-intelligence'`);
  expect((await suggest(guest(), 'market intelligence')).Bundles).toContain('/bundles/market-intelligence');
});

test.each([
  ['a part of its number', () => order.number.slice(4, 9).toLowerCase()],
  ['the number of the buyer', () => 'quay-77'],
  ['a name of what was ordered', () => 'cma gen'],
])('an order is found by %s, by everybody of its organization and by nobody else', async (_by, words) => {
  for (const person of [organization.owner, organization.member, organization.viewer]) {
    expect((await suggest(await as(person), words())).Orders).toEqual([`/orders/${order.number}`]);
  }
  expect((await suggest(guest(), words())).Orders).toBeUndefined();
  expect((await suggest(await as(stranger.owner, stranger.id), words())).Orders).toBeUndefined();
  const administrator = await createPlatformAdmin(database.sql);
  expect((await suggest(await as(administrator, null), words())).Orders).toBeUndefined();
});

test('people are found by name and by email, in their organization only', async () => {
  const [name = ''] = organization.admin.name.split(' ');
  const person = `/organization#member-${organization.admin.id}`;
  for (const words of [name.toUpperCase(), organization.admin.email]) {
    expect((await suggest(await as(organization.viewer), words)).People).toEqual([person]);
    expect((await suggest(await as(stranger.owner, stranger.id), words)).People).toBeUndefined();
    expect((await suggest(guest(), words)).People).toBeUndefined();
  }
  // The line that it leads to is there for everybody.
  const page = await (await as(organization.viewer)).get('/organization');
  expect(page.text).toContain(`id="member-${organization.admin.id}"`);
});

test('what is owned leads to the page of what is owned', async () => {
  expect((await suggest(await as(organization.member), 'cma generator')).Tools?.[0]).toBe('/my-tools/cma-generator');
  expect((await suggest(guest(), 'cma generator')).Tools?.[0]).toBe('/tools/cma-generator');
});

test.each(['%', '_____', '\\', "' or 1=1 --", '"', '()&|!:*', 'a\u0001b'])(
  'any text can be searched for: %j',
  async (words) => {
    const owner = await as(organization.owner);
    expect((await suggest(owner, words)).People).toBeUndefined();
    expect((await owner.get(`/search?${new URLSearchParams({ q: words })}`)).status).toBe(200);
  },
);

test('without words, the pages that the viewer may open are suggested, and every one of them is there', async () => {
  const administrator = await createPlatformAdmin(database.sql);
  for (const visitor of [
    guest(),
    await as(organization.owner),
    await as(organization.member),
    await as(organization.viewer),
    await as(administrator, null),
  ]) {
    const places = Object.values(await suggest(visitor, '')).flat();
    expect(places.length).toBeGreaterThan(5);
    for (const place of places) expect([place, (await visitor.get(place)).status]).toEqual([place, 200]);
  }
});

test('suggestions are kept by nobody, and too many of them are refused for a while', async () => {
  const answer = await guest().get('/search/suggestions?q=lead');
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(answer.headers.get('content-type')).toContain('application/json');

  const network = { 'cf-connecting-ip': `2001:db8:${randomInt(0x1000, 0x10000).toString(16)}::1` };
  const ask = () => fetch(new URL('/search/suggestions?q=l', worker.url), { headers: network });
  let refused: Response | undefined;
  for (let tries = 0; tries < 400 && !refused; tries += 10) {
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    refused = answers.find(({ status }) => status === 429);
    for (const one of answers) if (one !== refused) await one.text();
  }
  expect(refused?.status).toBe(429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused?.text()).toBe('');
  // Sending forms has a count of its own.
  const form = await fetch(new URL('/cart', worker.url), {
    method: 'POST',
    body: new URLSearchParams({ intent: 'add' }),
    headers: { ...network, origin: worker.url },
    redirect: 'manual',
  });
  expect(form.status).not.toBe(429);
});

test('the page of a search says what it found, also to somebody without script, and is not for robots', async () => {
  const page = await guest().get('/search?q=commission');
  expect(page.text).toContain('href="/tools/commission-calculator"');
  expect(page.text).toContain('<meta name="robots" content="noindex"');
  expect(page.text).toContain('value="commission"');
  expect((await (await as(organization.owner)).get(`/search?q=${order.number}`)).text).toContain(
    `href="/orders/${order.number}"`,
  );
  const nothing = await guest().get('/search?q=zzzzqqqq');
  expect(nothing.text).toContain('Nothing was found for “zzzzqqqq”');
  expect((await guest().get('/search?q=a')).text).toContain('Type two letters or more.');
});

test('the header of every page searches without script, but for the catalog, which has a search of its own', async () => {
  for (const [path, isThere] of [
    ['/', true],
    ['/cart', true],
    ['/tools', false],
  ] as const) {
    const { text } = await guest().get(path);
    expect([path, /<form action="\/search"/.test(text)]).toEqual([path, isThere]);
    expect(text).toMatch(/data-search="\/assets\/palette-[^"]+\.js"/);
  }
});
