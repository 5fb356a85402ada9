import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow, systemCategoryId } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { callByName, createBookkeepers } from './books.ts';

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createBookkeepers(database);
});

afterAll(async () => {
  await database?.drop();
});

const addPayee = async (values: object = {}) =>
  String((await createModuleRow(database.sql, 'payees', organization, { ...values })).id);

/** Pays an amount, in cents, for something of the category. */
async function pay(payee: string, amount: number, values: object = {}, code = 'CONTRACT_LABOR'): Promise<string> {
  const { id } = await createModuleRow(database.sql, 'expenses', organization, {
    payee_id: payee,
    amount,
    date: '2026-05-06',
    tax_year: 2026,
    payment_method: 'CHECK',
    status: 'APPROVED',
    category_id: await systemCategoryId(database.sql, code),
    ...values,
  });
  return String(id);
}

async function listPayments(year: number, person: TestPerson = organization.owner) {
  const { rows } = await asViewer(database.asApp, person.tokenHash, (client) =>
    client.query<{
      form: string;
      paid: number;
      otherwise: number;
      due: boolean | null;
      exempt: boolean;
      lacks: string[];
    }>(
      `select form, paid::float8 as paid, paid_otherwise::float8 as otherwise, is_due as due, is_exempt as exempt, lacks
       from app.payee_payments($1) order by paid desc, form`,
      [year],
    ),
  );
  return rows;
}

test.each([
  [2025, 59_999, false],
  [2025, 60_000, true],
  [2026, 199_999, false],
  [2026, 200_000, true],
])('in %i %i cents: due %s', async (year, amount, due) => {
  await pay(await addPayee(), amount, { date: `${year}-05-06`, tax_year: year });
  expect(await listPayments(year)).toMatchObject([{ form: 'NEC', paid: amount, due }]);
});

// Section 6041(a) of the Internal Revenue Code, P.L. 119-21, section 70433; the instructions for Forms 1099-MISC and 1099-NEC.
test.each([
  ['exactly the threshold gets a form', 'FORM_1099_NEC', 'INDIVIDUAL', false, 60_000, 2025, 'FORM'],
  ['a cent less does not', 'FORM_1099_NEC', 'INDIVIDUAL', false, 59_999, 2025, 'BELOW_THRESHOLD'],
  ['payments in 2026 have the new threshold', 'FORM_1099_NEC', 'PARTNERSHIP', false, 199_999, 2026, 'BELOW_THRESHOLD'],
  ['and get a form from it on', 'FORM_1099_MISC', 'PARTNERSHIP', false, 200_000, 2026, 'FORM'],
  ['nobody knows for 2027', 'FORM_1099_NEC', 'INDIVIDUAL', false, 5_000_000, 2027, 'NOT_PUBLISHED'],
  ['but that nothing is nothing', 'FORM_1099_NEC', 'INDIVIDUAL', false, -100, 2027, 'BELOW_THRESHOLD'],
  ['a corporation gets none', 'FORM_1099_NEC', 'S_CORPORATION', false, 900_000, 2026, 'CORPORATION'],
  ['an incorporated attorney does', 'FORM_1099_NEC', 'C_CORPORATION', true, 900_000, 2026, 'FORM'],
  ['but not for rent', 'FORM_1099_MISC', 'C_CORPORATION', true, 900_000, 2026, 'CORPORATION'],
  ['who is not known yet does', 'FORM_1099_NEC', null, false, 900_000, 2026, 'FORM'],
  ['exempt is exempt', 'FORM_1099_NEC', 'EXEMPT', true, 900_000, 2026, 'EXEMPT'],
])('%s', async (_, ...facts) => {
  const verdict = facts.pop();
  const { rows } = await database.sql.query('select app.decide_form_1099($1, $2, $3, $4, $5) as verdict', facts);
  expect(rows).toEqual([{ verdict }]);
});

test('cards and networks never count, refunds do, and what is not deductible does', async () => {
  const payee = await addPayee();
  const work = await pay(payee, 300_000, { is_deductible: false });
  await pay(payee, 500_000, { payment_method: 'CARD' });
  const byNetwork = await pay(payee, 40_000, { payment_method: 'NETWORK' });
  await pay(payee, 700_000, { status: 'PENDING' });
  await pay(payee, 1_000, { payment_method: null });
  await pay(payee, 60_000, {}, 'OFFICE');
  // A refund is of the payee and the method of its expense.
  await pay(payee, 50_000, { is_refund: true, refund_of: work, payee_id: null, payment_method: null });
  await pay(payee, 10_000, { is_refund: true, refund_of: byNetwork, payment_method: null });
  expect(await listPayments(2026)).toMatchObject([{ form: 'NEC', paid: 251_000, otherwise: 530_000, due: true }]);
});

test('rent is on the other form, corporations get none, and attorneys do for services', async () => {
  await pay(await addPayee({ name: 'Landlord' }), 1_200_000, {}, 'RENT');
  await pay(await addPayee({ classification: 'C_CORPORATION' }), 900_000);
  await pay(await addPayee({ classification: 'S_CORPORATION', is_attorney: true }), 800_000, {}, 'LEGAL');
  await pay(await addPayee({ classification: 'EXEMPT' }), 700_000);
  expect(await listPayments(2026)).toMatchObject([
    { form: 'MISC', paid: 1_200_000, due: true },
    { form: 'NEC', paid: 900_000, due: false, exempt: true, lacks: [] },
    { form: 'NEC', paid: 800_000, due: true, exempt: false },
    { form: 'NEC', paid: 700_000, due: false, exempt: true },
  ]);
});

test('what is missing is named for somebody whose form is due only', async () => {
  const complete = {
    w9_received_on: '2025-01-01',
    tax_number_last_four: '6789',
    address: '1 A',
    city: 'B',
    state: 'IL',
    zip_code: '60601',
  };
  await pay(await addPayee(complete), 500_000);
  await pay(await addPayee({ ...complete, zip_code: null, tax_number_last_four: null }), 400_000);
  await pay(await addPayee(), 300_000);
  await pay(await addPayee(), 100);
  expect((await listPayments(2026)).map(({ lacks }) => lacks)).toEqual([
    [],
    ['TAX_NUMBER', 'ADDRESS'],
    ['W9', 'TAX_NUMBER', 'ADDRESS'],
    [],
  ]);
});

test('a MEMBER sums what they spent, another organization nothing', async () => {
  const payee = await addPayee();
  await pay(payee, 300_000, { user_id: organization.owner.id });
  await pay(payee, 20_000);
  expect(await listPayments(2026, organization.member)).toMatchObject([{ paid: 20_000 }]);
  expect(await listPayments(2026, (await createBookkeepers(database)).owner)).toEqual([]);
});

test('OWNER and ADMIN keep payees, others do not', async () => {
  const save = (person: TestPerson, id: string, version: number | null, name: string) =>
    callByName(database, person, 'save_payee', {
      id,
      version,
      name,
      classification: null,
      is_attorney: false,
      w9_received_on: null,
      tax_number_last_four: '6789',
      address: null,
      city: null,
      state: null,
      zip_code: null,
    });
  const id = randomUUID();
  expect(await save(organization.member, randomUUID(), null, 'Lee')).toBe('NOT_ALLOWED');
  expect(await save(organization.viewer, randomUUID(), null, 'Lee')).toBe('NOT_ALLOWED');
  expect([await save(organization.admin, id, null, 'Lee'), await save(organization.admin, id, null, 'Lee')]).toEqual([
    'SAVED',
    'SAVED',
  ]);
  expect(await save(organization.owner, id, 1, 'Lee Roofing')).toBe('SAVED');
  expect(await save(organization.admin, id, 1, 'Lee and Sons')).toBe('CHANGED');
  expect(await save(organization.member, id, 2, 'Mine')).toBe('NOT_ALLOWED');
  expect(await save((await createBookkeepers(database)).owner, id, 2, 'Theirs')).toBe('NOT_FOUND');
});
