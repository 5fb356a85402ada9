import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mileageRates } from '../../app/modules/expenses/tax/mileage-rates.ts';
import { createModuleRow, systemCategoryId } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { addVehicle, callByName, createBookkeepers, tripValues, vehicleValues, yearValues } from './books.ts';

let database: TestDatabase;
let organization: TestOrganization;
let vehicle: string;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createBookkeepers(database);
  vehicle = await addVehicle(database, organization.owner);
});

afterAll(async () => {
  await database?.drop();
});

const saveTrip = (values: object, person: TestPerson = organization.owner) =>
  callByName(database, person, 'save_trip', tripValues({ vehicle_id: vehicle, ...values }));
const saveVehicle = (values: object, person: TestPerson = organization.owner) =>
  callByName(database, person, 'save_vehicle', vehicleValues({ ...values }));
const saveYear = (values: object, person: TestPerson = organization.owner) =>
  callByName(database, person, 'save_vehicle_year', yearValues({ vehicle_id: vehicle, ...values }));

interface Row {
  amount: number;
  rate: number;
  distance: number;
  net: number;
  deductible: number;
  percent: number;
  category: string;
  merchant: string;
  status: string;
  version: number;
}

async function readExpense(id: string): Promise<Row> {
  return only(
    await database.sql.query<Row>(
      `select amount, mileage_rate::float8 as rate, mileage_distance::float8 as distance, net_amount as net,
         deductible_amount as deductible, deduction_percent::float8 as percent, merchant, status, e.version,
         (select code from expense_categories where id = category_id) as category
       from expenses e where id = $1`,
      [id],
    ),
  );
}

async function addTrip(values: object, person?: TestPerson): Promise<string> {
  const id = randomUUID();
  const outcome = await saveTrip({ id, ...values }, person);
  if (outcome !== 'SAVED' && outcome !== 'OVERLAPS') throw new Error(`The trip was not added: ${outcome}.`);
  return id;
}

async function addCost(values: object, code = 'CAR'): Promise<string> {
  const { id } = await createModuleRow(database.sql, 'expenses', organization, {
    date: '2026-04-01',
    tax_year: 2026,
    amount: 10_000,
    category_id: await systemCategoryId(database.sql, code),
    vehicle_id: vehicle,
    ...values,
  });
  return String(id);
}

const percentOf = async (id: string) => (await readExpense(id)).percent;
const closeYear = (year: number) =>
  createModuleRow(database.sql, 'closed_tax_years', organization, {
    tax_year: year,
    closed_by: organization.owner.id,
  });

test('the rates of the database are those that are shown with their sources', async () => {
  const { rows } = await database.sql.query<{ day: string; rate: number }>(
    'select first_day::text as day, rate::float8 as rate from app.mileage_rates() order by 1',
  );
  expect(rows).toEqual(mileageRates.map(({ from, rate }) => ({ day: from, rate: rate / 10 })));
});

test.each([
  ['2026-06-30', 72_500],
  ['2026-07-01', 76_000],
  ['2022-06-30', 58_500],
  ['2022-07-01', 62_500],
  ['2025-12-31', 70_000],
])('1,000 miles on %s are %i cents, in the category of cars, and no money spent', async (date, amount) => {
  const id = await addTrip({ date, distance: 1000 });
  expect(await readExpense(id)).toMatchObject({
    amount,
    rate: amount / 1000,
    net: 0,
    deductible: amount,
    category: 'CAR',
    merchant: 'Office to Lake Street',
    status: 'APPROVED',
  });
});

test('half a cent is rounded up, and the amount of whoever writes the row is not taken', async () => {
  const { id } = await createModuleRow(database.sql, 'expenses', organization, {
    date: '2026-03-02',
    tax_year: 2026,
    amount: 99_999,
    category_id: await systemCategoryId(database.sql, 'TRAVEL'),
    vehicle_id: vehicle,
    mileage_from: 'A',
    mileage_to: 'B',
    mileage_purpose: 'C',
    mileage_distance: 0.2,
  });
  // 0.2 × 72.5 = 14.5 cents.
  expect(await readExpense(String(id))).toMatchObject({ amount: 15, category: 'CAR', merchant: 'A to B' });
});

test('a trip that moves over the middle of 2026 has the other rate', async () => {
  const id = await addTrip({ date: '2026-06-30', distance: 1000 });
  expect(await saveTrip({ id, version: 1, date: '2026-07-01', distance: 1000 })).toBe('SAVED');
  expect(await readExpense(id)).toMatchObject({ amount: 76_000, rate: 76 });
});

test('the odometer says the distance, and limits one that is typed', async () => {
  const id = await addTrip({ odometer_start: 100, odometer_end: 130.5, distance: null });
  expect((await readExpense(id)).distance).toBe(30.5);
  expect(await saveTrip({ odometer_start: 100, odometer_end: 130, distance: 30 })).toBe('OVERLAPS');
  expect(await saveTrip({ odometer_start: 200, odometer_end: 230, distance: 30.1 })).toBe('WRONG_DISTANCE');
  expect(await saveTrip({ odometer_start: 200, odometer_end: 190, distance: null })).toBe('WRONG_DISTANCE');
});

test.each([null, 0, 0.04, 10_000, -1])('a distance of %s is refused', async (distance) => {
  expect(await saveTrip({ distance })).toBe('WRONG_DISTANCE');
  expect(
    (await database.sql.query('select from expenses where organization_id = $1', [organization.id])).rowCount,
  ).toBe(0);
});

test.each([0.1, 9_999.9])('a distance of %s is taken', async (distance) => {
  expect(await saveTrip({ distance })).toBe('SAVED');
});

test('odometers that overlap warn, those that meet do not, and other vehicles are not asked', async () => {
  await addTrip({ odometer_start: 100, odometer_end: 120, distance: 20 });
  expect(await saveTrip({ odometer_start: 120, odometer_end: 140, distance: 20 })).toBe('SAVED');
  expect(await saveTrip({ odometer_start: 119.9, odometer_end: 125, distance: 5 })).toBe('OVERLAPS');
  const other = await addVehicle(database, organization.owner);
  expect(await saveTrip({ vehicle_id: other, odometer_start: 100, odometer_end: 120 })).toBe('SAVED');
});

test('a trip sent twice is one, and an edit from an old page is told so', async () => {
  const id = randomUUID();
  expect([await saveTrip({ id }), await saveTrip({ id })]).toEqual(['SAVED', 'SAVED']);
  expect(await saveTrip({ id, version: 1, purpose: 'Closing' })).toBe('SAVED');
  expect(await saveTrip({ id, version: 1, purpose: 'Closing' })).toBe('SAVED');
  expect(await saveTrip({ id, version: 1, purpose: 'Inspection' })).toBe('CHANGED');
  const { rows } = await database.sql.query(
    'select mileage_purpose as purpose from expenses where organization_id = $1',
    [organization.id],
  );
  expect(rows).toEqual([{ purpose: 'Closing' }]);
});

test('trips of a MEMBER wait, and they see and change no other’s', async () => {
  const own = await addTrip({}, organization.member);
  const others = await addTrip({});
  expect((await readExpense(own)).status).toBe('PENDING');
  expect(await saveTrip({ id: others, version: 1, purpose: 'Mine' }, organization.member)).toBe('NOT_FOUND');
  expect(await callByName(database, organization.member, 'delete_trip', { id: others, version: 1 })).toBe('NOT_FOUND');
  await database.sql.query(`update expenses set status = 'APPROVED' where id = $1`, [own]);
  const { version } = await readExpense(own);
  expect(await saveTrip({ id: own, version, purpose: 'More' }, organization.member)).toBe('NOT_ALLOWED');
  expect(await callByName(database, organization.member, 'delete_trip', { id: own, version })).toBe('NOT_ALLOWED');
  expect(await callByName(database, organization.owner, 'delete_trip', { id: own, version })).toBe('DELETED');
});

test('a trip that was asked about or rejected waits again once its MEMBER has changed it', async () => {
  const { owner, member } = organization;
  for (const decision of ['REJECT', 'ASK']) {
    const id = await addTrip({}, member);
    await callByName(database, owner, 'decide_expense', { id, version: 1, decision, note: 'Which client?' });
    expect(await saveTrip({ id, version: 2, purpose: 'Showing for the Lee family' }, member)).toBe('SAVED');
    expect(await readExpense(id)).toMatchObject({ status: 'PENDING', version: 3 });
    await callByName(database, owner, 'decide_expense', { id, version: 3, decision: 'APPROVE', note: '' });
    expect(await saveTrip({ id, version: 4, purpose: 'Lunch' }, member)).toBe('NOT_ALLOWED');
  }
});

test('an OWNER’s trip that was dated ahead is approved once its day is not, unless another person has to', async () => {
  const ahead = `${new Date().getUTCFullYear() + 1}-01-31`;
  const [id, other] = [await addTrip({ date: ahead }), await addTrip({ date: ahead })];
  expect(await readExpense(id)).toMatchObject({ status: 'PENDING' });
  expect(await saveTrip({ id, version: 1, date: '2026-03-02' })).toBe('SAVED');
  expect(await readExpense(id)).toMatchObject({ status: 'APPROVED' });
  expect(await callByName(database, organization.owner, 'require_another_person', { is_required: true })).toBe('SAVED');
  expect(await saveTrip({ id: other, version: 1, date: '2026-03-02' })).toBe('SAVED');
  expect(await readExpense(other)).toMatchObject({ status: 'PENDING' });
});

test('a MEMBER drives the taxpayer’s vehicles and their own, not another’s', async () => {
  const own = await addVehicle(database, organization.member, { person_id: organization.member.id });
  const others = await addVehicle(database, organization.owner, { person_id: organization.admin.id });
  expect(await saveTrip({ vehicle_id: own }, organization.member)).toBe('SAVED');
  expect(await saveTrip({ vehicle_id: vehicle }, organization.member)).toBe('SAVED');
  expect(await saveTrip({ vehicle_id: others }, organization.member)).toBe('NO_VEHICLE');
  expect(await saveVehicle({}, organization.member)).toBe('NOT_ALLOWED');
  expect(await saveVehicle({ person_id: organization.admin.id }, organization.member)).toBe('NOT_ALLOWED');
  // Written straight into the table it is refused, too.
  await expect(
    createModuleRow(database.sql, 'expenses', organization, {
      date: '2026-03-02',
      tax_year: 2026,
      vehicle_id: randomUUID(),
    }),
  ).rejects.toMatchObject({ code: '23503' });
});

test('ids of another organization are not there', async () => {
  const other = await createBookkeepers(database);
  const trip = await addTrip({});
  expect(await saveTrip({}, other.owner)).toBe('NO_VEHICLE');
  expect(
    await saveTrip({ id: trip, version: 1, vehicle_id: await addVehicle(database, other.owner) }, other.owner),
  ).toBe('NOT_FOUND');
  expect(await saveVehicle({ id: vehicle, version: 1 }, other.owner)).toBe('NOT_FOUND');
  expect(await saveYear({}, other.owner)).toBe('NOT_FOUND');
  const listing = await createModuleRow(database.sql, 'listings', other);
  expect(await saveTrip({ listing_id: listing.id })).toBe('NO_PROPERTY');
});

test('a VIEWER writes nothing', async () => {
  const { viewer } = organization;
  const trip = await addTrip({});
  expect(await saveTrip({}, viewer)).toBe('NOT_ALLOWED');
  expect(await saveTrip({ id: trip, version: 1, purpose: 'Other' }, viewer)).toBe('NOT_ALLOWED');
  expect(await saveVehicle({ person_id: viewer.id }, viewer)).toBe('NOT_ALLOWED');
  expect(await saveYear({}, viewer)).toBe('NOT_ALLOWED');
  expect(await callByName(database, viewer, 'delete_vehicle', { id: vehicle })).toBe('NOT_ALLOWED');
});

test('a trip is on a day its vehicle is in use, and the days stay around the trips', async () => {
  expect(await saveTrip({ date: '2021-12-31' })).toBe('NOT_IN_USE');
  await addTrip({ date: '2022-03-01' });
  expect(await saveVehicle({ id: vehicle, version: 1, first_used_on: '2022-03-02' })).toBe('TRIPS_OUTSIDE');
  expect(await saveVehicle({ id: vehicle, version: 1, last_used_on: '2022-02-28' })).toBe('TRIPS_OUTSIDE');
  expect(await saveVehicle({ id: vehicle, version: 1, last_used_on: '2022-03-01' })).toBe('SAVED');
  expect(await saveTrip({ date: '2022-03-02' })).toBe('NOT_IN_USE');
  expect(await callByName(database, organization.owner, 'delete_vehicle', { id: vehicle })).toBe('IN_USE');
});

test('a closed year keeps its trips and its method', async () => {
  const trip = await addTrip({ date: '2024-05-05' });
  await closeYear(2024);
  expect(await saveTrip({ date: '2024-05-06' })).toBe('CLOSED');
  expect(await saveTrip({ id: trip, version: 1, date: '2024-05-05', distance: 20 })).toBe('CLOSED');
  expect(await saveTrip({ id: trip, version: 1, date: '2025-05-05' })).toBe('CLOSED');
  expect(await callByName(database, organization.owner, 'delete_trip', { id: trip, version: 1 })).toBe('CLOSED');
  expect(await saveYear({ tax_year: 2024 })).toBe('CLOSED');
  // 2023 has no method of its own after it: 2024 would change with it.
  expect(await saveYear({ tax_year: 2023, method: 'ACTUAL' })).toBe('CLOSED');
  expect(await readExpense(trip)).toMatchObject({ amount: 670, percent: 100 });
});

test('changing the method rewrites the trips of the open year, and of years that follow it', async () => {
  const [before, trip, after] = [
    await addTrip({ date: '2024-03-01' }),
    await addTrip({ date: '2025-03-01' }),
    await addTrip({ date: '2026-03-01' }),
  ];
  expect(await saveYear({ tax_year: 2025, method: 'ACTUAL' })).toBe('SAVED');
  expect([await percentOf(before), await percentOf(trip), await percentOf(after)]).toEqual([100, 0, 0]);
  expect(await readExpense(trip)).toMatchObject({ net: 0, deductible: 0, amount: 700, rate: 70 });
  expect(await percentOf(await addTrip({ date: '2026-04-01' }))).toBe(0);
  expect(await saveYear({ tax_year: 2026, method: 'STANDARD' })).toBe('SAVED');
  expect([await percentOf(trip), await percentOf(after)]).toEqual([0, 100]);
});

test('actual costs in the first year are for good', async () => {
  const car = await addVehicle(database, organization.owner, { first_used_on: '2024-06-01', method: 'ACTUAL' });
  const trip = await addTrip({ vehicle_id: car, date: '2026-03-01' });
  expect(await percentOf(trip)).toBe(0);
  for (const year of [2025, 2026])
    expect(await saveYear({ vehicle_id: car, tax_year: year, method: 'STANDARD' })).toBe('STAYS_ACTUAL');
  expect(await saveYear({ vehicle_id: car, tax_year: 2025, method: 'ACTUAL' })).toBe('SAVED');
  // One with the rate in its first year may change, and come back.
  expect(await saveYear({ tax_year: 2025, method: 'ACTUAL' })).toBe('SAVED');
  expect(await saveYear({ tax_year: 2026, method: 'STANDARD' })).toBe('SAVED');
  expect(await saveYear({ tax_year: 2022, method: 'ACTUAL' })).toBe('STAYS_ACTUAL');
  expect(await saveYear({ tax_year: 2021 })).toBe('NOT_IN_USE');
});

test('the fifth vehicle at once refuses the standard rate', async () => {
  const others = [];
  for (let count = 2; count <= 4; count += 1) others.push(await addVehicle(database, organization.owner));
  // A person's does not count, nor one that was given up before.
  await addVehicle(database, organization.owner, { person_id: organization.member.id });
  await addVehicle(database, organization.owner, { first_used_on: '2021-01-01', last_used_on: '2021-12-31' });
  expect(await saveVehicle({ first_used_on: '2026-05-01' })).toBe('FIVE_VEHICLES');
  expect(await saveVehicle({ first_used_on: '2026-05-01', method: 'ACTUAL' })).toBe('FIVE_VEHICLES');
  for (const id of [vehicle, ...others])
    expect(await saveYear({ vehicle_id: id, tax_year: 2026, method: 'ACTUAL' })).toBe('SAVED');
  expect(await saveVehicle({ first_used_on: '2026-05-01', method: 'ACTUAL' })).toBe('SAVED');
  expect(await saveYear({ vehicle_id: others[0], version: 1, tax_year: 2026, method: 'STANDARD' })).toBe(
    'FIVE_VEHICLES',
  );
  // 2025 has four.
  expect(await saveYear({ vehicle_id: others[0], tax_year: 2025 })).toBe('SAVED');
});

test('two who add the fifth vehicle at once: one is refused', async () => {
  for (let count = 2; count <= 3; count += 1) await addVehicle(database, organization.owner);
  const { owner, admin } = organization;
  const again = await createTestClient();
  const outcomes = await Promise.all([
    saveVehicle({}, owner),
    callByName({ asApp: again }, admin, 'save_vehicle', vehicleValues({})),
  ]);
  await again.end();
  expect(outcomes.sort()).toEqual(['FIVE_VEHICLES', 'SAVED']);
});

async function createTestClient() {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: database.appUrl });
  await client.connect();
  return client;
}

test('with the standard rate a vehicle’s costs are in it, but for parking and tolls, and the share of interest and tax', async () => {
  const fuel = await addCost({});
  const insurance = await addCost({}, 'INSURANCE');
  const parking = await addCost({ is_parking_or_toll: true });
  const interest = await addCost({}, 'OTHER_INTEREST');
  const tax = await addCost({}, 'TAXES_LICENSES');
  const all = async () => Promise.all([fuel, insurance, parking, interest, tax].map(percentOf));
  expect(await all()).toEqual([0, 0, 100, 0, 0]);
  await addTrip({ distance: 600 });
  expect(await saveYear({ odometer_start: 10_000, odometer_end: 11_000 })).toBe('SAVED');
  expect(await all()).toEqual([0, 0, 100, 60, 60]);
  await addTrip({ distance: 200 });
  expect(await all()).toEqual([0, 0, 100, 80, 80]);
});

test('with actual costs the share of miles for the business is the most percent of each', async () => {
  expect(await saveYear({ method: 'ACTUAL' })).toBe('SAVED');
  const fuel = await addCost({});
  expect(await percentOf(fuel)).toBe(0);
  const trip = await addTrip({ distance: 700 });
  const { version } = only(
    await database.sql.query<{ version: number }>('select version from vehicle_years where vehicle_id = $1', [vehicle]),
  );
  expect(await saveYear({ method: 'ACTUAL', version, odometer_start: 0, odometer_end: 2_000 })).toBe('SAVED');
  expect(await percentOf(fuel)).toBe(35);
  const lower = await addCost({ deduction_percent: 20 });
  // A trip that waits counts when it is approved.
  const waiting = await addTrip({ distance: 300 }, organization.member);
  expect(await percentOf(fuel)).toBe(35);
  await database.sql.query(`update expenses set status = 'APPROVED' where id = $1`, [waiting]);
  expect([await percentOf(fuel), await percentOf(lower)]).toEqual([50, 20]);
  expect(await callByName(database, organization.owner, 'delete_trip', { id: trip, version: 1 })).toBe('DELETED');
  expect([await percentOf(fuel), await percentOf(lower)]).toEqual([15, 15]);
  // Another rate of deduction follows the method, up and down.
  expect(await saveYear({ method: 'STANDARD', version: version + 1, odometer_start: 0, odometer_end: 2_000 })).toBe(
    'SAVED',
  );
  expect(await percentOf(fuel)).toBe(0);
  await database.sql.query('update expenses set deduction_percent = 100 where id = $1', [fuel]);
  expect(await percentOf(fuel)).toBe(0);
});

test('a person’s trip counts when it was paid back, at most at the rate, and the payment does not count beside it', async () => {
  const own = await addVehicle(database, organization.member, { person_id: organization.member.id });
  const { member } = organization;
  const unpaid = await addTrip({ vehicle_id: own, distance: 100 }, member);
  const paid = await addTrip({ vehicle_id: own, distance: 100, reimbursed_amount: 5_000 }, member);
  const overpaid = await addTrip({ vehicle_id: own, distance: 100, reimbursed_amount: 10_000 }, member);
  expect(await readExpense(unpaid)).toMatchObject({ amount: 7_250, deductible: 0, net: 0 });
  expect(await readExpense(paid)).toMatchObject({ amount: 5_000, rate: 72.5, deductible: 5_000, net: 0 });
  expect(await readExpense(overpaid)).toMatchObject({ amount: 7_250, deductible: 7_250 });
  const payment = await addCost({ vehicle_id: own, amount: 15_000 });
  expect(await readExpense(payment)).toMatchObject({ net: 15_000, deductible: 0 });
  expect(await saveYear({ vehicle_id: own, method: 'ACTUAL' }, member)).toBe('OF_PERSON');
  // What is said to be paid back for the taxpayer's own vehicle is not kept.
  expect(await readExpense(await addTrip({ distance: 100, reimbursed_amount: 5_000 }))).toMatchObject({
    amount: 7_250,
  });
});

test('a year is said once, and an old page is told so', async () => {
  expect([await saveYear({ odometer_end: 5 }), await saveYear({ odometer_end: 5 })]).toEqual(['SAVED', 'SAVED']);
  expect(await saveYear({ odometer_end: 6 })).toBe('CHANGED');
  expect(await saveYear({ version: 1, odometer_end: 6 })).toBe('SAVED');
  expect(await saveYear({ version: 1, odometer_end: 7 })).toBe('CHANGED');
});
