import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import {
  createOrganization,
  createPerson,
  type SubscriptionTier,
  type TestOrganization,
  type TestPerson,
} from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

async function createInvestors(tier: SubscriptionTier): Promise<TestOrganization> {
  const organization = await createOrganization(database.sql, { tier });
  await unlockModules(database.sql, organization);
  return organization;
}

/** Calls a function of the database as the person, by the names of its arguments, and returns its outcome. */
async function call(person: TestPerson, name: string, values: Record<string, unknown>, client = database.asApp) {
  const given = Object.keys(values).map((argument, index) => `p_${argument} => $${index + 1}`);
  const { outcome } = only(
    await asViewer(client, person.tokenHash, (asApp) =>
      asApp.query<{ outcome: string }>(`select app.${name}(${given.join(', ')}) as outcome`, Object.values(values)),
    ),
  );
  return outcome;
}

const calculation = { inputs: '{"price": 30000000}', results: '{"capRate": 6.35}', version: '2' };
const save = (person: TestPerson, id: string = randomUUID(), client?: Client) =>
  call(
    person,
    'save_simulation',
    {
      id,
      name: 'Rental',
      address: null,
      city: null,
      state: null,
      zip_code: null,
      notes: null,
      strategy: 'RENTAL',
      ...calculation,
      market_data_id: null,
    },
    client,
  );

async function saveNew(person: TestPerson): Promise<string> {
  const id = randomUUID();
  expect(await save(person, id)).toBe('SAVED');
  return id;
}

const addScenario = (person: TestPerson, base_id: string, id: string = randomUUID()) =>
  call(person, 'add_scenario', { id, base_id, type: 'OPTIMISTIC', name: 'Better', ...calculation });

const count = async (where: string, ...values: unknown[]) =>
  only(
    await database.sql.query<{ count: number }>(
      `select count(*)::integer as count from reid_roi_simulations where ${where}`,
      values,
    ),
  ).count;

const readUses = async ({ id }: TestOrganization) =>
  (
    await database.sql.query<{ uses: number }>(
      `select uses from reid_monthly_uses where organization_id = $1 and use = 'SIMULATION'
         and month = date_trunc('month', now() at time zone 'UTC')::date`,
      [id],
    )
  ).rows[0]?.uses;

const seenOf = async (id: string) =>
  only(
    await database.sql.query<{ seen: string }>(
      'select updated_at::text as seen from reid_roi_simulations where id = $1',
      [id],
    ),
  ).seen;

/** The ids that a person reads. */
const readAs = async (person: TestPerson) =>
  (
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query<{ id: string }>('select id from reid_roi_simulations'),
    )
  ).rows.map(({ id }) => id);

test('of twenty saves at once, GROWTH keeps five', async () => {
  const organization = await createInvestors('GROWTH');
  const clients = Array.from({ length: 20 }, () => new Client({ connectionString: database.appUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  const outcomes = await Promise.all(clients.map((client) => save(organization.member, randomUUID(), client)));
  await Promise.all(clients.map((client) => client.end()));
  expect(outcomes.filter((outcome) => outcome === 'SAVED')).toHaveLength(5);
  expect(outcomes.filter((outcome) => outcome === 'LIMIT')).toHaveLength(15);
  expect(await count('organization_id = $1', organization.id)).toBe(5);
  expect(await readUses(organization)).toBe(5);
});

test('the same calculation sent twice is saved and counted once', async () => {
  const organization = await createInvestors('GROWTH');
  const id = await saveNew(organization.member);
  expect(await save(organization.member, id)).toBe('SAVED');
  expect(await count('id = $1', id)).toBe(1);
  expect(await readUses(organization)).toBe(1);
});

test('deleting gives nothing back of a month, and last month counts for nothing', async () => {
  const organization = await createInvestors('GROWTH');
  const { owner } = organization;
  for (let saved = 0; saved < 5; saved++) await saveNew(owner);
  await asViewer(database.asApp, owner.tokenHash, (client) => client.query('delete from reid_roi_simulations'));
  expect(await count('organization_id = $1', organization.id)).toBe(0);
  expect(await save(owner)).toBe('LIMIT');
  await database.sql.query(
    `update reid_monthly_uses set month = (month - interval '1 month')::date where organization_id = $1`,
    [organization.id],
  );
  expect(await save(owner)).toBe('SAVED');
});

test('ELITE saves any number', async () => {
  const { owner } = await createInvestors('ELITE');
  for (let saved = 0; saved < 8; saved++) await saveNew(owner);
});

test('nobody saves for another organization’s calculation, as a VIEWER, or without a seat', async () => {
  const organization = await createInvestors('GROWTH');
  const other = await createInvestors('GROWTH');
  const id = await saveNew(organization.member);
  expect(await save(other.owner, id)).toBe('NOT_ALLOWED');
  expect(await save(organization.viewer)).toBe('NOT_ALLOWED');
  expect(await save(await createPerson(database.sql, organization.id, 'MEMBER'))).toBe('NOT_ALLOWED');
  expect(await readUses(organization)).toBe(1);
  expect(await readUses(other)).toBeUndefined();
});

test('scenarios are free, five at most, and go with their base', async () => {
  const organization = await createInvestors('GROWTH');
  const { member } = organization;
  const base = await saveNew(member);
  const first = randomUUID();
  expect(await addScenario(member, base, first)).toBe('ADDED');
  expect(await addScenario(member, base, first)).toBe('ADDED');
  for (let added = 1; added < 5; added++) expect(await addScenario(member, base)).toBe('ADDED');
  expect(await addScenario(member, base)).toBe('TOO_MANY');
  expect(await addScenario(member, first)).toBe('IS_SCENARIO');
  expect(await count('parent_simulation_id = $1', base)).toBe(5);
  expect(await readUses(organization)).toBe(1);
  await asViewer(database.asApp, member.tokenHash, (client) =>
    client.query('delete from reid_roi_simulations where id = $1', [base]),
  );
  expect(await count('organization_id = $1', organization.id)).toBe(0);
});

test('a scenario is added by who may change its base', async () => {
  const organization = await createInvestors('GROWTH');
  const base = await saveNew(organization.member);
  await call(organization.member, 'share_simulation', { id: base, is_shared: true });
  const colleague = await createPerson(database.sql, organization.id, 'MEMBER');
  const { id: tool } = only(await database.sql.query(`select id from marketplace_tools where slug = 'reid-dashboard'`));
  await database.sql.query(
    'insert into tool_seats (organization_id, tool_id, user_id, assigned_by) values ($1, $2, $3, $4)',
    [organization.id, tool, colleague.id, organization.owner.id],
  );
  expect(await readAs(colleague)).toEqual([base]);
  expect(await addScenario(colleague, base)).toBe('NOT_FOUND');
  expect(await addScenario(organization.viewer, base)).toBe('NOT_FOUND');
  expect(await addScenario((await createInvestors('GROWTH')).owner, base)).toBe('NOT_FOUND');
  expect(await addScenario(organization.admin, base)).toBe('ADDED');
});

test('a change of what somebody else changed meanwhile is none, and the same change twice is one', async () => {
  const { member, admin } = await createInvestors('GROWTH');
  const id = await saveNew(member);
  const seen = await seenOf(id);
  const change = (person: TestPerson, inputs: string) =>
    call(person, 'change_simulation', { id, seen, strategy: 'FLIP', ...calculation, inputs });
  expect(await change(admin, '{"price": 1}')).toBe('CHANGED');
  expect(await change(member, '{"price": 2}')).toBe('STALE');
  expect(await change(admin, '{"price": 1}')).toBe('CHANGED');
  expect(await count(`id = $1 and inputs = '{"price": 1}' and strategy = 'FLIP'`, id)).toBe(1);
});

test('the organization reads what is shared, with its scenarios, and nothing else', async () => {
  const { member, viewer } = await createInvestors('GROWTH');
  const [shown, kept] = [await saveNew(member), await saveNew(member)];
  const scenario = randomUUID();
  await addScenario(member, shown, scenario);
  expect(await readAs(viewer)).toEqual([]);
  expect(await call(viewer, 'share_simulation', { id: shown, is_shared: true })).toBe('NOT_FOUND');
  expect(await call(member, 'share_simulation', { id: shown, is_shared: true })).toBe('CHANGED');
  expect((await readAs(viewer)).toSorted()).toEqual([shown, scenario].toSorted());
  expect(await call(member, 'share_simulation', { id: shown, is_shared: false })).toBe('CHANGED');
  expect(await readAs(viewer)).toEqual([]);
  expect(await readAs(member)).toContain(kept);
});

test('templates need ELITE, and below it they stay and do not change', async () => {
  const organization = await createInvestors('ELITE');
  const { member, viewer } = organization;
  const id = await saveNew(member);
  const template = (is_template: boolean) => call(member, 'use_simulation_as_template', { id, is_template });
  expect(await template(true)).toBe('CHANGED');
  expect(await readAs(viewer)).toEqual([id]);
  await database.sql.query(`update organizations set subscription_tier = 'GROWTH' where id = $1`, [organization.id]);
  expect(await template(true)).toBe('NEEDS_ELITE');
  const change = { id, seen: await seenOf(id), strategy: 'FLIP', ...calculation };
  expect(await call(member, 'change_simulation', change)).toBe('NEEDS_ELITE');
  expect(await call(member, 'share_simulation', { id, is_shared: false })).toBe('NEEDS_ELITE');
  expect(await readAs(viewer)).toEqual([id]);
  expect(await count(`id = $1 and is_template and strategy = 'RENTAL'`, id)).toBe(1);
  const other = await saveNew(member);
  expect(await call(member, 'use_simulation_as_template', { id: other, is_template: true })).toBe('NEEDS_ELITE');
});
