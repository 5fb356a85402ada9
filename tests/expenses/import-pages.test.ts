import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StatementLine, writeStatement } from '../factories/imports.ts';
import { systemCategoryId } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const march: StatementLine[] = [
  ['2026-03-02', 'BLUE BOTTLE', '-14.50', 'A1'],
  ['2026-03-25', 'LOWES', '-120.00', 'A3'],
  ['2026-03-26', 'Deposit', '900.00', 'A4'],
];

async function openBooks(): Promise<{ organization: TestOrganization; signIn(person: TestPerson): Promise<Visitor> }> {
  const organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const signIn = (person: TestPerson) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId: organization.id });
  return { organization, signIn };
}

/** Uploads a file as the form of the page does, under the key that the page has. */
async function upload(visitor: Visitor, content: string | Uint8Array<ArrayBuffer>, account = 'Checking') {
  const { text } = await visitor.get('/expenses/import');
  const key = /name="key" value="([^"]+)"/.exec(text)?.[1] ?? '';
  return await visitor.post('/expenses/import', { key, account, file: new File([content], 'march.csv') });
}

async function suggestedMapping(): Promise<Record<string, string>> {
  return {
    intent: 'map-table',
    headerLine: '1',
    date: '0',
    merchant: '1',
    amount: '2',
    spent: '',
    received: '',
    bankId: '3',
    notes: '',
    currency: '',
    dateOrder: 'YMD',
    decimal: 'POINT',
    sign: 'OUT_NEGATIVE',
    moneyIn: 'SKIP',
    category: await systemCategoryId(database.sql),
  };
}

const countExpenses = async ({ id }: TestOrganization) =>
  only(await database.sql.query('select count(*)::integer from expenses where organization_id = $1', [id])).count;

test('a statement is uploaded, mapped, chosen from, imported and taken back', async () => {
  const { organization, signIn } = await openBooks();
  const owner = await signIn(organization.owner);
  const { status, location = '' } = await upload(owner, writeStatement(march));
  expect([status, location]).toEqual([302, expect.stringMatching(/^\/expenses\/import\/[\da-f-]{36}$/)]);
  const page = await owner.get(location);
  expect(page.text).toContain('Use this mapping');
  expect(page.text).toContain('BLUE BOTTLE');

  expect(await owner.post(location, await suggestedMapping())).toMatchObject({ status: 302, location });
  const checked = await owner.get(location);
  expect(checked.text).toContain('2 selected');
  expect(checked.text).toContain('Import selected');
  // The second line is not wanted.
  const turned = await owner.post(location, { intent: 'choose', shown: '2,3', ticked: '2', to: 'SKIPPED:0' });
  expect(turned.location).toBe(`${location}?show=SKIPPED&after=0`);
  expect((await owner.get(`${location}?show=SKIPPED&after=0`)).text).toContain('Deposit');

  expect(await owner.post(location, { intent: 'choose', shown: '', ticked: [] })).toMatchObject({ status: 302 });
  expect(await countExpenses(organization)).toBe(1);
  const done = await owner.get(location);
  expect(done.text).toContain('Undo import');
  expect(done.text).toContain('1 of 3 lines imported');

  expect(await owner.post(location, { intent: 'undo' })).toMatchObject({ status: 302 });
  expect(await countExpenses(organization)).toBe(0);
  expect((await owner.get('/expenses/import')).text).toContain('Everything it had brought in was taken back.');
});

test('a file that is no table is refused with a sentence, and nothing is kept of it', async () => {
  const { organization, signIn } = await openBooks();
  const owner = await signIn(organization.owner);
  const cases: [string | Uint8Array<ArrayBuffer>, string][] = [
    ['', 'The file is empty'],
    ['Date,Description,Amount\n', 'no transactions'],
    ['<!doctype html><p>Sign in', 'a page of the bank'],
    [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 8, 0, 8, 0]), 'no file of text'],
    ['%PDF-1.7', 'This is a PDF'],
  ];
  for (const [content, words] of cases) {
    const { status, text } = await upload(owner, content);
    expect([status, text.includes(words)]).toEqual([400, true]);
  }
  const { count } = only(
    await database.sql.query('select count(*)::integer from expense_imports where organization_id = $1', [
      organization.id,
    ]),
  );
  expect(count).toBe(0);
});

test('a file of more than 10 MB is refused, one of exactly 10 MB is read', async () => {
  const { organization, signIn } = await openBooks();
  const owner = await signIn(organization.owner);
  const size = 10 * 1024 * 1024;
  const line = `2026-03-02,"${'x'.repeat(400)}",-1.00,\n`;
  const content = `Date,Description,Amount,Reference\n${line.repeat(Math.floor(size / line.length))}`
    .padEnd(size, '\n')
    .slice(0, size);
  expect((await upload(owner, content)).status).toBe(302);
  const { status, text } = await upload(owner, `${content}\n`);
  expect([status, text.includes('more than 10 MB')]).toEqual([400, true]);
});

test('an organization uploads ten files within an hour', async () => {
  const { organization, signIn } = await openBooks();
  const owner = await signIn(organization.owner);
  for (let count = 0; count < 10; count += 1) expect((await upload(owner, writeStatement(march))).status).toBe(302);
  const refused = await upload(await signIn(organization.admin), writeStatement(march));
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '3600']);
});

test('CSV needs an account, OFX names its own', async () => {
  const { organization, signIn } = await openBooks();
  const owner = await signIn(organization.owner);
  const refused = await upload(owner, writeStatement(march), '');
  expect([refused.status, refused.text.includes('Enter the account')]).toEqual([400, true]);
  const ofx =
    'OFXHEADER:100\n<OFX><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>000123456789<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><STMTTRN><DTPOSTED>20260304<TRNAMT>-14.50<FITID>A1<NAME>Blue Bottle</BANKTRANLIST></OFX>';
  const { location = '' } = await upload(owner, ofx, '');
  const category = await systemCategoryId(database.sql);
  await owner.post(location, { intent: 'map-ofx', moneyIn: 'SKIP', category });
  const { text } = await owner.get(location);
  expect(text).toContain('Checking •••• 6789');
  expect(text).not.toContain('000123456789');
});

test('an import of another organization or of somebody else is not there, and a VIEWER looks on', async () => {
  const { organization, signIn } = await openBooks();
  const owner = await signIn(organization.owner);
  const { location = '' } = await upload(owner, writeStatement(march));
  const other = await openBooks();
  const stranger = await other.signIn(other.organization.owner);
  const member = await signIn(organization.member);
  for (const visitor of [stranger, member]) {
    expect((await visitor.get(location)).status).toBe(404);
    expect((await visitor.post(location, await suggestedMapping())).status).toBe(404);
    expect((await visitor.post(location, { intent: 'undo' })).status).toBe(404);
  }
  const viewer = await signIn(organization.viewer);
  const seen = await viewer.get(location);
  expect([seen.status, seen.text.includes('Use this mapping')]).toEqual([200, false]);
  expect((await viewer.post(location, await suggestedMapping())).status).toBe(404);
  expect((await upload(viewer, writeStatement(march))).status).toBe(404);
});

test('broken forms are answered with 4xx', async () => {
  const { organization, signIn } = await openBooks();
  const owner = await signIn(organization.owner);
  const { location = '' } = await upload(owner, writeStatement(march));
  const mapping = await suggestedMapping();
  const broken: Record<string, string | string[]>[] = [
    {},
    { intent: 'none' },
    { ...mapping, date: '' },
    { ...mapping, date: '-1' },
    { ...mapping, amount: '1e9' },
    { ...mapping, amount: '', spent: '' },
    { ...mapping, amount: '2', spent: '2' },
    { ...mapping, dateOrder: 'YDM' },
    { ...mapping, category: 'x' },
    { ...mapping, category: '00000000-0000-4000-8000-000000000000' },
    { ...mapping, headerLine: 'two' },
    { intent: 'choose', shown: 'x' },
    { intent: 'choose', shown: '2', ticked: ['a'] },
    { intent: 'choose', to: '../x' },
  ];
  for (const fields of broken) {
    const { status } = await owner.post(location, fields);
    expect([fields, status >= 400 && status < 500]).toEqual([fields, true]);
  }
  expect((await owner.post('/expenses/import', { key: 'x' })).status).toBe(400);
});
