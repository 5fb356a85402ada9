import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type SubscriptionTier, type TestOrganization } from '../factories/organizations.ts';
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

const caseA = 'strategy=rental&price=300000&rent=2600&tax=3600&insurance=1500&rate=6.5';

/** An organization with the module, and who works there. */
async function createInvestors(tier: SubscriptionTier = 'GROWTH') {
  const organization = await createOrganization(database.sql, { tier });
  await unlockModules(database.sql, organization);
  const signIn = (role: 'owner' | 'admin' | 'member' | 'viewer') =>
    createSignedInVisitor(worker.url, {
      sql: database.sql,
      personId: organization[role].id,
      organizationId: organization.id,
    });
  return { organization, signIn };
}

const save = ({ id: organization }: TestOrganization, visitor: Visitor, id: string = randomUUID()) =>
  visitor.post(`/reid/roi?${caseA}`, { organization, intent: 'save', id, name: 'Lake Street' });

/** A saved simulation of the member. */
async function saveOne({ organization, signIn }: Awaited<ReturnType<typeof createInvestors>>) {
  const id = randomUUID();
  const visitor = await signIn('member');
  expect((await save(organization, visitor, id)).status).toBe(302);
  return { id, visitor, address: `/reid/roi/${id}` };
}

const readRow = async (id: string) =>
  only(
    await database.sql.query(
      `select inputs, results, calculation_version as version, is_shared as "isShared", is_template as "isTemplate"
       from reid_roi_simulations where id = $1`,
      [id],
    ),
  );

/** The words of a page, without its markup. */
const readText = (html: string) =>
  html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');

test('what is saved is what was shown, and its page shows it again', async () => {
  const investors = await createInvestors();
  const { id, visitor, address } = await saveOne(investors);
  const shown = readText((await visitor.get(`/reid/roi?${caseA}`)).text);
  for (const result of ['$165.25', '2.36%', '6.35%', '9.93%', '$120,664.12', '$7,399.08'])
    expect(shown).toContain(result);
  const row = await readRow(id);
  expect(row).toMatchObject({ version: '2', inputs: { price: 30_000_000, rent: 260_000, rate: 65_000 } });
  expect(row.results).toMatchObject({
    monthlyCashFlow: 16_525,
    netPresentValue: 739_908,
    netOperatingIncome: 1_904_880,
  });
  const page = readText((await visitor.get(address)).text);
  for (const result of ['$165.25', '2.36%', '6.35%', '9.93%', 'calculation version 2']) expect(page).toContain(result);
});

test('at the limit a sentence takes the place of "Save", and calculating goes on', async () => {
  const { organization, signIn } = await createInvestors();
  const owner = await signIn('owner');
  const id = randomUUID();
  for (const _ of [1, 2]) expect((await save(organization, owner, id)).status).toBe(302);
  for (let saved = 1; saved < 5; saved++) expect((await save(organization, owner)).status).toBe(302);
  const month = (ahead: number) =>
    new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + ahead)).toLocaleString('en-US', {
      month: 'long',
      timeZone: 'UTC',
    });
  const sentence = `5 of 5 saved in ${month(0)}. Next on 1 ${month(1)}.`;
  const { text } = await owner.get(`/reid/roi?${caseA}`);
  expect(readText(text)).toContain(sentence);
  expect(text).not.toMatch(/<button[^>]*>Save<\/button>/);
  expect(readText(text)).toContain('9.93%');
  const refused = await save(organization, owner);
  expect(refused.status).toBe(409);
  expect(readText(refused.text)).toContain(sentence);
  const { count } = only(
    await database.sql.query('select count(*)::integer as count from reid_roi_simulations where organization_id = $1', [
      organization.id,
    ]),
  );
  expect(count).toBe(5);
});

test('nothing is saved of inputs that are wrong', async () => {
  const { organization, signIn } = await createInvestors();
  const visitor = await signIn('member');
  const form = { organization: organization.id, intent: 'save', id: randomUUID(), name: 'Lake Street' };
  for (const parameters of ['', 'strategy=rental&price=x&rent=1', 'strategy=rental&price=1&rent=1&vacancyRate=101'])
    expect((await visitor.post(`/reid/roi?${parameters}`, form)).status).toBe(400);
  expect((await visitor.post(`/reid/roi?${caseA}`, { ...form, name: ' ' })).status).toBe(400);
  expect((await visitor.post(`/reid/roi?${caseA}`, { ...form, intent: 'other' })).status).toBe(400);
});

/** Figures of an area: each source says something else. */
async function publishFigures(organization: TestOrganization) {
  const { sql } = database;
  const figure = async (data_source: string, report_date: string, values: object) =>
    String(
      (
        await createModuleRow(sql, 'reid_market_data', organization, {
          area_key: 'zip-78704',
          area_name: '78704',
          zip_code: '78704',
          data_source,
          report_date,
          ...values,
        })
      ).id,
    );
  await figure('redfin', '2026-08-31', { median_price: 1_000_000_00 });
  await figure('redfin-sa', '2026-10-31', { median_price: 999_999_00 });
  const rate = async (report_date: string, value: number | null) =>
    String(
      (
        await createModuleRow(sql, 'reid_series_values', organization, {
          data_source: 'fred',
          series: 'MORTGAGE30US',
          period_type: 'WEEKLY',
          report_date,
          value,
        })
      ).id,
    );
  await rate('2026-10-01', 7.5);
  const ids = {
    price: await figure('redfin', '2026-09-30', { median_price: 612_345_67, median_list_price: 1 }),
    value: await figure('zillow-zhvi', '2026-10-31', { typical_value: 598_000_00 }),
    rent: await figure('zillow-zori', '2026-10-31', { median_rent: 2_345_00 }),
    rate: await rate('2026-11-19', 6.23),
  };
  await rate('2026-11-26', null);
  return ids;
}

test('market figures fill price, rent and rate, and their ids are kept', async () => {
  const { organization, signIn } = await createInvestors();
  const ids = await publishFigures(organization);
  const visitor = await signIn('owner');
  const { status, location } = await visitor.get('/reid/roi?strategy=rental&tax=3600&price=&area=78704');
  expect(status).toBe(302);
  const filled = new URL(location ?? '', worker.url);
  expect(Object.fromEntries(filled.searchParams)).toMatchObject({
    price: '612345.67',
    priceFigure: ids.price,
    rent: '2345',
    rentFigure: ids.rent,
    rate: '6.23',
    rateFigure: ids.rate,
    tax: '3600',
  });
  const page = readText((await visitor.get(`${filled.pathname}${filled.search}`)).text);
  expect(page).toContain('Median sale price of 78704: $612,345.67 , redfin, Sep 30, 2026');
  expect(page).toContain('30-year mortgage rate: 6.23% , fred, Nov 19, 2026');
  const byZillow = await visitor.get('/reid/roi?strategy=rental&area=zip-78704&source=zillow');
  expect(new URL(byZillow.location ?? '', worker.url).searchParams.get('priceFigure')).toBe(ids.value);
  filled.searchParams.set('rent', '2400');
  const changed = readText((await visitor.get(`${filled.pathname}${filled.search}`)).text);
  expect(changed).toContain('Oct 31, 2026 , changed since');
  const id = randomUUID();
  await visitor.post(`${filled.pathname}${filled.search}`, {
    organization: organization.id,
    intent: 'save',
    id,
    name: 'Filled',
  });
  expect((await readRow(id)).inputs).toMatchObject({ figures: { price: ids.price, rent: ids.rent, rate: ids.rate } });
  const { figure } = only(
    await database.sql.query('select market_data_id as figure from reid_roi_simulations where id = $1', [id]),
  );
  expect(figure).toBe(ids.price);
  expect(readText((await visitor.get(`/reid/roi/${id}`)).text)).toContain('Median rent of 78704: $2,345.00');
});

test('the newest imported rate is the usual one, and figures of others fill nothing', async () => {
  const { organization, signIn } = await createInvestors();
  const other = await createInvestors();
  await publishFigures(organization);
  const rateOf = async (visitor: Visitor) =>
    /<input[^>]*name="rate"[^>]*value="([^"]*)"|<input[^>]*value="([^"]*)"[^>]*name="rate"/
      .exec((await visitor.get('/reid/roi')).text)
      ?.slice(1)
      .find(Boolean);
  expect(await rateOf(await signIn('viewer'))).toBe('6.23');
  const stranger = await other.signIn('owner');
  expect(await rateOf(stranger)).toBe('6.5');
  const answer = await stranger.get('/reid/roi?strategy=rental&area=78704');
  expect(answer.status).toBe(200);
  expect(readText(answer.text)).toContain('Nothing is known of “78704”.');
});

test('a simulation of somebody else is not there, and a shared one is only looked at', async () => {
  const investors = await createInvestors();
  const { id, visitor, address } = await saveOne(investors);
  const viewer = await investors.signIn('viewer');
  const stranger = await (await createInvestors()).signIn('owner');
  for (const other of [viewer, stranger]) {
    expect((await other.get(address)).status).toBe(404);
    expect((await other.get(`/reid/roi/compare?s=${id}&s=${randomUUID()}`)).text).not.toContain('Lake Street');
  }
  const share = { organization: investors.organization.id, intent: 'share' };
  expect((await visitor.post(address, share)).status).toBe(302);
  expect((await readRow(id)).isShared).toBe(true);
  const page = await viewer.get(address);
  expect(page.status).toBe(200);
  for (const button of ['Share', 'Delete', 'Add scenario', 'Recalculate', 'Use as template'])
    expect(page.text).not.toMatch(new RegExp(`<button[^>]*>${button}`));
  expect((await viewer.post(address, { ...share, intent: 'unshare' })).status).toBe(404);
  expect((await readRow(id)).isShared).toBe(true);
  expect((await stranger.get(address)).status).toBe(404);
  expect((await viewer.get(`/reid/roi?${caseA}`)).text).not.toContain('Save this calculation');
});

test('recalculating shows both results and overwrites nothing unasked', async () => {
  const investors = await createInvestors();
  const { id, visitor, address } = await saveOne(investors);
  expect(readText((await visitor.get(`${address}?recalculate=yes`)).text)).toContain('gives the same results');
  await database.sql.query(
    `update reid_roi_simulations set results = results || '{"capRate": 7.77}', calculation_version = '1' where id = $1`,
    [id],
  );
  const page = await visitor.get(`${address}?recalculate=yes`);
  expect(readText(page.text)).toContain('1 of 15 results differ.');
  expect(readText(page.text)).toContain('7.77% 6.35%');
  expect(await readRow(id)).toMatchObject({ version: '1', results: { capRate: 7.77 } });
  const seen = /name="seen" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const keep = { organization: investors.organization.id, intent: 'keep', seen };
  expect((await visitor.post(address, { ...keep, seen: '2020-01-01 00:00:00+00' })).status).toBe(409);
  expect((await visitor.post(address, keep)).status).toBe(302);
  expect(await readRow(id)).toMatchObject({ version: '2', results: { capRate: 6.3496 } });
});

test('inputs of a version that is not known show what was stored, and nothing is made of them', async () => {
  const investors = await createInvestors();
  const { id, visitor, address } = await saveOne(investors);
  await database.sql.query(
    `update reid_roi_simulations set inputs = '{"purchasePrice": 1}', results = '{"cashFlow": 123456}', calculation_version = '1'
     where id = $1`,
    [id],
  );
  const page = await visitor.get(`${address}?recalculate=yes`);
  expect(page.status).toBe(200);
  expect(readText(page.text)).toContain('$1,234.56');
  expect(readText(page.text)).toContain('These inputs are of version 1');
  const add = { organization: investors.organization.id, intent: 'add-scenario', id: randomUUID(), type: 'OPTIMISTIC' };
  expect((await visitor.post(address, add)).status).toBe(409);
});

test('scenarios stand beside their base, and a custom one is typed in the calculator', async () => {
  const investors = await createInvestors();
  const { id, visitor, address } = await saveOne(investors);
  const organization = investors.organization.id;
  const add = (type: string) => visitor.post(address, { organization, intent: 'add-scenario', id: randomUUID(), type });
  expect((await add('OPTIMISTIC')).status).toBe(302);
  expect((await add('PESSIMISTIC')).status).toBe(302);
  const custom = await add('CUSTOM');
  expect(custom.location).toMatch(/^\/reid\/roi\?strategy=rental&price=300000&/);
  expect(custom.location).toContain(`base=${id}`);
  const own = randomUUID();
  const saved = await visitor.post(custom.location ?? '', {
    organization,
    intent: 'scenario',
    id: own,
    baseId: id,
    name: 'Two flats',
  });
  expect(saved.location).toBe(`/reid/roi/${own}`);
  const { rows } = await database.sql.query<{ type: string; rent: number }>(
    `select scenario_type as type, (inputs ->> 'rent')::integer as rent from reid_roi_simulations
     where parent_simulation_id = $1 order by scenario_type`,
    [id],
  );
  expect(rows).toEqual([
    { type: 'OPTIMISTIC', rent: 273_000 },
    { type: 'PESSIMISTIC', rent: 247_000 },
    { type: 'CUSTOM', rent: 260_000 },
  ]);
  const page = readText((await visitor.get(address)).text);
  expect(page).toContain('Two flats');
  expect(page).toContain('Optimistic');
  expect((await visitor.post(address, { organization, intent: 'delete' })).location).toBe('/reid/roi/saved');
  expect((await visitor.get(`/reid/roi/${own}`)).status).toBe(404);
});

test('templates need ELITE, and then the calculator begins with them', async () => {
  const growth = await createInvestors('GROWTH');
  const { visitor, address } = await saveOne(growth);
  expect(readText((await visitor.get(address)).text)).toContain('Needs the Elite plan');
  const template = { organization: growth.organization.id, intent: 'template' };
  expect((await visitor.post(address, template)).status).toBe(403);
  const elite = await createInvestors('ELITE');
  const own = await saveOne(elite);
  expect((await own.visitor.post(own.address, { ...template, organization: elite.organization.id })).status).toBe(302);
  const page = await (await elite.signIn('admin')).get('/reid/roi');
  expect(page.text).toMatch(/href="\/reid\/roi\?strategy=rental&amp;price=300000&amp;[^"]*"[^>]*>Lake Street</);
});
