import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBundle, createTool } from '../../factories/catalog.ts';
import { createOrganization, type TestOrganization } from '../../factories/organizations.ts';
import { createBundlePurchase, createToolPurchase } from '../../factories/purchases.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let stranger: TestOrganization;
let owner: Visitor;

const visitorOf = (person: { id: string }, { id }: TestOrganization) =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId: id });
const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** Gives an organization a tool of this name, in this state, bought on a day by a person. */
async function buy(
  name: string,
  { status = 'ACTIVE', day = '2026-03-01T12:00:00Z', by = organization.owner.id, of = organization } = {} as {
    status?: 'ACTIVE' | 'CANCELLED' | 'REFUNDED' | 'EXPIRED';
    day?: string;
    by?: string;
    of?: TestOrganization;
  },
) {
  const tool = await createTool(database.sql);
  await rows('update marketplace_tools set name = $2 where id = $1', [tool.id, name]);
  const id = await createToolPurchase(database.sql, of, tool.id, status);
  await rows('update tool_purchases set purchase_date = $2, purchased_by = $3 where id = $1', [id, day, by]);
}

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  organization = await createOrganization(database.sql);
  stranger = await createOrganization(database.sql);
  owner = await visitorOf(organization.owner, organization);
  await buy('Alpha tool');
  await buy('Beta 100% tool', { status: 'CANCELLED', by: organization.admin.id });
  await buy('Gamma tool', { status: 'EXPIRED', day: '2026-01-31T23:59:59Z' });
  await buy('Delta tool', { status: 'REFUNDED', day: '2026-02-01T00:00:00Z' });
  await buy('=HYPERLINK("https://evil.example")');
  await buy('Secret tool', { of: stranger, by: stranger.owner.id });
  const inBundle = await createTool(database.sql);
  const bundle = await createBundle(database.sql, [inBundle]);
  await rows(`update marketplace_tools set name = 'Zeta in a bundle' where id = $1`, [inBundle.id]);
  await rows(`update tool_bundles set name = 'Epsilon bundle' where id = $1`, [bundle.id]);
  await createBundlePurchase(database.sql, organization, bundle.id);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const everything = [
  '=HYPERLINK("https://evil.example")',
  'Alpha tool',
  'Beta 100% tool',
  'Delta tool',
  'Epsilon bundle',
  'Gamma tool',
  'Zeta in a bundle',
];
const selections: [query: string, names: string[]][] = [
  ['', everything],
  ['?kind=BUNDLE', ['Epsilon bundle']],
  ['?kind=TOOL&status=ACTIVE', ['=HYPERLINK("https://evil.example")', 'Alpha tool', 'Zeta in a bundle']],
  ['?status=CANCELLED', ['Beta 100% tool']],
  ['?status=REFUNDED', ['Delta tool']],
  ['?q=tool&status=EXPIRED', ['Gamma tool']],
  ['?q=ALPHA', ['Alpha tool']],
  ['?q=100%25', ['Beta 100% tool']],
  ['?q=1_0', []],
  ['?from=2026-02-01&to=2026-02-01', ['Delta tool']],
  ['?to=2026-01-31', ['Gamma tool']],
  ['?buyer=ADMIN', ['Beta 100% tool']],
  // Values that mean nothing are left out.
  ['?status=NOPE&kind=x&buyer=1&from=2026-02-30&to=0000-01-01&page=-1', everything],
];

/** The rows of a CSV file, without its headings. */
function readCsv(text: string): string[][] {
  const [, ...lines] = text.replace('\uFEFF', '').trimEnd().split('\r\n');
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
      quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
    ),
  );
}

test.each(selections)('the page and the file show the same purchases for "%s"', async (query, names) => {
  const address = query.replace('ADMIN', organization.admin.id);
  const { status, text } = await owner.get(`/purchases${address}`);
  expect(status).toBe(200);
  const shown = [...text.matchAll(/<th scope="row"><a[^>]*>([^<]*)<\/a>/g)].map(([, name = '']) =>
    name.replaceAll('&quot;', '"'),
  );
  expect(shown.toSorted()).toEqual(names);
  const file = await owner.get(`/purchases.csv${address}`);
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.headers.get('content-disposition')).toContain('purchases.csv');
  expect(database.endpoint.requestsFor(file.headers.get('x-request-id') ?? '')).toHaveLength(1);
  const inFile = readCsv(file.text).map(([name = '']) => name.replace(/^'/, ''));
  expect(inFile.toSorted()).toEqual(names);
});

test('a cell that a spreadsheet would calculate is neutralised', async () => {
  const { text } = await owner.get('/purchases.csv');
  expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")","Tool","Active","2026-03-01"`);
  expect(text).not.toMatch(/(^|,|")=/m);
});

test('every row of the file says who bought what, when and for how much', async () => {
  const { text } = await owner.get('/purchases.csv?q=Beta');
  expect(readCsv(text)).toEqual([
    ['Beta 100% tool', 'Tool', 'Cancelled', '2026-03-01', organization.admin.name, '', '100.00', 'USD', '', '', ''],
  ]);
});

test('every role reads the list, nobody else does, and it is the organization’s own', async () => {
  for (const person of [organization.admin, organization.member, organization.viewer]) {
    const visitor = await visitorOf(person, organization);
    expect((await visitor.get('/purchases')).text).toContain('Alpha tool');
    expect((await visitor.get('/purchases.csv')).text).not.toContain('Secret tool');
  }
  const theirs = await visitorOf(stranger.owner, stranger);
  for (const path of ['/purchases', '/purchases.csv', `/purchases?buyer=${organization.admin.id}`]) {
    expect((await theirs.get(path)).text).not.toContain('Alpha tool');
    expect((await createVisitor(worker.url).get(path)).location).toMatch(/^\/login\?/);
  }
});

test('many purchases come in pages, and all of them in the file', async () => {
  const many = await createOrganization(database.sql);
  for (let count = 0; count < 27; count++) await buy(`Tool ${count}`, { of: many, by: many.owner.id });
  const visitor = await visitorOf(many.owner, many);
  const first = await visitor.get('/purchases?kind=TOOL');
  expect(first.text).toContain('Page 1 of 2');
  expect(first.text).toContain('href="/purchases?kind=TOOL&amp;page=2"');
  const second = await visitor.get('/purchases?kind=TOOL&page=2');
  const names = (html: string) => [...html.matchAll(/class="link">(Tool \d+)</g)].map(([, name]) => name);
  expect(new Set([...names(first.text), ...names(second.text)]).size).toBe(27);
  expect(readCsv((await visitor.get('/purchases.csv?page=2')).text)).toHaveLength(27);
  expect((await visitor.get('/purchases?page=9')).text).toContain('No purchases on this page');
});
