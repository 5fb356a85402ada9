import { randomUUID } from 'node:crypto';
import { foundInputsSchema } from '../../../app/modules/reid/profiles/inputs.ts';
import { makeProfile } from '../../../app/modules/reid/profiles/making.ts';
import { reportDataSchema } from '../../../app/modules/reid/reports/content.ts';
import { findInsights } from '../../../app/modules/reid/reports/insights.ts';
import { typeFacts } from '../../../app/modules/reid/reports/types.ts';
import { calculate, summarize } from '../../../app/modules/reid/roi/v2/calculate.ts';
import { type Asked, askedSchema, usualInputs } from '../../../app/modules/reid/roi/v2/inputs.ts';
import { varyInputs } from '../../../app/modules/reid/roi/v2/scenarios.ts';
import type { reidAiProfiles, reidAlerts, reidReports, reidRoiSimulations } from '../../schema/index.ts';
import { addDays, type Day, monthEnd, noonOf } from '../days.ts';
import type { DemoMarket } from './areas.ts';
import { demoSource } from './market.ts';

/** An organization and one of its people. */
interface Owner {
  organizationId: string;
  userId: string;
}

/**
 * One property bought to let, with a better and a worse scenario. A base has its id before it is there, so that its scenarios can name
 * it in the same statement.
 */
export function makeSimulations(
  owner: Owner,
  market: DemoMarket,
  demographicsId: string | undefined,
): (typeof reidRoiSimulations.$inferInsert)[] {
  const [area] = market.areas;
  const price = area.typicalPrice * 100;
  const base = askedSchema.parse({
    strategy: 'RENTAL',
    inputs: {
      ...usualInputs,
      price,
      rent: Math.round(price * 0.0086),
      tax: Math.round(price * 0.011),
      insurance: 150_000,
      financeRate: null,
      reinvestmentRate: null,
    },
  });
  const parentSimulationId = randomUUID();
  const name = `Demo rental in ${area.zipCode}`;
  const keep = (asked: Asked) => ({
    ...owner,
    address: '1 Demo Street',
    city: market.city,
    state: market.state,
    zipCode: area.zipCode,
    strategy: asked.strategy,
    inputs: asked.inputs,
    results: summarize(calculate(asked)),
    calculationVersion: '2',
    isShared: true,
    tags: ['demo data'],
    notes: demoSource.notes,
  });
  const vary = (scenarioType: 'OPTIMISTIC' | 'PESSIMISTIC', label: string) => ({
    ...keep(varyInputs(base, scenarioType)),
    name: label,
    scenarioType,
    parentSimulationId,
  });
  return [
    { ...keep(base), id: parentSimulationId, name, description: demoSource.notes, demographicsId },
    vary('OPTIMISTIC', 'Optimistic'),
    vary('PESSIMISTIC', 'Pessimistic'),
  ];
}

/** Two alerts of a person and one of the whole organization. */
export function makeAlerts(owner: Owner, market: DemoMarket): (typeof reidAlerts.$inferInsert)[] {
  const areaKeys = market.areas.slice(0, 3).map(({ zipCode }) => `zip-${zipCode}`);
  return [
    {
      ...owner,
      name: 'Demo alert: prices fall by 3 %',
      alertType: 'PRICE_DROP',
      areaKeys,
      conditions: {
        figure: 'price',
        compare: 'falls',
        value: 3,
        unit: 'percent',
        over: 'year',
        source: demoSource.dataSource,
      },
      frequency: 'WEEKLY',
    },
    {
      ...owner,
      name: 'Demo alert: more than 40 new listings',
      alertType: 'NEW_LISTINGS',
      areaKeys,
      conditions: {
        figure: 'new_listings',
        compare: 'above',
        value: 40,
        unit: 'amount',
        source: demoSource.dataSource,
      },
      isActive: false,
    },
    {
      organizationId: owner.organizationId,
      name: `Demo alert: inventory in ${market.city}`,
      alertType: 'INVENTORY',
      areaKeys,
      conditions: {
        figure: 'inventory_months',
        compare: 'above',
        value: 5,
        unit: 'amount',
        source: demoSource.dataSource,
      },
      frequency: 'MONTHLY',
      priority: 'LOW',
    },
  ];
}

/** What the demo's report is about: all areas of the market but the last two, over the last two years. */
export function planReport(market: DemoMarket, today: Day) {
  return {
    areaKeys: market.areas.slice(0, 10).map(({ zipCode }) => `zip-${zipCode}`),
    from: addDays(monthEnd(today, 25), 1),
    to: monthEnd(today, 1),
    sections: [...typeFacts.NEIGHBORHOOD_ANALYSIS.sections],
  };
}

/**
 * A finished report, as its page makes it.
 * @param data  frozen by the database for the same plan
 */
export function makeReport(
  owner: Owner,
  market: DemoMarket,
  today: Day,
  data: unknown,
): typeof reidReports.$inferInsert {
  const { areaKeys, from, to, sections } = planReport(market, today);
  return {
    ...owner,
    name: `Demo report on ${market.city}`,
    reportType: 'NEIGHBORHOOD_ANALYSIS',
    status: 'COMPLETED',
    areaKeys,
    periodStart: from,
    periodEnd: to,
    configuration: { sections, source: null, propertyType: null },
    data,
    insights: findInsights(reportDataSchema.parse(data)),
    generatedAt: noonOf(addDays(today, -3)),
  };
}

/**
 * The profile of the first area, as its page makes it.
 * @param inputs  as the database collects them
 */
export function makeDemoProfile(owner: Owner, inputs: unknown, today: Day): typeof reidAiProfiles.$inferInsert {
  const made = makeProfile(foundInputsSchema.parse(inputs), {}, today);
  return {
    ...owner,
    profileType: 'NEIGHBORHOOD',
    areaKey: made.area_key,
    areaType: 'ZIP',
    zipCode: made.zip_code,
    city: made.city,
    state: made.state,
    county: made.county,
    msaCode: made.msa_code,
    summary: `Demo data. ${made.summary}`,
    detailedAnalysis: made.detailed_analysis,
    strengths: made.strengths,
    weaknesses: made.weaknesses,
    overallScore: made.overall_score,
    investmentScore: made.investment_score,
    lifestyleScore: made.lifestyle_score,
    growthScore: made.growth_score,
    riskScore: made.risk_score,
    metrics: made.metrics,
    recommendations: made.recommendations,
    dataSources: made.data_sources,
    aiModel: made.ai_model,
    modelVersion: made.model_version,
    confidenceScore: made.confidence_score,
    isPublic: true,
    lastRefreshedAt: noonOf(addDays(today, -1)),
  };
}
