import type { reidAiProfiles, reidAlerts, reidReports, reidRoiSimulations } from '../../schema/index.ts';
import { addDays, type Day, monthEnd, noonOf } from '../days.ts';
import type { DemoMarket } from './areas.ts';
import { demoSource } from './market.ts';

/** An organization and one of its people. */
interface Owner {
  organizationId: string;
  userId: string;
}

/** The level monthly payment on a loan, in the unit of the loan. */
function monthlyPayment(loan: number, yearlyRatePercent: number, years: number): number {
  const rate = yearlyRatePercent / 1_200;
  return (loan * rate) / (1 - (1 + rate) ** (-years * 12));
}

const scenarios = [
  { scenarioType: 'BASE', rentFactor: 1, vacancyPercent: 5 },
  { scenarioType: 'OPTIMISTIC', rentFactor: 1.06, vacancyPercent: 3 },
  { scenarioType: 'PESSIMISTIC', rentFactor: 0.94, vacancyPercent: 9 },
] as const;

/** One property bought to let, under three sets of assumptions. Amounts are cents. */
export function makeSimulations(owner: Owner, market: DemoMarket, demographicsId: string | undefined) {
  const [area] = market.areas;
  const purchasePrice = area.typicalPrice * 100;
  const downPayment = Math.round(purchasePrice * 0.25);
  const loanPayment = Math.round(monthlyPayment(purchasePrice - downPayment, 6.5, 30));
  return scenarios.map(({ scenarioType, rentFactor, vacancyPercent }): typeof reidRoiSimulations.$inferInsert => {
    const monthlyRent = Math.round(purchasePrice * 0.0068 * rentFactor);
    const monthlyExpenses = Math.round(purchasePrice * 0.0014);
    const netOperatingIncome = Math.round(12 * (monthlyRent * (1 - vacancyPercent / 100) - monthlyExpenses));
    const cashFlow = netOperatingIncome - 12 * loanPayment;
    return {
      ...owner,
      name: `Demo rental in ${area.zipCode}, ${scenarioType.toLowerCase()} case`,
      description: demoSource.notes,
      address: '1 Demo Street',
      city: market.city,
      state: market.state,
      zipCode: area.zipCode,
      scenarioType,
      demographicsId,
      inputs: {
        purchasePrice,
        downPayment,
        interestRatePercent: 6.5,
        termYears: 30,
        monthlyRent,
        monthlyExpenses,
        vacancyPercent,
      },
      results: {
        monthlyPayment: loanPayment,
        netOperatingIncome,
        cashFlow,
        capRatePercent: Number(((netOperatingIncome / purchasePrice) * 100).toFixed(2)),
        cashOnCashPercent: Number(((cashFlow / downPayment) * 100).toFixed(2)),
      },
      isShared: scenarioType === 'BASE',
      tags: ['demo data'],
      notes: demoSource.notes,
    };
  });
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
