import type { reidDemographics, reidMarketData, reidSchools } from '../../schema/index.ts';
import { type Day, monthEnd, yearOf } from '../days.ts';
import type { Random } from '../random.ts';
import type { DemoArea, DemoMarket } from './areas.ts';

/** The source of every row of the demo. */
export const demoSource = { dataSource: 'demo', notes: 'Made up for trying Lotline out.' };

const months = 36;
const schoolLevels = [
  { schoolType: 'Elementary', servesGrades: 'K-5', students: 420 },
  { schoolType: 'Middle', servesGrades: '6-8', students: 560 },
  { schoolType: 'High', servesGrades: '9-12', students: 1_150 },
] as const;

const placeOf = ({ city, state, county, msaCode }: DemoMarket, { zipCode }: DemoArea) => ({
  areaKey: `zip-${zipCode}`,
  areaName: zipCode,
  areaType: 'ZIP' as const,
  zipCode,
  city,
  state,
  county,
  msaCode,
});

const round = (value: number, places: number) => Number(value.toFixed(places));

/** Three years of months for every area, with a trend, seasons and noise. */
export function makeMarketData(organizationId: string, market: DemoMarket, today: Day, random: Random) {
  return market.areas.flatMap((area) => {
    const growth = random.number(0.01, 0.07);
    const size = random.integer(60, 180);
    let previous: number | undefined;
    return Array.from({ length: months }, (_, index): typeof reidMarketData.$inferInsert => {
      const monthsBefore = months - index;
      const reportDate = monthEnd(today, monthsBefore);
      const season = Math.sin(((Number(reportDate.slice(5, 7)) - 3) / 12) * 2 * Math.PI);
      const trend = (1 + growth) ** (-monthsBefore / 12);
      const medianPrice =
        Math.round(area.typicalPrice * trend * (1 + 0.03 * season) * random.number(0.985, 1.015)) * 100;
      const activeListings = Math.round(size * (1 + 0.25 * season) * random.number(0.9, 1.1));
      const soldListings = Math.round(activeListings * random.number(0.22, 0.42));
      const priceChangePct = previous === undefined ? null : round((medianPrice / previous - 1) * 100, 2);
      previous = medianPrice;
      return {
        organizationId,
        ...placeOf(market, area),
        reportDate,
        periodType: 'MONTHLY',
        propertyType: 'All residential',
        medianPrice,
        avgPrice: Math.round(medianPrice * random.number(1.06, 1.16)),
        minPrice: Math.round(medianPrice * random.number(0.35, 0.5)),
        maxPrice: Math.round(medianPrice * random.number(2.4, 4.2)),
        pricePerSqft: Math.round(medianPrice / random.integer(1_250, 1_600)),
        priceChangePct,
        activeListings,
        newListings: Math.round(soldListings * random.number(0.95, 1.3)),
        soldListings,
        pendingListings: Math.round(soldListings * random.number(0.5, 0.8)),
        expiredListings: Math.round(activeListings * random.number(0.02, 0.06)),
        inventoryMonths: round(activeListings / Math.max(1, soldListings), 2),
        daysOnMarket: round(34 - 10 * season + random.number(-4, 6), 1),
        saleToListRatio: round(0.985 + 0.012 * season + random.number(-0.006, 0.006), 4),
        absorptionRate: round((soldListings / activeListings) * 100, 2),
        turnoverRate: round(random.number(3.5, 7), 2),
        confidenceScore: 0.5,
        ...demoSource,
      };
    });
  });
}

/** The people of every area, two years ago, as surveys publish them. */
export function makeDemographics(organizationId: string, market: DemoMarket, today: Day, random: Random) {
  return market.areas.map((area): typeof reidDemographics.$inferInsert => {
    const totalPopulation = random.integer(14_000, 68_000);
    const households = Math.round(totalPopulation / random.number(1.7, 2.5));
    const homeownershipRate = round(random.number(32, 64), 2);
    const unemploymentRate = round(random.number(2.8, 6.5), 2);
    const medianIncome = random.integer(62_000, 145_000) * 100;
    return {
      organizationId,
      ...placeOf(market, area),
      reportYear: yearOf(today) - 2,
      totalPopulation,
      populationDensity: round(random.number(6_000, 24_000), 2),
      populationGrowth: round(random.number(-1.5, 2.5), 2),
      households,
      avgHouseholdSize: round(totalPopulation / households, 2),
      ageDistribution: { 'under 18': 16, '18 to 34': 36, '35 to 64': 36, '65 and over': 12 },
      medianAge: round(random.number(30, 42), 1),
      medianIncome,
      avgIncome: Math.round(medianIncome * 1.3),
      incomeDistribution: { 'under 50,000': 26, '50,000 to 100,000': 29, 'over 100,000': 45 },
      povertyRate: round(random.number(6, 16), 2),
      educationLevels: { 'high school': 14, 'some college': 18, bachelor: 38, graduate: 25 },
      highSchoolRate: round(random.number(88, 97), 2),
      collegeRate: round(random.number(45, 78), 2),
      employmentRate: round(100 - unemploymentRate, 2),
      unemploymentRate,
      laborForceSize: Math.round(totalPopulation * random.number(0.55, 0.68)),
      topIndustries: ['Professional services', 'Health care', 'Finance', 'Education'],
      homeownershipRate,
      renterRate: round(100 - homeownershipRate, 2),
      medianHomeValue: area.typicalPrice * 100,
      medianRent: Math.round(area.typicalPrice * random.number(0.0042, 0.0052)) * 100,
      diversityIndex: round(random.number(45, 72), 2),
      marginsOfError: { total_population: random.integer(600, 2_400) },
      confidenceScore: 0.5,
      ...demoSource,
    };
  });
}

/** Twenty schools, spread over the areas, each within about half a mile of its area's middle. */
export function makeSchools(organizationId: string, market: DemoMarket, random: Random) {
  return Array.from({ length: 20 }, (_, index): typeof reidSchools.$inferInsert => {
    const area = market.areas[index % market.areas.length] ?? market.areas[0];
    const level = schoolLevels[index % schoolLevels.length] ?? schoolLevels[0];
    const rating = round(random.number(4, 9.5), 1);
    return {
      organizationId,
      name: `Demo ${level.schoolType} School ${index + 1}`,
      schoolType: level.schoolType,
      servesGrades: level.servesGrades,
      districtName: `Demo School District ${market.city}`,
      address: `${index + 1} Demo School Street`,
      city: market.city,
      state: market.state,
      zipCode: area.zipCode,
      county: market.county,
      latitude: round(area.latitude + random.number(-0.007, 0.007), 6),
      longitude: round(area.longitude + random.number(-0.007, 0.007), 6),
      ratingOverall: rating,
      ratingSource: 'Demo data',
      testScores: { reading: Math.round(rating * 9), mathematics: Math.round(rating * 8.6) },
      totalStudents: Math.round(level.students * random.number(0.7, 1.3)),
      studentTeacherRatio: round(random.number(12, 19), 2),
      lowIncomePct: round(random.number(18, 74), 2),
      ...(level.schoolType === 'High' && {
        graduationRate: round(random.number(78, 97), 2),
        collegeReadiness: round(random.number(28, 70), 2),
        advancedPlacement: random.chance(0.7),
      }),
      confidenceScore: 0.5,
      ...demoSource,
    };
  });
}
