import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createMarkets } from '../factories/markets.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { addApplied, createAnalysts } from './market-rows.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let member: Visitor;
let area: string;
let school: string;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createAnalysts(database);
  ({ area, school } = await createMarkets(database.sql, organization.id));
  member = await signIn('member');
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const signIn = (role: 'owner' | 'member' | 'viewer', of = organization) =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId: of[role].id, organizationId: of.id });

/** The words of a page, without its markup. */
const readText = (html: string) =>
  html
    .replaceAll(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

/** The newest month of the ZIP code, and the month a year before. */
const findMonths = async () => {
  const { rows } = await database.sql.query<{ id: string; price: number; day: string }>(
    `select id, median_price::float8 as price, report_date::text as day from reid_market_data
     where organization_id = $1 and area_key = $2 order by report_date desc`,
    [organization.id, area],
  );
  const [newest] = rows;
  // Every month is there, so the twelfth before is the same month of the year before.
  const yearBefore = rows[12];
  if (!newest || !yearBefore) throw new Error('There is no year.');
  return { ...newest, before: yearBefore.price };
};

test('the page of an area shows the newest price, its change in a year, and whom the market favors', async () => {
  const { id, price, before } = await findMonths();
  const { status, text } = await member.get(`/reid/markets/${area}`);
  expect(status).toBe(200);
  const words = readText(text);
  const dollars = (price / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
  expect(words).toContain(dollars);
  expect(words).toContain(`+${((price / before - 1) * 100).toFixed(1)}%`);
  // 120 for sale ÷ 40 sold is 3 months.
  expect(words).toContain("Seller's market");
  expect(words).toContain('3.0 months worked out here');
  expect(words).toContain('Source: Redfin, a national real estate brokerage.');
  expect(text).toContain(`/reid/figures/${id}?figure=median_price`);
});

test('what was known on a day is shown as it was, and the page says so', async () => {
  const { day } = await findMonths();
  await addApplied(database, organization, {
    at: new Date().toISOString(),
    area_key: area,
    report_dates: [day],
    old_values: [12_345_600],
    had_rows: [true],
  });
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const { text } = await member.get(`/reid/markets/${area}?asof=${yesterday}`);
  expect(readText(text)).toContain('$123,456.00');
  expect(readText(text)).toContain('As it was known at the end of');
  expect(readText((await member.get(`/reid/markets/${area}`)).text)).not.toContain('$123,456.00');
});

test('the file holds the figures of the tables, and formula signs do nothing', async () => {
  await database.sql.query(
    `update reid_market_data set area_name = '=1+1' where organization_id = $1 and area_key = $2`,
    [organization.id, area],
  );
  const { headers, text } = await member.get(`/reid/markets/${area}/figures.csv`);
  expect(headers.get('content-disposition')).toContain(`${area}.csv`);
  const lines = text.trim().split('\r\n');
  const { rows } = await database.sql.query(
    `select report_date::text as day, (median_price / 100.0)::float8 as price from reid_market_data where organization_id = $1 and area_key = $2 order by 1`,
    [organization.id, area],
  );
  expect(lines).toHaveLength(1 + rows.length);
  for (const [place, { day, price }] of rows.entries()) expect(lines[place + 1]).toContain(`"${day}",${price},`);
  expect(text).toContain(`"'=1+1"`);
});

test('areas are added to a comparison by their names, and each is of one source', async () => {
  const added = await member.get(`/reid/markets/compare?a=${area}&add=Illinois`);
  expect([added.status, added.location]).toEqual([302, `/reid/markets/compare?a=${area}&a=state-il`]);
  const words = readText((await member.get(added.location ?? '')).text);
  for (const part of ['60601', 'Illinois', 'Median sale price', 'Months of supply']) expect(words).toContain(part);
  expect(readText((await member.get(`/reid/markets/compare?a=${area}&add=Nowhere`)).text)).toContain(
    'No figures of this area are here.',
  );
});

test('watching and stopping is for the person alone, and for who has a seat', async () => {
  const watched = async () =>
    (
      await database.sql.query('select user_id, area_key from reid_watched_areas where organization_id = $1', [
        organization.id,
      ])
    ).rows;
  const watch = (visitor: Visitor, address: string, typed: string, intent = 'watch') =>
    visitor.post(address, { organization: organization.id, intent, area: typed });
  expect((await watch(member, '/reid?index', '60601')).location).toBe('/reid');
  expect(await watched()).toEqual([{ user_id: organization.member.id, area_key: area }]);
  expect(readText((await member.get('/reid')).text)).toContain('60601');
  expect((await watch(await signIn('owner'), `/reid/markets/${area}`, area, 'unwatch')).status).toBe(302);
  expect(await watched()).toHaveLength(1);
  expect((await watch(await signIn('viewer'), '/reid?index', '60601')).status).toBe(404);
  expect((await watch(await signIn('viewer'), `/reid/markets/${area}`, area, 'unwatch')).status).toBe(404);
  expect((await watch(member, '/reid/markets', area, 'unwatch')).status).toBe(302);
  expect(await watched()).toEqual([]);
  const refused = await watch(member, '/reid?index', 'Nowhere');
  expect(refused.status).toBe(400);
  expect(readText(refused.text)).toContain('No figures of this area are here.');
  expect(refused.text).toContain('value="Nowhere"');
});

test('the map of a state shades its counties, and lists stay within their source', async () => {
  const { text } = await member.get('/reid/markets?type=COUNTY&state=IL&source=redfin');
  expect(text).toContain(`href="/reid/markets/county-17031?source=redfin"`);
  expect(readText(text)).toContain('1 area of Redfin with this figure');
  expect(readText((await member.get('/reid')).text)).toContain('1 of 51 states by Redfin');
});

test('while an import is applied, pages with figures say so', async () => {
  const { id, file_name } = await createModuleRow(database.sql, 'reid_imports', organization, { status: 'APPLYING' });
  const pages = ['/reid', '/reid/markets', `/reid/markets/${area}`, `/reid/markets/compare?a=${area}`];
  const countNotices = async () => {
    const texts = await Promise.all(pages.map(async (page) => readText((await member.get(page)).text)));
    return texts.filter((text) => text.includes(`${file_name} is being applied or taken back`)).length;
  };
  expect(await countNotices()).toBe(4);
  await database.sql.query(`update reid_imports set status = 'APPLIED' where id = $1`, [id]);
  expect(await countNotices()).toBe(0);
});

test('people are shown with their margins, and what two surveys that share no answers say', async () => {
  const words = readText((await member.get(`/reid/demographics?a=${area}`)).text);
  for (const part of ['2019–2023', '2014–2018', '$115,000 ± $9,000', 'no clear difference'])
    expect(words).toContain(part);
  const { text } = await member.get(`/reid/demographics.csv?a=${area}`);
  expect(text.trim().split('\r\n')).toHaveLength(3);
  expect(text).toContain('115000,9000');
});

test('schools are dots and rows with the same numbers, and one has a page', async () => {
  const { text } = await member.get('/reid/schools?grades=3');
  expect(text).toContain('aria-label="1 Lake School"');
  expect(readText(text)).toContain('1 school.');
  const page = readText((await member.get(`/reid/schools/${school}`)).text);
  for (const part of ['Lake School', 'KG–05', 'No source here rates it']) expect(page).toContain(part);
});

test('what another organization has is not there', async () => {
  const other = await createAnalysts(database);
  const stranger = await signIn('owner', other);
  const addresses = [
    `/reid/markets/${area}`,
    `/reid/markets/${area}/figures.csv`,
    `/reid/schools/${school}`,
    `/reid/demographics.csv?a=${area}`,
  ];
  for (const address of [...addresses, '/reid/markets/nowhere', '/reid/markets/Bad_Key'])
    expect([address, (await stranger.get(address)).status]).toEqual([address, 404]);
  for (const address of [
    '/reid',
    '/reid/markets',
    `/reid/markets/compare?a=${area}`,
    `/reid/demographics?a=${area}`,
    '/reid/schools',
  ]) {
    const { status, text } = await stranger.get(address);
    expect([address, status, text.includes('Lake School'), text.includes('Cook, IL')]).toEqual([
      address,
      200,
      false,
      false,
    ]);
  }
});
