import { randomUUID } from 'node:crypto';
import { asViewer } from '../factories/as-viewer.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import type { TestDatabase } from '../setup/database.ts';

type Values = Record<string, unknown>;

/** An organization whose OWNER, ADMIN and MEMBER have a seat in Expense & Tax. */
export async function createBookkeepers({ sql }: Pick<TestDatabase, 'sql'>): Promise<TestOrganization> {
  const organization = await createOrganization(sql);
  await unlockModules(sql, organization);
  return organization;
}

/** Calls a function of the database as the person, by the names of its arguments, and returns its outcome. */
export async function callByName(
  { asApp }: Pick<TestDatabase, 'asApp'>,
  person: TestPerson,
  name: string,
  values: Values,
): Promise<string> {
  const given = Object.keys(values).map((argument, index) => `p_${argument} => $${index + 1}`);
  const { outcome } = only(
    await asViewer(asApp, person.tokenHash, (client) =>
      client.query<{ outcome: string }>(`select app.${name}(${given.join(', ')}) as outcome`, Object.values(values)),
    ),
  );
  return outcome;
}

/** A vehicle added through the database's function. Returns its id. */
export async function addVehicle(database: TestDatabase, person: TestPerson, values: Values = {}): Promise<string> {
  const id = randomUUID();
  const outcome = await callByName(database, person, 'save_vehicle', vehicleValues({ id, ...values }));
  if (outcome !== 'SAVED') throw new Error(`The vehicle was not added: ${outcome}.`);
  return id;
}

export const vehicleValues = (values: Values): Values => ({
  id: randomUUID(),
  version: null,
  name: 'Car',
  person_id: null,
  first_used_on: '2022-01-01',
  last_used_on: null,
  method: 'STANDARD',
  ...values,
});

export const tripValues = (values: Values): Values => ({
  id: randomUUID(),
  version: null,
  date: '2026-03-02',
  from: 'Office',
  to: 'Lake Street',
  purpose: 'Showing',
  odometer_start: null,
  odometer_end: null,
  distance: 10,
  listing_id: null,
  reimbursed_amount: null,
  notes: null,
  ...values,
});

export const yearValues = (values: Values): Values => ({
  tax_year: 2026,
  version: null,
  method: 'STANDARD',
  odometer_start: null,
  odometer_end: null,
  commuting_miles: 0,
  is_available_for_personal_use: false,
  has_another_vehicle: false,
  has_evidence: true,
  is_evidence_written: true,
  ...values,
});
