import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { marketFixture } from '../factories/market-imports.ts';
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

const zhvi = 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv';

async function openOffice() {
  const organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const signIn = (person: TestPerson) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId: organization.id });
  return { organization, signIn, owner: await signIn(organization.owner) };
}

/** Uploads a file as the form of the page does, under the key that the page has. */
async function upload(visitor: Visitor, fileName: string, content: string | Uint8Array<ArrayBuffer>) {
  const { text } = await visitor.get('/reid/data/new');
  const key = /name="key" value="([^"]+)"/.exec(text)?.[1] ?? '';
  return await visitor.post('/reid/data/new', { key, license: 'on', file: new File([content], fileName) });
}

/** Looks at a page, and presses "Continue" as its script would, until the import is no longer at work. */
async function waitUntilDone(visitor: Visitor, address: string): Promise<string> {
  let text = '';
  await expect
    .poll(
      async () => {
        ({ text } = await visitor.get(address));
        return /Being (?:checked|applied|undone)/.test(text);
      },
      { timeout: 25_000 },
    )
    .toBe(false);
  return text;
}

const countFigures = async ({ id }: TestOrganization) =>
  only(
    await database.sql.query(
      `select count(*)::integer from reid_market_data where organization_id = $1 and data_source like 'zillow-%'`,
      [id],
    ),
  ).count;

test('a file is uploaded, checked, applied, looked at and taken back', async () => {
  const { organization, owner } = await openOffice();
  const { status, location = '' } = await upload(owner, zhvi, marketFixture(zhvi));
  expect([status, location]).toEqual([302, expect.stringMatching(/^\/reid\/data\/[\da-f-]{36}$/)]);
  const uploaded = await owner.get(location);
  for (const words of [
    'Zillow',
    'zillow-zhvi-sfrcondo-0.33-0.67-sm-sa',
    'United States',
    '$351,200.45',
    '351200.4471',
    'Check',
  ])
    expect(uploaded.text).toContain(words);

  expect(await owner.post(location, { intent: 'check', from: '2023-01-01' })).toMatchObject({ status: 302, location });
  const ready = await waitUntilDone(owner, location);
  expect(ready).toContain('Ready to apply');
  expect(ready).toContain('7 rows, and nothing wrong with them.');
  expect(await countFigures(organization)).toBe(0);

  expect(await owner.post(location, { intent: 'apply' })).toMatchObject({ status: 302, location });
  expect(await waitUntilDone(owner, location)).toContain('7 new, 0 restated, 0 unchanged, 0 withdrawn.');
  expect(await countFigures(organization)).toBe(7);

  const figure = only(
    await database.sql.query(
      "select id from reid_market_data where organization_id = $1 and area_key = 'metro-harborview-tx' and report_date = '2023-06-30'",
      [organization.id],
    ),
  );
  const page = await owner.get(`/reid/figures/${figure.id}`);
  for (const words of [
    'Typical home value',
    'Harborview, TX',
    '$412,345.68',
    '412345.675',
    'line 3',
    'Restatements',
    'Not there',
  ])
    expect(page.text).toContain(words);

  // The same file in another upload.
  const again = await upload(owner, zhvi, marketFixture(zhvi));
  expect([again.status, /Imported on \w+ \d+, \d{4} by/.test(again.text)]).toEqual([409, true]);

  expect(await owner.post(location, { intent: 'undo' })).toMatchObject({ status: 302, location });
  expect(await waitUntilDone(owner, location)).toContain('Everything is as it was before.');
  expect(await countFigures(organization)).toBe(0);
});

test('a packed file goes the same way', async () => {
  const { organization, owner } = await openOffice();
  const { location = '' } = await upload(owner, `${zhvi}.gz`, new Uint8Array(gzipSync(marketFixture(zhvi))));
  await owner.post(location, { intent: 'check' });
  await waitUntilDone(owner, location);
  await owner.post(location, { intent: 'apply' });
  await waitUntilDone(owner, location);
  expect(await countFigures(organization)).toBe(7);
});

const head = 'RegionID,SizeRank,RegionName,RegionType,StateName,2024-06-30';
const zip = (name: string) => new Uint8Array(Buffer.from(`PK\u0003\u0004\u0014\u0000\u0000\u0000${name}`, 'latin1'));

test.each<[string, string, string | Uint8Array<ArrayBuffer>, string]>([
  ['an empty file', zhvi, '', 'The file is empty'],
  ['a header alone', zhvi, `${head}\n`, 'there is nothing below the names of its columns'],
  ['a web page', zhvi, '<!doctype html><p>Moved', 'This is a web page'],
  ['a ZIP archive', 'a.zip', zip('state.csv'), 'This is a ZIP archive'],
  ['a workbook', 'a.xlsx', zip('[Content_Types].xml'), 'This is a workbook'],
  [
    'another separator',
    zhvi,
    `${head.replaceAll(',', ';')}\n1;0;United States;country;;5\n`,
    'separated by semicolons',
  ],
  ['a zero byte', zhvi, `${head}\n1,0,United\u0000States,country,,5\n`, 'holds a zero byte'],
  ['a day that is none', zhvi, `${head},2024-02-30\n1,0,United States,country,,5,6\n`, 'is no day'],
  ['a month still to come', zhvi, `${head},2099-01-31\n1,0,United States,country,,5,6\n`, 'is still to come'],
  [
    'a forecast',
    zhvi,
    'RegionID,SizeRank,RegionName,RegionType,StateName,BaseDate,2024-06-30\n1,0,A,msa,TX,2024-05-31,5\n',
    'forecast of Zillow',
  ],
  ['a broken gzip', `${zhvi}.gz`, new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'broken or empty'],
])('%s is refused in a sentence, and nothing is kept of it', async (_, name, content, sentence) => {
  const { organization, owner } = await openOffice();
  const { status, text } = await upload(owner, name, content);
  expect([status, text.includes(sentence)]).toEqual([400, true]);
  expect(
    only(
      await database.sql.query('select count(*)::integer from reid_imports where organization_id = $1', [
        organization.id,
      ]),
    ).count,
  ).toBe(0);
});

test('a file of more than 25 MB is refused, and so is one without the tick', async () => {
  const { owner } = await openOffice();
  const large = new Uint8Array(25 * 1024 * 1024 + 1).fill(0x41);
  const answer = await upload(owner, zhvi, large);
  expect([answer.status, answer.text.includes('more than 25 MB')]).toEqual([400, true]);
  const unticked = await owner.post('/reid/data/new', {
    key: crypto.randomUUID(),
    file: new File([`${head}\n1,0,A,msa,TX,5\n`], zhvi),
  });
  expect([unticked.status, unticked.text.includes('Tick this, if it is so.')]).toEqual([400, true]);
});

test('problems are shown with line and column, and can be downloaded without becoming formulas', async () => {
  const { owner } = await openOffice();
  const { location = '' } = await upload(
    owner,
    'Zip_zori_uc_sfrcondomfr_sm_month.csv',
    `${head}\n1,0,=O1902(),zip,MA,5\n`,
  );
  await owner.post(location, { intent: 'check', from: '' });
  const text = await waitUntilDone(owner, location);
  expect(text).toContain('Line 2, RegionName');
  expect(text).toContain('a ZIP code of five digits');
  const file = await owner.get(`${location}/problems.csv`);
  expect(file.text).toContain(`"RegionName","'=O1902()"`);
});

test('what the name of a file does not tell is asked for', async () => {
  const { owner } = await openOffice();
  const { location = '' } = await upload(owner, 'download.csv', marketFixture(zhvi));
  const refused = await owner.post(location, { intent: 'check' });
  expect([refused.status, refused.text.includes('Choose the figure that the file holds.')]).toEqual([400, true]);
  await owner.post(location, { intent: 'check', metric: 'zori', from: '' });
  expect(await waitUntilDone(owner, location)).toContain('zillow-zori');
});

test('a VIEWER looks at imports and changes none, and nobody else’s are found', async () => {
  const { organization, owner, signIn } = await openOffice();
  const { location = '' } = await upload(owner, zhvi, marketFixture(zhvi));
  const viewer = await signIn(organization.viewer);
  const page = await viewer.get(location);
  expect([page.status, page.text.includes('Cancel'), page.text.includes('How it is read')]).toEqual([
    200,
    false,
    false,
  ]);
  expect((await viewer.post(location, { intent: 'cancel' })).status).toBe(404);
  expect((await viewer.get('/reid/data/new')).status).toBe(404);
  const other = await openOffice();
  expect((await other.owner.get(location)).status).toBe(404);
  expect((await other.owner.get(`${location}/problems.csv`)).status).toBe(404);
  expect((await other.owner.post(location, { intent: 'cancel' })).status).toBe(404);
});
