import type { reidDemographics, reidMarketData, reidSchools, reidSeriesValues } from '../../schema/index.ts';
import { addDays, type Day, monthEnd, yearOf } from '../days.ts';
import type { Random } from '../random.ts';
import type { DemoArea, DemoMarket } from './areas.ts';
import { listWiderAreas } from './wider-areas.ts';

/** The source of every row of the demo. */
export const demoSource = { dataSource: 'demo', notes: 'Made up for trying Lotline out.' };

const months = 36;
const schoolLevels = [
  { schoolType: 'Elementary', servesGrades: 'K-5', students: 420 },
  { schoolType: 'Middle', servesGrades: '6-8', students: 560 },
  { schoolType: 'High', servesGrades: '9-12', students: 1_150 },
] as const;

type MarketRow = typeof reidMarketData.$inferInsert;

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

/** Three years of months for every postal area of a market. */
export function makeMarketData(organizationId: string, market: DemoMarket, today: Day, random: Random): MarketRow[] {
  return market.areas.flatMap((area) => {
    const growth = random.number(0.01, 0.07);
    const size = random.integer(60, 180);
    return makeMonths(
      placeOf(market, area),
      { typicalPrice: area.typicalPrice, growth, size, months },
      today,
      random,
    ).map((row) => ({ organizationId, ...row }));
  });
}

/** Three years of the nation, its states and some metros, and a year of the counties of the market's state. */
export function makeWiderMarkets(organizationId: string, market: DemoMarket, today: Day, random: Random): MarketRow[] {
  return listWiderAreas(market).flatMap(({ place, typicalPrice, size, months: count }) => {
    const trend = { typicalPrice, growth: random.number(-0.02, 0.07), size, months: count };
    return makeMonths(place, trend, today, random).map((row) => ({ organizationId, ...row }));
  });
}

interface Trend {
  /** Dollars, now. */
  typicalPrice: number;
  /** A share a year. */
  growth: number;
  /** Homes for sale in an average month. */
  size: number;
  months: number;
}

/** Months with a trend, seasons and noise, the earliest first. */
function makeMonths<Place extends object>(
  place: Place,
  { typicalPrice, growth, size, months: count }: Trend,
  today: Day,
  random: Random,
) {
  let previous: number | undefined;
  return Array.from({ length: count }, (_, index) => {
    const monthsBefore = count - index;
    const reportDate = monthEnd(today, monthsBefore);
    const season = Math.sin(((Number(reportDate.slice(5, 7)) - 3) / 12) * 2 * Math.PI);
    const trend = (1 + growth) ** (-monthsBefore / 12);
    const medianPrice = Math.round(typicalPrice * trend * (1 + 0.03 * season) * random.number(0.985, 1.015)) * 100;
    const activeListings = Math.round(size * (1 + 0.25 * season) * random.number(0.9, 1.1));
    const soldListings = Math.round(activeListings * random.number(0.22, 0.42));
    const priceChangePct = previous === undefined ? null : round((medianPrice / previous - 1) * 100, 2);
    previous = medianPrice;
    return {
      ...place,
      reportDate,
      periodType: 'MONTHLY' as const,
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
      // A rent of about five thousandths of the price a month.
      medianRent: Math.round(typicalPrice * trend * 0.0052) * 100,
      confidenceScore: 0.5,
      ...demoSource,
    };
  });
}

/** Three years of weeks of a rate of interest that moves a little, under the name that the calculator asks for. */
export function makeMortgageRates(organizationId: string, today: Day, random: Random) {
  let rate = 6.6;
  return Array.from({ length: 156 }, (_, index): typeof reidSeriesValues.$inferInsert => {
    rate = round(Math.min(7.8, Math.max(5.6, rate + random.number(-0.09, 0.09))), 2);
    return {
      organizationId,
      dataSource: demoSource.dataSource,
      series: 'MORTGAGE30US',
      reportDate: addDays(today, -7 * (156 - index)),
      periodType: 'WEEKLY',
      value: rate,
    };
  });
}

/** The people of every area two years ago, as surveys publish them: estimates with margins of error. */
export function makeDemographics(organizationId: string, market: DemoMarket, today: Day, random: Random) {
  return market.areas.map((area) =>
    makePeople(
      organizationId,
      placeOf(market, area),
      { year: yearOf(today) - 2, price: area.typicalPrice, most: 68_000 },
      random,
    ),
  );
}

/** The same a year before, and both years of the market's city, its state and the nation. */
export function makeFurtherDemographics(organizationId: string, market: DemoMarket, today: Day, random: Random) {
  const years = [yearOf(today) - 3, yearOf(today) - 2];
  const { city, state } = market;
  const wider = listWiderAreas(market).flatMap(({ place, typicalPrice }) =>
    place.areaType === 'NATIONAL' || (place.areaType === 'STATE' && place.state === state)
      ? [{ place, price: typicalPrice, most: place.areaType === 'NATIONAL' ? 330_000_000 : 12_000_000 }]
      : [],
  );
  const home = {
    place: {
      areaKey: `city-${state.toLowerCase()}-${city.toLowerCase()}`,
      areaName: `${city}, ${state}`,
      areaType: 'CITY' as const,
      city,
      state,
    },
    price: market.areas[0].typicalPrice,
    most: 2_600_000,
  };
  return [
    ...market.areas.map((area) =>
      makePeople(
        organizationId,
        placeOf(market, area),
        { year: yearOf(today) - 3, price: area.typicalPrice, most: 68_000 },
        random,
      ),
    ),
    ...[home, ...wider].flatMap(({ place, ...figures }) =>
      years.map((year) => makePeople(organizationId, place, { year, ...figures }, random)),
    ),
  ];
}

type Place = Pick<
  typeof reidDemographics.$inferInsert,
  'areaKey' | 'areaName' | 'areaType' | 'zipCode' | 'city' | 'state' | 'county' | 'msaCode'
>;

function makePeople(
  organizationId: string,
  place: Place,
  { year, price, most }: { year: number; price: number; most: number },
  random: Random,
): typeof reidDemographics.$inferInsert {
  const totalPopulation = random.integer(Math.round(most * 0.2), most);
  const households = Math.round(totalPopulation / random.number(1.7, 2.5));
  const homeownershipRate = round(random.number(32, 64), 2);
  const unemploymentRate = round(random.number(2.8, 6.5), 2);
  const medianIncome = random.integer(62_000, 145_000) * 100;
  return {
    organizationId,
    ...place,
    reportYear: year,
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
    medianHomeValue: price * 100,
    medianRent: Math.round(price * random.number(0.0042, 0.0052)) * 100,
    diversityIndex: round(random.number(45, 72), 2),
    // In the units of their columns.
    marginsOfError: {
      total_population: Math.round(totalPopulation * random.number(0.01, 0.05)),
      households: Math.round(households * 0.03),
      median_age: 0.9,
      median_income: Math.round(medianIncome / 1_600) * 100,
      median_home_value: Math.round(price * 0.04) * 100,
      median_rent: Math.round(price / 6_000) * 100,
      homeownership_rate: 2.4,
      poverty_rate: 1.7,
      high_school_rate: 1.1,
      college_rate: 2.2,
      unemployment_rate: 0.8,
    },
    confidenceScore: 0.5,
    ...demoSource,
  };
}

/** Twenty schools, spread over the areas, each within about half a mile of its area's middle. */
export function makeSchools(organizationId: string, market: DemoMarket, today: Day, random: Random) {
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
      countyFips: market.countyFips,
      locale: '11',
      schoolYear: `${yearOf(today) - 2}-${yearOf(today) - 1}`,
      statusCode: 1,
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
