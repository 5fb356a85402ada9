import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow, systemCategoryId } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { readPageForm } from '../factories/page-forms.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { addVehicle, createBookkeepers } from './books.ts';

// Vehicles, their years and their trips, as the pages send and show them.

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
const readVehicle = async (id: string) =>
  (await database.sql.query('select * from vehicles where id = $1', [id])).rows[0];
const pageOf = (id: string, year = 2025) => `/expenses/mileage/vehicles/${id}?year=${year}`;

const trip = (vehicle: string, values: Record<string, string> = {}) => ({
  intent: 'save',
  id: randomUUID(),
  date: '2025-03-04',
  from: 'Office',
  to: '12 Lake Street',
  purpose: 'Showing for the Lee family',
  vehicleId: vehicle,
  odometerStart: '',
  odometerEnd: '',
  distance: '10',
  notes: '',
  ...values,
});
const addTrip = (vehicle: string, values: Record<string, string> = {}, visitor = owner) =>
  visitor.post('/expenses/mileage/new', trip(vehicle, values));

/** What the tables have of the trips and costs of a vehicle in a year; cents of approved rows. */
async function sumBySql(vehicle: string, year = 2025) {
  return only(
    await database.sql.query<{ miles: number; amount: number; trips: number; costs: number }>(
      `select coalesce(sum(mileage_distance), 0)::float8 as miles,
         coalesce(sum(amount) filter (where mileage_distance is not null), 0)::float8 as amount,
         coalesce(sum(deductible_amount) filter (where mileage_distance is not null), 0)::float8 as trips,
         coalesce(sum(deductible_amount) filter (where mileage_distance is null), 0)::float8 as costs
       from expenses where vehicle_id = $1 and tax_year = $2 and status = 'APPROVED'`,
      [vehicle, year],
    ),
  );
}

const dollars = (cents: number) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);

test('a vehicle, a trip, the way back and the year make the log that an auditor reads', async () => {
  const id = randomUUID();
  const vehicle = {
    id,
    name: 'White pickup',
    personId: '',
    firstUsedOn: '2024-02-01',
    lastUsedOn: '',
    method: 'STANDARD',
  };
  expect(await owner.post('/expenses/mileage/vehicles/new', vehicle)).toMatchObject({ status: 302 });
  const out = { id: randomUUID(), odometerStart: '41,250', odometerEnd: '41262.5', distance: '' };
  expect((await addTrip(id, out)).status).toBe(302);

  // The way back begins where the other ended, for as many miles.
  const back = readPageForm((await owner.get(`/expenses/mileage/new?return=${out.id}`)).text, 'vehicleId');
  expect(back).toMatchObject({
    ...{ from: '12 Lake Street', to: 'Office', date: '2025-03-04', purpose: 'Showing for the Lee family' },
    ...{ vehicleId: id, odometerStart: '41262.5', odometerEnd: '', distance: '12.5', notes: '' },
  });
  expect(back.id).not.toBe(out.id);
  expect(await owner.post('/expenses/mileage/new', back)).toMatchObject({
    status: 302,
    location: '/expenses/mileage?year=2025',
  });
  const year = {
    intent: 'save-year',
    taxYear: '2025',
    method: 'STANDARD',
    odometerStart: '41000',
    odometerEnd: '42000',
  };
  const said = await owner.post(pageOf(id), {
    ...year,
    ...{ commutingMiles: '120', hasEvidence: 'on', isEvidenceWritten: 'on' },
  });
  expect(said).toMatchObject({ status: 302, location: pageOf(id) });

  const sums = await sumBySql(id);
  expect(sums).toEqual({ miles: 25, amount: 1_750, trips: 1_750, costs: 0 });
  const log = (await owner.get('/expenses/mileage/log?year=2025')).text;
  for (const text of ['White pickup', 'Office to 12 Lake Street', '12 Lake Street to Office', '41,250.0 – 41,262.5'])
    expect(log).toContain(text);
  for (const text of ['41,000.0', '42,000.0', '1,000.0', '120.0', '2.5 %', '$0.700', dollars(sums.amount)])
    expect(log).toContain(text);
  expect((await owner.get('/expenses/mileage/log?year=2024')).text).toContain('Nothing to print');
  const list = (await owner.get('/expenses/mileage?year=2025')).text;
  expect(list).toContain('25.0');
  expect(list).not.toContain('Odometer overlaps');
  const file = (await owner.get('/expenses/mileage.csv?year=2025')).text.trim().split(/\r?\n/);
  expect(file).toHaveLength(3);
  expect(file.slice(1).every((line) => line.includes('White pickup') && line.includes('12.5'))).toBe(true);

  // A third one in the middle of the first: saved, with a word about it.
  const between = await addTrip(id, { odometerStart: '41255', odometerEnd: '41260', distance: '5' });
  expect((await owner.get(between.location ?? '')).text).toContain('overlap with another trip of that vehicle');
});

test.each([
  [{ date: '' }, 'date', 'Enter the day of the trip.'],
  [{ date: '2031-06-07' }, 'date', 'Enter a day from 2020'],
  [{ from: '' }, 'from', 'Enter where it began'],
  [{ purpose: ' ' }, 'purpose', 'Enter what it was for'],
  [{ vehicleId: '' }, 'vehicleId', 'Choose a vehicle.'],
  [{ distance: '' }, 'distance', 'Enter the miles, or both readings of the odometer.'],
  [{ distance: '0' }, 'distance', 'between 0.1 and 9,999.9'],
  [{ distance: '10,000' }, 'distance', 'between 0.1 and 9,999.9'],
  [{ distance: '12.55' }, 'distance', 'between 0.1 and 9,999.9'],
  [{ distance: '11', odometerStart: '100', odometerEnd: '110' }, 'distance', 'no more miles than the odometer says'],
  [{ odometerStart: '110', odometerEnd: '100' }, 'odometerEnd', 'a reading above the one at the start'],
  [{ odometerStart: 'a lot' }, 'odometerStart', 'like 41250 or 41250.5'],
  [{ date: '2021-06-07' }, 'vehicleId', 'The vehicle was not in use on that day.'],
  [{ listingId: 'x' }, 'listingId', 'Choose one of the list.'],
])('a trip with %j is refused beside its field, and the rest stays typed', async (change, field, sentence) => {
  const vehicle = await addVehicle(database, organization.owner);
  const sent = trip(vehicle, { date: '2022-06-07', ...change });
  const { status, text } = await owner.post('/expenses/mileage/new', sent);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(text).toContain(sentence);
  expect(text).toContain(`href="#${field}"`);
  const kept = readPageForm(text, 'purpose');
  for (const [name, typed] of Object.entries(sent))
    if (!(name in change)) expect([name, kept[name]]).toEqual([name, typed]);
  expect(await sumBySql(vehicle, 2022)).toMatchObject({ miles: 0 });
});

test('a vehicle with trips is not deleted, and the forms of its page are as they were', async () => {
  const vehicle = await addVehicle(database, organization.owner, { name: 'White pickup' });
  await addTrip(vehicle);
  const { status, text } = await owner.post(pageOf(vehicle), { intent: 'delete' });
  expect(status).toBe(409);
  expect(text).toContain('Enter the last day it was driven instead.');
  expect(readPageForm(text, 'firstUsedOn')).toMatchObject({
    ...{ intent: 'save', id: vehicle, version: '1', name: 'White pickup', firstUsedOn: '2022-01-01' },
  });
  const unused = await addVehicle(database, organization.owner);
  expect(await owner.post(pageOf(unused), { intent: 'delete' })).toMatchObject({ location: '/expenses/mileage' });
  expect(await readVehicle(unused)).toBeUndefined();
});

test('a refused year keeps its form, and the form of the vehicle beside it what is kept', async () => {
  const vehicle = await addVehicle(database, organization.owner, { name: 'White pickup' });
  const year = { intent: 'save-year', taxYear: '2025', method: 'ACTUAL', odometerStart: '900', odometerEnd: '100' };
  const { status, text } = await owner.post(pageOf(vehicle), { ...year, hasAnotherVehicle: 'on' });
  expect(status).toBe(400);
  expect(text).toContain('Enter a reading that is not below that of 1 January.');
  expect(readPageForm(text, 'odometerStart')).toMatchObject({ ...year, hasAnotherVehicle: 'on' });
  expect(readPageForm(text, 'firstUsedOn')).toMatchObject({ name: 'White pickup', firstUsedOn: '2022-01-01' });
  const other = await owner.post(pageOf(vehicle), {
    ...{ intent: 'save', id: vehicle, version: '1', name: 'Van', firstUsedOn: '2022-01-01', lastUsedOn: '2021-01-01' },
  });
  expect(other.text).toContain('Enter a day that is not before the first one.');
  expect(readPageForm(other.text, 'firstUsedOn')).toMatchObject({ name: 'Van', lastUsedOn: '2021-01-01' });
  expect(readPageForm(other.text, 'odometerStart')).toMatchObject({ method: 'STANDARD', odometerStart: '' });
});

test('actual costs count by the share of miles, the page says when it is not known, and the rate says when it ends', async () => {
  const vehicle = await addVehicle(database, organization.owner);
  await addTrip(vehicle, { distance: '400' });
  const cost = await createModuleRow(database.sql, 'expenses', organization, {
    ...{ date: '2025-04-01', tax_year: 2025, amount: 10_000, status: 'APPROVED', approved_at: new Date() },
    ...{ vehicle_id: vehicle, category_id: await systemCategoryId(database.sql, 'CAR') },
  });
  const year = { intent: 'save-year', taxYear: '2025', hasEvidence: 'on', isEvidenceWritten: 'on' };
  expect((await owner.post(pageOf(vehicle), { ...year, method: 'ACTUAL' })).status).toBe(302);
  expect((await owner.get(pageOf(vehicle))).text).toContain('Its costs count nothing yet');
  const known = { ...year, method: 'ACTUAL', version: '1', odometerStart: '0', odometerEnd: '1000' };
  expect((await owner.post(pageOf(vehicle), known)).status).toBe(302);
  const { text } = await owner.get(pageOf(vehicle));
  expect(await sumBySql(vehicle)).toEqual({ miles: 400, amount: 28_000, trips: 0, costs: 4_000 });
  for (const shown of ['40 %', '$40.00', '$100.00', '400.0']) expect(text).toContain(shown);
  expect((await owner.get('/expenses/mileage?year=2025')).text).toContain('Not deductible by the mile');

  await createModuleRow(database.sql, 'closed_tax_years', organization, {
    tax_year: 2025,
    closed_by: organization.owner.id,
  });
  const closed = await owner.post(pageOf(vehicle), { ...known, version: '2', odometerEnd: '500' });
  expect(closed.status).toBe(409);
  expect(closed.text).toContain('that year is closed');
  const page = (await owner.get(pageOf(vehicle))).text;
  expect(page).toContain('The year 2025 is closed, so nothing of it changes.');
  expect(page).not.toContain('name="odometerStart"');
  expect((await addTrip(vehicle)).text).toContain('that year is closed');
  expect(await sumBySql(vehicle)).toMatchObject({ costs: 4_000 });
  expect(cost.id).toBeTruthy();
});

test('a MEMBER adds and changes vehicles of their own, drives the taxpayer’s, and a VIEWER only reads', async () => {
  const vehicle = await addVehicle(database, organization.owner, { name: 'White pickup' });
  const member = await visit(organization.member);
  const viewer = await visit(organization.viewer);
  const own = randomUUID();
  const fields = { name: 'Own car', firstUsedOn: '2024-01-01', personId: organization.member.id };
  expect((await member.post('/expenses/mileage/vehicles/new', { ...fields, id: own })).status).toBe(302);
  expect(await readVehicle(own)).toMatchObject({ person_id: organization.member.id });
  const forBusiness = await member.post('/expenses/mileage/vehicles/new', {
    ...fields,
    id: randomUUID(),
    personId: '',
  });
  const forOwner = await member.post('/expenses/mileage/vehicles/new', {
    ...{ ...fields, id: randomUUID(), personId: organization.owner.id },
  });
  expect([forBusiness.status, forOwner.status]).toEqual([404, 404]);
  expect((await addTrip(vehicle, {}, member)).status).toBe(302);
  expect((await sumBySql(vehicle)).miles).toBe(0);
  expect((await owner.get('/expenses/mileage?year=2025')).text).toContain('1 trip to be approved');
  // Whoever decides reads what it was for.
  expect((await owner.get('/expenses/approvals')).text).toContain('Showing for the Lee family');

  const page = (await member.get(pageOf(vehicle))).text;
  expect(page).not.toContain('Save vehicle');
  expect(page).not.toContain('name="odometerStart"');
  const change = { intent: 'save', id: vehicle, version: '1', name: 'Mine now', firstUsedOn: '2022-01-01' };
  const year = { intent: 'save-year', taxYear: '2025', method: 'ACTUAL' };
  for (const visitor of [member, viewer]) {
    for (const form of [change, year, { intent: 'delete' }])
      expect((await visitor.post(pageOf(vehicle), form)).status).toBe(404);
  }
  expect(await readVehicle(vehicle)).toMatchObject({ name: 'White pickup', version: 1 });
  expect((await addTrip(vehicle, {}, viewer)).status).toBe(404);
  for (const address of ['/expenses/mileage/new', '/expenses/mileage/vehicles/new'])
    expect((await viewer.get(address)).status).toBe(404);
  const seen = await viewer.get(pageOf(vehicle));
  expect([seen.status, seen.text.includes('Save vehicle'), seen.text.includes('name="odometerStart"')]).toEqual([
    200,
    false,
    false,
  ]);
});

test('nothing of another organization is found, driven or changed', async () => {
  const others = await createBookkeepers(database);
  const theirs = await addVehicle(database, others.owner, { name: 'Their van' });
  const stranger = await visit(others.owner, others);
  const own = await addVehicle(database, organization.owner);
  const sent = { id: randomUUID() };
  expect((await stranger.post('/expenses/mileage/new', trip(theirs, sent))).status).toBe(302);
  for (const address of [
    pageOf(theirs),
    `/expenses/mileage/${sent.id}`,
    `/expenses/mileage/new?return=${sent.id}`,
    '/expenses/mileage/vehicles/x',
    '/expenses/mileage/x',
    '/expenses/mileage/new?return=x',
  ])
    expect([address, (await owner.get(address)).status]).toEqual([address, 404]);
  expect((await owner.get(`/expenses/mileage?year=2025&vehicle=${theirs}`)).text).not.toContain('Their van');
  const driven = await addTrip(theirs);
  expect([driven.status, driven.text.includes('Choose a vehicle of the list.')]).toEqual([409, true]);
  const taken = await owner.post(`/expenses/mileage/${sent.id}`, { ...trip(own), id: sent.id, version: '1' });
  const deleted = await owner.post(`/expenses/mileage/${sent.id}`, { intent: 'delete', version: '1' });
  expect([taken.status, deleted.status]).toEqual([404, 404]);
  expect((await sumBySql(theirs)).miles).toBe(10);
});

test('a second click adds one vehicle and one trip, and an old page of a trip is told so', async () => {
  const id = randomUUID();
  const vehicle = { id, name: 'Van', firstUsedOn: '2022-01-01', method: 'ACTUAL' };
  const sent = trip(id);
  for (let click = 0; click < 2; click++) {
    expect((await owner.post('/expenses/mileage/vehicles/new', vehicle)).status).toBe(302);
    expect((await owner.post('/expenses/mileage/new', sent)).status).toBe(302);
  }
  expect((await sumBySql(id)).miles).toBe(10);
  const address = `/expenses/mileage/${sent.id}`;
  expect((await owner.post(address, { ...sent, version: '1', distance: '20' })).status).toBe(302);
  const late = await owner.post(address, { ...sent, version: '1', distance: '30', purpose: 'Keys' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('somebody changed this since you opened the page');
  const kept = readPageForm(late.text, 'purpose');
  expect(kept).toMatchObject({ distance: '30', purpose: 'Keys', version: '2' });
  const stale = await owner.post(address, { intent: 'delete', version: '1' });
  expect(stale.status).toBe(409);
  expect(readPageForm(stale.text, 'purpose')).toMatchObject({ distance: '20', purpose: 'Showing for the Lee family' });
  expect((await owner.post(address, kept)).status).toBe(302);
  expect((await sumBySql(id)).miles).toBe(30);
  expect(await owner.post(address, { intent: 'delete', version: '3' })).toMatchObject({
    location: '/expenses/mileage',
  });
  expect((await owner.get(address)).status).toBe(404);
});
