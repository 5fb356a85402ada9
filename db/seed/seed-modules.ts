import { eq, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import * as schema from '../schema/index.ts';
import { seedCampaigns } from './campaigns/seed-campaigns.ts';
import { type Day, dayOf } from './days.ts';
import { seedExpenses } from './expenses/seed-expenses.ts';
import { createRandom, type Random } from './random.ts';
import { makeAlerts, makeDemoProfile, makeReport, makeSimulations, planReport } from './reid/analyses.ts';
import { type DemoMarket, demoMarkets } from './reid/areas.ts';
import {
  makeDemographics,
  makeFurtherDemographics,
  makeMarketData,
  makeMortgageRates,
  makeSchools,
  makeWiderMarkets,
} from './reid/market.ts';
import { makeWatchedAreas } from './reid/watched-areas.ts';

type Transaction = Parameters<Parameters<NodePgDatabase<typeof schema>['transaction']>[0]>[0];

interface Demo {
  organizationId: string;
  /** OWNER, ADMIN and MEMBER, in this order. */
  people: readonly [string, ...string[]];
  /** VIEWERs too. */
  everybody: readonly string[];
  market: DemoMarket;
  today: Day;
  random: Random;
}

/**
 * Gives the demo organizations a year of REID, expenses and campaigns, unless they have it. Every run makes the same rows, except
 * for the day it starts from.
 * @returns whether anything was added
 */
export async function seedModules(transaction: Transaction, today = dayOf(new Date())): Promise<boolean> {
  let added = false;
  for (const [slug, market] of Object.entries(demoMarkets)) {
    const members = await transaction
      .select({
        organizationId: schema.organizations.id,
        userId: schema.memberships.userId,
        role: schema.memberships.role,
      })
      .from(schema.memberships)
      .innerJoin(schema.organizations, eq(schema.organizations.id, schema.memberships.organizationId))
      .where(eq(schema.organizations.slug, slug))
      .orderBy(schema.memberships.role);
    const [owner, ...others] = members.filter(({ role }) => role !== 'VIEWER');
    if (!owner) continue;
    const { organizationId } = owner;
    if (await transaction.$count(schema.listings, eq(schema.listings.organizationId, organizationId))) continue;
    const people: Demo['people'] = [owner.userId, ...others.map(({ userId }) => userId)];
    const everybody = members.map(({ userId }) => userId);
    const demo: Demo = { organizationId, people, everybody, market, today, random: createRandom(slug) };
    await seedReid(transaction, demo);
    await seedExpenses(transaction, demo);
    await seedCampaigns(transaction, demo);
    added = true;
  }
  return added;
}

async function seedReid(transaction: Transaction, { organizationId, people, everybody, market, today, random }: Demo) {
  const owner = { organizationId, userId: people[0] };
  // What was added later draws its own numbers, so that the rest of the demo stays as it was.
  const further = createRandom(`${market.city} and beyond`);
  const rows = [
    ...makeMarketData(organizationId, market, today, random),
    ...makeWiderMarkets(organizationId, market, today, further),
  ];
  // A statement takes 65,535 values at most.
  for (let start = 0; start < rows.length; start += 1_000)
    await transaction.insert(schema.reidMarketData).values(rows.slice(start, start + 1_000));
  const [demographics] = await transaction
    .insert(schema.reidDemographics)
    .values([
      ...makeDemographics(organizationId, market, today, random),
      ...makeFurtherDemographics(organizationId, market, today, further),
    ])
    .returning({ id: schema.reidDemographics.id });
  await transaction.insert(schema.reidSchools).values(makeSchools(organizationId, market, today, random));
  await transaction.insert(schema.reidSeriesValues).values(makeMortgageRates(organizationId, today, further));
  await transaction.insert(schema.reidWatchedAreas).values(makeWatchedAreas(organizationId, everybody, market));
  await transaction.insert(schema.reidRoiSimulations).values(makeSimulations(owner, market, demographics?.id));
  await transaction.insert(schema.reidAlerts).values(makeAlerts(owner, market));
  // Both are made from what the database collects, as they are in the product.
  const { areaKeys, from, to, sections } = planReport(market, today);
  const [{ data, inputs } = { data: null, inputs: null }] = (
    await transaction.execute<{ data: unknown; inputs: unknown }>(
      sql`select app.freeze_report_data(${organizationId}, ${sql.param(areaKeys)}::text[], ${from}::date, ${to}::date,
          ${sql.param(sections)}::text[], null, null) as data,
        app.collect_profile_inputs(${organizationId}, ${sql.param(areaKeys.slice(0, 1))}::text[], null, null) as inputs`,
    )
  ).rows;
  await transaction.insert(schema.reidReports).values(makeReport(owner, market, today, data));
  await transaction.insert(schema.reidAiProfiles).values(makeDemoProfile(owner, inputs, today));
}
