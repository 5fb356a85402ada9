import { randomUUID } from 'node:crypto';
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

/** A finished report over the last year. */
export function makeReport(owner: Owner, market: DemoMarket, today: Day): typeof reidReports.$inferInsert {
  return {
    ...owner,
    name: `Demo market overview ${market.city}`,
    reportType: 'MARKET_OVERVIEW',
    status: 'COMPLETED',
    areaType: 'ZIP',
    areaKeys: market.areas.slice(0, 10).map(({ zipCode }) => `zip-${zipCode}`),
    zipCodes: market.areas.map(({ zipCode }) => zipCode),
    cities: [market.city],
    states: [market.state],
    periodStart: addDays(monthEnd(today, 13), 1),
    periodEnd: monthEnd(today, 1),
    configuration: { source: demoSource.dataSource },
    data: {
      source: demoSource.dataSource,
      typicalPrices: Object.fromEntries(market.areas.map(({ zipCode, typicalPrice }) => [zipCode, typicalPrice * 100])),
    },
    insights: { summary: demoSource.notes },
    generatedAt: noonOf(addDays(today, -3)),
    sharedWithUsers: [],
  };
}

/** The profile of the first area, in the words of the built-in rules. */
export function makeProfile(owner: Owner, market: DemoMarket, today: Day): typeof reidAiProfiles.$inferInsert {
  const [area] = market.areas;
  return {
    ...owner,
    profileType: 'NEIGHBORHOOD',
    areaType: 'ZIP',
    zipCode: area.zipCode,
    city: market.city,
    state: market.state,
    county: market.county,
    summary: `Demo data: a central area of ${market.city} with steady demand.`,
    strengths: ['Steady demand', 'Short way to work'],
    weaknesses: ['Prices above those of the city'],
    opportunities: ['Few new listings'],
    overallScore: 72,
    investmentScore: 64,
    lifestyleScore: 81,
    growthScore: 58,
    riskScore: 35,
    areaKey: `zip-${area.zipCode}`,
    dataSources: [demoSource.dataSource],
    aiModel: 'built-in rules',
    modelVersion: 'demo',
    confidenceScore: 0.5,
    isPublic: true,
    lastRefreshedAt: noonOf(addDays(today, -1)),
  };
}
