import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow, systemCategoryId } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { readPageForm } from '../factories/page-forms.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { createBookkeepers } from './books.ts';

// Properties and what is written off of them, as their pages send and show it.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let owner: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createBookkeepers(database);
  owner = await visit(organization.owner);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const visit = (person: TestPerson, { id } = organization) =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId: id });
const make = async (table: string, values: object = {}, of = organization) =>
  String((await createModuleRow(database.sql, table, of, { ...values })).id);
const readRow = async (table: string, id: string) =>
  (await database.sql.query(`select * from ${table} where id = $1`, [id])).rows[0];
const closeYear = (year: number) => make('closed_tax_years', { tax_year: year, closed_by: organization.owner.id });

const property = { address: '12 Lake Street', city: 'Chicago', state: 'IL', zipCode: '60601', kind: 'RENTAL' };
const asset = {
  intent: 'save',
  name: 'Building',
  assetClass: 'RESIDENTIAL',
  basis: '300,000',
  inServiceOn: '2024-10-03',
};

async function spend(code: string, amount: number, values: object = {}) {
  return make('expenses', {
    date: '2025-03-04',
    tax_year: 2025,
    amount,
    category_id: await systemCategoryId(database.sql, code),
    status: 'APPROVED',
    approved_at: new Date(),
    ...values,
  });
}

/** A table of a page by its caption: the texts of its cells, row by row. */
function readTable(page: string, caption: string): string[][] {
  const table = page.split(`<caption class="sr-only">${caption}</caption>`)[1]?.split('</table>')[0] ?? '';
  const rows = table.split('<tr').slice(1);
  return rows.map((row) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell.replaceAll(/<[^>]*>/g, '|')),
  );
}

test('a rental shows its rent, its expenses by line of Schedule E, its depreciation and what is left', async () => {
  const id = randomUUID();
  expect(await owner.post('/expenses/listings/new', { ...property, id })).toMatchObject({
    status: 302,
    location: `/expenses/listings/${id}`,
  });
  const building = randomUUID();
  const added = await owner.post('/expenses/listings/assets/new', { ...asset, id: building, listingId: id });
  expect(added).toMatchObject({ status: 302, location: `/expenses/listings/assets/${building}` });
  await make('income_entries', { date: '2025-02-01', tax_year: 2025, kind: 'RENT', amount: 2_400_000, listing_id: id });
  await spend('REPAIRS', 100_001, { listing_id: id });
  await spend('INSURANCE', 50_000, { listing_id: id });
  // On no line of its own, it is line 19; meals are deducted by half.
  await spend('MEALS', 3_001, { listing_id: id, deduction_percent: 50 });
  // These count nowhere: undecided, rejected, of another year, of no property.
  await spend('REPAIRS', 7_777, { listing_id: id, status: 'PENDING', approved_at: null });
  await spend('REPAIRS', 7_777, { listing_id: id, status: 'REJECTED', decision_note: 'No.' });
  await spend('REPAIRS', 7_777, { listing_id: id, date: '2024-12-31', tax_year: 2024 });
  await spend('REPAIRS', 7_777);

  const { text } = await owner.get(`/expenses/listings/${id}?year=2025`);
  const lines = readTable(text, 'Expenses by line of Schedule E in 2025').slice(1);
  expect(lines.map(([line]) => line?.split('|').filter(Boolean)[0])).toEqual([
    '9. Insurance',
    '14. Repairs',
    '19. Other',
  ]);
  expect(lines.map(([, ...cells]) => cells.map((cell) => cell.replaceAll('|', '')))).toEqual([
    ['$500.00', '$500.00'],
    ['$1,000.01', '$1,000.01'],
    ['$30.01', '$15.01'],
  ]);
  // Publication 946, table A-6: 3.636 % of $300,000 in the second year.
  const depreciation = 1_090_800;
  const { deductible } = only(
    await database.sql.query<{ deductible: number }>(
      `select sum(deductible_amount)::float8 as deductible from expenses
       where listing_id = $1 and tax_year = 2025 and status = 'APPROVED'`,
      [id],
    ),
  );
  const dollars = (cents: number) =>
    new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);
  const net = dollars(2_400_000 - deductible - depreciation);
  for (const shown of [dollars(2_400_000), dollars(deductible), dollars(depreciation), net])
    expect(text).toContain(shown);

  const [row] = readTable((await owner.get('/expenses/listings?year=2025')).text, 'Properties in 2025').slice(1);
  expect(row?.slice(1).map((cell) => cell.replaceAll('|', ''))).toEqual([
    '$24,000.00',
    dollars(deductible),
    '$10,908.00',
    net,
  ]);
  const file = (await owner.get('/expenses/listings.csv?year=2025')).text;
  const asNumber = (cents: number) => String(cents / 100);
  expect(file.split(/\r?\n/)[1]).toContain(
    [2_400_000, 153_002, deductible, depreciation, 2_400_000 - deductible - depreciation].map(asNumber).join(','),
  );
  // In its first year three months count, from the middle of October.
  expect((await owner.get(`/expenses/listings/${id}?year=2024`)).text).toContain('$2,274.00');
});

test('who may not see taxes finds no rent and no net; a MEMBER only what they spent, and no asset', async () => {
  const id = await make('listings', { address: '7 Pier', kind: 'RENTAL' });
  await make('income_entries', { date: '2025-02-01', tax_year: 2025, kind: 'RENT', amount: 2_412_300, listing_id: id });
  await spend('REPAIRS', 11_100, { listing_id: id });
  await spend('REPAIRS', 22_200, { listing_id: id, user_id: organization.owner.id });
  const building = await make('depreciable_assets', { listing_id: id, name: 'Pier house' });
  for (const [person, sum] of [
    [organization.admin, '$333.00'],
    [organization.viewer, '$333.00'],
    [organization.member, '$111.00'],
  ] as const) {
    const visitor = await visit(person);
    const isMember = person === organization.member;
    for (const address of [`/expenses/listings/${id}?year=2025`, '/expenses/listings?year=2025']) {
      const { text } = await visitor.get(address);
      expect(text).toContain(sum);
      for (const hidden of ['24,123', 'Rent 2025', '>Net<', '>Rent<']) expect(text).not.toContain(hidden);
      expect(text.includes('Pier house')).toBe(!isMember && address.includes(id));
    }
    expect((await visitor.get('/expenses/listings.csv?year=2025')).text).not.toContain('24123');
    expect((await visitor.get(`/expenses/listings/assets/${building}`)).status).toBe(isMember ? 404 : 200);
    expect((await visitor.get('/expenses/listings/assets/new')).status).toBe(person === organization.admin ? 200 : 404);
    const written = await visitor.post('/expenses/listings/assets/new', { ...asset, id: randomUUID() });
    expect(written.status).toBe(person === organization.admin ? 302 : 404);
  }
});

test.each([
  ['address', '', 'Enter the street and number'],
  ['city', '', 'Enter the city'],
  ['state', 'ZZ', 'Choose a state.'],
  ['zipCode', '6060', 'Enter a ZIP code like 60601 or 60601-1234.'],
  ['kind', 'CASTLE', 'Choose whether it is rented out or for sale.'],
])('a property whose %s is %j is refused beside the field, and the rest stays typed', async (name, value, sentence) => {
  const { status, text } = await owner.post('/expenses/listings/new', {
    ...property,
    id: randomUUID(),
    [name]: value,
  });
  expect(status).toBe(400);
  expect(text).toContain(sentence);
  expect(text).toMatch(new RegExp(`href="#${name}"`));
  const kept = readPageForm(text, 'zipCode');
  for (const [other, typed] of Object.entries(property)) if (other !== name) expect(kept[other]).toBe(typed);
  expect(
    (await database.sql.query('select from listings where organization_id = $1', [organization.id])).rowCount,
  ).toBe(0);
});

test.each([
  ['basis', '0', 'Enter the cost without land in dollars'],
  ['basis', 'much', 'Enter the cost without land in dollars'],
  ['inServiceOn', '2026-02-30', 'Enter the day it was ready to use.'],
  ['inServiceOn', '1986-12-31', 'Enter a day from 1987 on'],
  ['yearlyAmounts', '2026', 'Enter one line a year'],
  ['yearlyAmounts', '2026: 1\n2026: 2', 'Enter one line a year'],
  ['yearlyAmounts', '2026: 300,000.01', 'add up to no more than the cost'],
  ['yearlyAmounts', '2023: 5', 'before it was in service'],
  ['assetClass', 'CAR', 'Choose how it is depreciated.'],
])('an asset whose %s is %j is refused beside the field, and the rest stays typed', async (name, value, sentence) => {
  const { status, text } = await owner.post('/expenses/listings/assets/new', {
    ...asset,
    id: randomUUID(),
    [name]: value,
  });
  expect(status).toBe(400);
  expect(text).toContain(sentence);
  const kept = readPageForm(text, 'basis');
  for (const [other, typed] of Object.entries(asset)) if (other !== name) expect(kept[other]).toBe(typed);
});

test('a second click adds one property and one asset, and an old page is told so and keeps what was typed', async () => {
  const id = randomUUID();
  const building = randomUUID();
  for (let click = 0; click < 2; click++) {
    expect((await owner.post('/expenses/listings/new', { ...property, id })).status).toBe(302);
    const { status } = await owner.post('/expenses/listings/assets/new', { ...asset, id: building, listingId: id });
    expect(status).toBe(302);
  }
  for (const [address, fields, changed] of [
    [`/expenses/listings/${id}/edit`, { ...property, id }, { city: 'Evanston' }],
    [`/expenses/listings/assets/${building}`, { ...asset, id: building, listingId: id }, { name: 'Roof' }],
  ] as const) {
    const send = (values: Record<string, string>) => owner.post(address, { ...fields, version: '1', ...values });
    expect((await send(changed)).status).toBe(302);
    // The same once more is a second click; something else is from a page that is older.
    expect((await send(changed)).status).toBe(302);
    const late = await send({ ...changed, ...('city' in changed ? { city: 'Cicero' } : { name: 'Porch' }) });
    expect(late.status).toBe(409);
    expect(late.text).toContain('somebody changed this since you opened the page');
    const kept = readPageForm(late.text, 'id');
    expect(Object.values(kept)).toContain('city' in changed ? 'Cicero' : 'Porch');
    expect((await owner.post(address, kept)).status).toBe(302);
  }
  expect(await readRow('listings', id)).toMatchObject({ city: 'Cicero', version: 3 });
  expect(await readRow('depreciable_assets', building)).toMatchObject({ name: 'Porch', version: 3 });
});

test('the kind of a property with rows in a closed year stays, and its page says why beside the field', async () => {
  const id = await make('listings', { kind: 'RENTAL' });
  await spend('REPAIRS', 5_000, { listing_id: id, date: '2024-03-04', tax_year: 2024 });
  await closeYear(2024);
  const edit = `/expenses/listings/${id}/edit`;
  const { status, text } = await owner.post(edit, { ...property, id, version: '1', kind: 'SALE' });
  expect(status).toBe(409);
  expect(text).toContain('a closed year follows from it');
  expect(text).toContain('href="#kind"');
  expect(readPageForm(text, 'zipCode')).toMatchObject({ ...property, kind: 'SALE' });
  expect(await readRow('listings', id)).toMatchObject({ kind: 'RENTAL', version: 1 });
  expect((await owner.post(edit, { ...property, id, version: '1', isRetired: 'on' })).status).toBe(302);
  expect(await readRow('listings', id)).toMatchObject({ kind: 'RENTAL', is_active: false, address: property.address });
});

test('an asset that a closed year follows from keeps cost, class, property and day; other years may be typed', async () => {
  const listing = await make('listings');
  const id = await make('depreciable_assets', {
    ...{ name: 'Building', asset_class: 'RESIDENTIAL', basis: 30_000_000, in_service_on: '2024-10-03' },
    listing_id: listing,
  });
  await closeYear(2024);
  const address = `/expenses/listings/assets/${id}`;
  const page = await owner.get(address);
  expect(page.text).toContain('Locked by the closed year 2024');
  expect(page.text).not.toContain('Delete Building?');
  const kept = readPageForm(page.text, 'basis');
  const changes: Record<string, string>[] = [
    { basis: '300000.01' },
    { assetClass: 'COMMERCIAL' },
    { inServiceOn: '2024-10-04' },
    { inServiceOn: '2025-10-03' },
    { listingId: '' },
    { yearlyAmounts: '2024: 10' },
  ];
  for (const change of changes) {
    const refused = await owner.post(address, { ...kept, ...change });
    expect([change, refused.status]).toEqual([change, 409]);
    expect(refused.text).toContain('a closed year follows from it');
  }
  // A "Delete" from a page that was opened before is refused, and the form beside it is as it was.
  const refused = await owner.post(address, { intent: 'delete', version: '1' });
  expect(refused.status).toBe(409);
  expect(readPageForm(refused.text, 'basis')).toEqual(kept);
  expect(await readRow('depreciable_assets', id)).toMatchObject({ version: 1 });
  expect((await owner.post(address, { ...kept, name: 'House', yearlyAmounts: '2025: 10' })).status).toBe(302);
  expect(await readRow('depreciable_assets', id)).toMatchObject({ name: 'House', yearly_amounts: { 2025: 1_000 } });
  // One that would have been written off in the closed year cannot come any more.
  const late = await owner.post('/expenses/listings/assets/new', { ...asset, id: randomUUID() });
  expect(late.status).toBe(409);
  expect(late.text).toContain('href="#inServiceOn"');
});

test('nothing of another organization is found, named or changed', async () => {
  const others = await createBookkeepers(database);
  const theirs = await make('listings', {}, others);
  const building = await make('depreciable_assets', { listing_id: theirs }, others);
  for (const address of [
    `/expenses/listings/${theirs}`,
    `/expenses/listings/${theirs}/edit`,
    `/expenses/listings/assets/${building}`,
    '/expenses/listings/x',
    '/expenses/listings/assets/x',
  ])
    expect([address, (await owner.get(address)).status]).toEqual([address, 404]);
  const before = [await readRow('listings', theirs), await readRow('depreciable_assets', building)];
  const sent = [
    await owner.post(`/expenses/listings/${theirs}/edit`, { ...property, id: theirs, version: '1' }),
    await owner.post(`/expenses/listings/assets/${building}`, { ...asset, id: building, version: '1' }),
    await owner.post(`/expenses/listings/assets/${building}`, { intent: 'delete', version: '1' }),
    // The address and the form are of two things.
    await owner.post(`/expenses/listings/${await make('listings')}/edit`, { ...property, id: theirs, version: '1' }),
  ];
  expect(sent.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  const onTheirs = await owner.post('/expenses/listings/assets/new', { ...asset, id: randomUUID(), listingId: theirs });
  expect([onTheirs.status, onTheirs.text.includes('Choose a property of the list.')]).toEqual([409, true]);
  expect([await readRow('listings', theirs), await readRow('depreciable_assets', building)]).toEqual(before);
});

test('pages of properties follow each other without a gap or a row twice', async () => {
  await database.sql.query(
    `insert into listings (organization_id, address, city, state, zip_code, kind)
     select $1, (number % 60) || ' Same Street', 'Chicago', 'IL', '60601', 'SALE' from generate_series(1, 120) number`,
    [organization.id],
  );
  const seen: string[] = [];
  let address: string | undefined = '/expenses/listings?year=2025';
  while (address) {
    const { text } = await owner.get(address);
    seen.push(...[...text.matchAll(/href="\/expenses\/listings\/([0-9a-f-]{36})\?/g)].map(([, id = '']) => id));
    address = /<a[^>]*rel="next"[^>]*>/
      .exec(text)?.[0]
      .match(/href="([^"]+)"/)?.[1]
      ?.replaceAll('&amp;', '&');
  }
  expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
});
