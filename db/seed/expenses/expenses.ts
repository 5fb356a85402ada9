import type { depreciableAssets, expenses, listings, payees, vehicles } from '../../schema/index.ts';
import { addDays, type Day, noonOf, yearOf } from '../days.ts';
import type { Random } from '../random.ts';
import type { DemoMarket } from '../reid/areas.ts';

const label = 'Demo data';
const expenseCount = 200;

/** The spending in a category: how often (a weight), and how much, in dollars. */
const spending = [
  {
    code: 'MARKETING',
    merchants: ['Demo Print Shop', 'Demo Photo Studio', 'Demo Sign Maker'],
    weight: 5,
    low: 40,
    high: 900,
  },
  { code: 'COMMISSION', merchants: ['Demo Referral Partner'], weight: 2, low: 400, high: 4_500 },
  { code: 'INSURANCE', merchants: ['Demo Insurance'], weight: 1, low: 120, high: 480 },
  { code: 'LEGAL', merchants: ['Demo Law Office', 'Demo Accounting'], weight: 1, low: 180, high: 1_600 },
  { code: 'OFFICE', merchants: ['Demo Office Supplies', 'Demo Post'], weight: 4, low: 8, high: 240 },
  { code: 'REPAIRS', merchants: ['Demo Plumbing', 'Demo Paint and Repair'], weight: 3, low: 90, high: 1_900 },
  { code: 'TRAVEL', merchants: ['Demo Airline', 'Demo Hotel', 'Demo Parking'], weight: 3, low: 12, high: 620 },
  { code: 'MEALS', merchants: ['Demo Restaurant', 'Demo Coffee'], weight: 4, low: 9, high: 160 },
  { code: 'UTILITIES', merchants: ['Demo Power', 'Demo Internet'], weight: 3, low: 45, high: 310 },
  { code: 'EDUCATION', merchants: ['Demo Real Estate School'], weight: 1, low: 60, high: 700 },
  { code: 'SOFTWARE', merchants: ['Demo Software'], weight: 3, low: 12, high: 220 },
  { code: 'OTHER', merchants: ['Demo Store'], weight: 1, low: 10, high: 180 },
] as const;
const byWeight = spending.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));

/** The car of the demo trips. */
export function makeVehicle(organizationId: string, today: Day): typeof vehicles.$inferInsert {
  return { organizationId, name: 'Demo car', firstUsedOn: `${yearOf(today) - 2}-03-01` };
}

/** Who is paid for services: somebody whose Form W-9 is there, and somebody whose is not. */
export function makePayees(organizationId: string, today: Day): (typeof payees.$inferInsert)[] {
  return [
    {
      organizationId,
      name: 'Demo Referral Partner',
      classification: 'INDIVIDUAL',
      w9ReceivedOn: `${yearOf(today) - 1}-02-01`,
      taxNumberLastFour: '0000',
      address: '1 Demo Plaza',
      city: 'Demo City',
      state: 'IL',
      zipCode: '60601',
    },
    { organizationId, name: 'Demo Plumbing' },
  ];
}

/** The building of a property that is let. */
export function makeAsset(
  organizationId: string,
  listingId: string | undefined,
  today: Day,
): typeof depreciableAssets.$inferInsert {
  return {
    organizationId,
    listingId,
    name: 'Demo building',
    assetClass: 'RESIDENTIAL',
    basis: 300_000_00,
    inServiceOn: `${yearOf(today) - 1}-10-01`,
  };
}

/** Four properties: two to sell and two to let. */
export function makeListings(organizationId: string, market: DemoMarket): (typeof listings.$inferInsert)[] {
  return market.areas.slice(0, 4).map(({ zipCode }, index) => ({
    organizationId,
    address: `${(index + 1) * 100} Demo Street`,
    city: market.city,
    state: market.state,
    zipCode,
    kind: index < 2 ? 'RENTAL' : 'SALE',
  }));
}

type Expense = typeof expenses.$inferInsert;

interface ExpenseSetting {
  organizationId: string;
  /** The people who spend; the first one decides. */
  people: readonly [string, ...string[]];
  listingIds: readonly string[];
  categoryIds: ReadonlyMap<string, string>;
  /** Ids of payees by the merchant they are. */
  payeeIds: ReadonlyMap<string, string>;
  vehicleId: string | undefined;
  today: Day;
}

/** A year of expenses: the older ones decided, the newest waiting, some by the mile. */
export function makeExpenses(
  { organizationId, people, listingIds, categoryIds, payeeIds, vehicleId, today }: ExpenseSetting,
  random: Random,
) {
  const categoryId = (code: string) => {
    const id = categoryIds.get(code);
    if (!id) throw new Error(`There is no system category ${code}.`);
    return id;
  };
  return Array.from({ length: expenseCount }, (_, index): Expense => {
    const age = Math.floor((index * 365) / expenseCount);
    const date = addDays(today, -age);
    const decided = age > 30 ? (random.chance(0.95) ? 'APPROVED' : 'REJECTED') : undefined;
    const status: Expense['status'] = decided ?? (random.chance(0.2) ? 'NEEDS_REVIEW' : 'PENDING');
    const common = {
      organizationId,
      userId: random.pick(people),
      date,
      taxYear: yearOf(date),
      notes: label,
      listingId: random.chance(0.35) ? listingIds[random.integer(0, listingIds.length - 1)] : undefined,
      status,
      approvedBy: decided && people[0],
      approvedAt: decided && noonOf(addDays(date, 2)),
    };
    if (index % 9 === 0) {
      const tenths = random.integer(40, 900);
      const mileageStart = 18_000 + (365 - age) * 40;
      return {
        ...common,
        merchant: 'Office to Demo Street',
        categoryId: categoryId('CAR'),
        // The database puts the miles times the rate of the day here.
        amount: 1,
        vehicleId,
        mileageStart,
        mileageEnd: (mileageStart * 10 + tenths) / 10,
        mileageDistance: tenths / 10,
        mileageFrom: 'Office',
        mileageTo: 'Demo Street',
        mileagePurpose: 'Showing',
      };
    }
    const kind = byWeight[random.integer(0, byWeight.length - 1)] ?? spending[0];
    const merchant = random.pick(kind.merchants);
    return {
      ...common,
      merchant,
      payeeId: payeeIds.get(merchant),
      categoryId: categoryId(kind.code),
      amount: random.integer(kind.low * 100, kind.high * 100),
      deductionPercent: kind.code === 'MEALS' ? 50 : 100,
    };
  });
}
