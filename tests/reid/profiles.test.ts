import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundInputsSchema } from '../../app/modules/reid/profiles/inputs.ts';
import { makeProfile } from '../../app/modules/reid/profiles/making.ts';
import { callFunction } from '../../db/call-function.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { addMonths } from '../factories/market-figures.ts';
import { insertRow } from '../factories/module-rows.ts';
import {
  createOrganization,
  type SubscriptionTier,
  type TestOrganization,
  type TestPerson,
} from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { concurrently, requestDatabase } from '../factories/request-databases.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
  organization = await open();
});

afterAll(() => database?.drop());

/** An organization with the module and one area: six years of prices, sales, supply, rents and people. */
async function open(tier?: SubscriptionTier): Promise<TestOrganization> {
  const opened = await createOrganization(database.sql, { tier });
  await unlockModules(database.sql, opened);
  await addMonths(database.sql, opened, {
    zip: '78704',
    count: 73,
    figures: (back) => ({
      median_price: Math.round(48_000_000 / 1.005 ** back),
      active_listings: 120,
      sold_listings: 40,
    }),
  });
  await addMonths(database.sql, opened, {
    zip: '78704',
    source: 'zillow-zori',
    figures: () => ({ median_rent: 240_000 }),
  });
  for (const [year, people] of [
    [2023, 46_000],
    [2018, 44_000],
  ])
    await insertRow(database.sql, 'reid_demographics', {
      organization_id: opened.id,
      area_key: 'zip-78704',
      area_name: '78704',
      area_type: 'ZIP',
      zip_code: '78704',
      report_year: year,
      data_source: 'acs-5-year',
      total_population: people,
      median_income: 9_600_000,
      median_age: 33,
    });
  return opened;
}

const inputsOf = async (person: TestPerson, keys = ['zip-78704'], source: string | null = null) =>
  only(
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query<{ inputs: unknown }>('select app.read_profile_inputs($1, $2, null) as inputs', [keys, source]),
    ),
  ).inputs;

async function makeFor(person: TestPerson) {
  return makeProfile(foundInputsSchema.parse(await inputsOf(person)), {}, '2024-07-10');
}

const ask = async (person: TestPerson, statement: string, values: unknown[]) =>
  only(
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query<{ outcome: string }>(`select ${statement} as outcome`, values),
    ),
  ).outcome;

const keep = async (person: TestPerson, id = randomUUID()) => ({
  id,
  outcome: await ask(person, 'app.make_profile($1, $2)', [id, JSON.stringify(await makeFor(person))]),
});

const rowOf = async (id: string) =>
  only(await database.sql.query('select *, last_refreshed_at::text as seen from reid_ai_profiles where id = $1', [id]));

test('scores of an area are those of its figures, recomputed by SQL', async () => {
  const { id, outcome } = await keep(organization.owner);
  expect(outcome).toBe('MADE');
  const profile = await rowOf(id);
  const expected = only(
    await database.sql.query(
      `select round(100 * (a.median_price::numeric / b.median_price - 1), 6)::float8 as year,
         round(100 * (a.median_price::numeric / c.median_price - 1) / 5, 6)::float8 as five,
         round(1200 * 240000::numeric / a.median_price, 6)::float8 as yield
       from reid_market_data a, reid_market_data b, reid_market_data c
       where a.organization_id = $1 and b.organization_id = $1 and c.organization_id = $1
         and a.data_source = 'redfin' and b.data_source = 'redfin' and c.data_source = 'redfin'
         and a.report_date = '2024-06-30' and b.report_date = '2023-06-30' and c.report_date = '2019-06-30'`,
      [organization.id],
    ),
  );
  // Growth by hand: price a year and over five years, population from two surveys that share no year, sales unchanged.
  const points = (value: number, [nothing, half, full]: [number, number, number]) =>
    Math.min(
      100,
      Math.max(
        0,
        value < half ? ((value - nothing) / (half - nothing)) * 50 : 50 + ((value - half) / (full - half)) * 50,
      ),
    );
  const population = ((46_000 / 44_000 - 1) * 100) / 5;
  const growth =
    (points(expected.year, [-10, 0, 10]) * 40 +
      points(expected.five, [-2, 3, 10]) * 30 +
      points(population, [-1, 0.5, 2]) * 15 +
      50 * 15) /
    100;
  expect(profile.growth_score).toBe(Math.floor(growth + 0.5));
  const rentShare = (12 * 240_000 * 100) / 9_600_000;
  expect(rentShare).toBe(30);
  expect(profile.lifestyle_score).toBe(50);
  const investment = (points(expected.yield, [3, 6, 10]) * 45 + 83.3333333 * 20 + 50 * 20 + growth * 15) / 100;
  expect(profile.investment_score).toBe(Math.floor(investment + 0.5));
  expect(profile.data_sources).toEqual(['acs-5-year', 'redfin', 'zillow-zori']);
  expect(profile).toMatchObject({
    ai_model: 'lotline-rules',
    model_version: '1',
    profile_type: 'NEIGHBORHOOD',
    is_public: false,
  });
});

test('the same data makes the same profile, and no other column moves a score', async () => {
  const before = await makeFor(organization.owner);
  await database.sql.query(
    `update reid_demographics set median_age = 70, poverty_rate = 90, diversity_index = 1, unemployment_rate = 60, avg_household_size = 9
     where organization_id = $1`,
    [organization.id],
  );
  expect(await makeFor(organization.owner)).toEqual(before);
});

test('figures of others are not found, nor by a VIEWER, and the first known key is taken', async () => {
  const other = await createOrganization(database.sql);
  await unlockModules(database.sql, other);
  expect(await inputsOf(other.owner)).toBeNull();
  expect(await inputsOf(organization.viewer)).toBeNull();
  expect(await inputsOf(organization.owner, ['zip-00000'])).toBeNull();
  expect(await inputsOf(organization.owner, ['zip-00000', 'zip-78704'])).toMatchObject({ area: { key: 'zip-78704' } });
});

test('twenty at once never pass the limit of GROWTH, a refresh counts as one, and deleting gives nothing back', async () => {
  const growth = await open('GROWTH');
  const profile = await makeFor(growth.owner);
  const make = async (id: string) => {
    const { made } = await requestDatabase(database, growth.owner.tokenHash).write((handle) => ({
      made: callFunction(handle, 'make_profile', { id, profile }),
    }));
    return made[0]?.outcome;
  };
  const first = randomUUID();
  expect(await make(first)).toBe('MADE');
  expect(await make(first)).toBe('MADE');
  const { seen } = await rowOf(first);
  const refresh = (last: string) =>
    ask(growth.owner, 'app.refresh_profile($1, $2, $3)', [first, last, JSON.stringify(profile)]);
  expect(await refresh(seen)).toBe('REFRESHED');
  expect(await refresh(seen)).toBe('STALE');
  const outcomes = await concurrently(20, 20, () => make(randomUUID()));
  expect(outcomes.filter((outcome) => outcome === 'MADE')).toHaveLength(8);
  expect(outcomes.filter((outcome) => outcome === 'LIMIT')).toHaveLength(12);
  const counts = async () =>
    only(
      await database.sql.query(
        `select (select count(*)::integer from reid_ai_profiles where organization_id = $1) as profiles,
           (select uses from reid_monthly_uses where organization_id = $1 and use = 'PROFILE') as uses`,
        [growth.id],
      ),
    );
  expect(await counts()).toEqual({ profiles: 9, uses: 10 });
  expect(await refresh((await rowOf(first)).seen)).toBe('LIMIT');
  await database.sql.query('delete from reid_ai_profiles where organization_id = $1', [growth.id]);
  expect(await make(randomUUID())).toBe('LIMIT');
  await database.sql.query(`update organizations set subscription_tier = 'ELITE' where id = $1`, [growth.id]);
  expect(await make(randomUUID())).toBe('MADE');
});

test('only OWNER and ADMIN verify, what they saw, and a profile that says something else is verified no longer', async () => {
  const { id } = await keep(organization.member);
  const { seen } = await rowOf(id);
  const verify = (person: TestPerson, last = seen) => ask(person, 'app.verify_profile($1, $2)', [id, last]);
  for (const person of [organization.member, organization.viewer]) expect(await verify(person)).toBe('NOT_FOUND');
  expect(await verify(organization.admin, '2020-01-01')).toBe('STALE');
  expect(await verify(organization.admin)).toBe('VERIFIED');
  expect(await rowOf(id)).toMatchObject({ is_verified: true, verified_by: organization.admin.id });
  expect(await verify(organization.owner)).toBe('VERIFIED');
  expect((await rowOf(id)).verified_by).toBe(organization.admin.id);
  const refreshed = await ask(organization.member, 'app.refresh_profile($1, $2, $3)', [
    id,
    seen,
    JSON.stringify(await makeFor(organization.member)),
  ]);
  expect(refreshed).toBe('REFRESHED');
  expect(await rowOf(id)).toMatchObject({ is_verified: false, verified_by: null, verified_at: null });
  for (const statement of [
    'update reid_ai_profiles set is_verified = true where id = $1',
    'update reid_ai_profiles set verified_at = now() where id = $1',
  ])
    expect(
      await refusal(asViewer(database.asApp, organization.owner.tokenHash, (client) => client.query(statement, [id]))),
    ).toBe('42501');
});

test('a profile is its maker’s until it is shared, and changed by them and managers', async () => {
  const { id } = await keep(organization.owner);
  const reads = async (person: TestPerson) =>
    (
      await asViewer(database.asApp, person.tokenHash, (client) =>
        client.query('select id from reid_ai_profiles where id = $1', [id]),
      )
    ).rowCount;
  const share = (person: TestPerson, isShared = true) => ask(person, 'app.share_profile($1, $2)', [id, isShared]);
  expect([await reads(organization.admin), await reads(organization.member)]).toEqual([1, 0]);
  for (const person of [organization.member, organization.viewer]) expect(await share(person)).toBe('NOT_FOUND');
  expect(await share(organization.owner)).toBe('CHANGED');
  expect([await reads(organization.member), await reads(organization.viewer)]).toEqual([1, 1]);
  expect(await share(organization.admin, false)).toBe('CHANGED');
  expect(await reads(organization.member)).toBe(0);
  const other = await createOrganization(database.sql);
  await unlockModules(database.sql, other);
  expect(await ask(other.owner, 'app.share_profile($1, true)', [id])).toBe('NOT_FOUND');
  expect((await keep(other.owner, id).catch(() => ({ outcome: 'NOTHING' }))).outcome).toBe('NOTHING');
});
