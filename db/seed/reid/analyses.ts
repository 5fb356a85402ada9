import { foundInputsSchema } from '../../../app/modules/reid/profiles/inputs.ts';
import { makeProfile } from '../../../app/modules/reid/profiles/making.ts';
import { reportDataSchema } from '../../../app/modules/reid/reports/content.ts';
import { findInsights } from '../../../app/modules/reid/reports/insights.ts';
import { typeFacts } from '../../../app/modules/reid/reports/types.ts';
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
  const zipCodes = market.areas.slice(0, 3).map(({ zipCode }) => zipCode);
  return [
    {
      ...owner,
      name: 'Demo alert: prices fall by 3 %',
      alertType: 'PRICE_DROP',
      zipCodes,
      conditions: { changePercent: -3 },
      frequency: 'WEEKLY',
    },
    {
      ...owner,
      name: 'Demo alert: more than 40 new listings',
      alertType: 'NEW_LISTINGS',
      zipCodes,
      conditions: { minimum: 40 },
      isActive: false,
    },
    {
      organizationId: owner.organizationId,
      name: `Demo alert: inventory in ${market.city}`,
      alertType: 'INVENTORY',
      cities: [market.city],
      states: [market.state],
      conditions: { monthsAbove: 5 },
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
