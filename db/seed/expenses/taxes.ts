import { dueDate, quarters } from '../../../app/modules/expenses/tax/due-dates.ts';
import { noWhatIf } from '../../../app/modules/expenses/tax/plan.ts';
import type { TaxYearRows } from '../../../app/modules/expenses/tax/queries.server.ts';
import { planTaxYear, type TaxYear } from '../../../app/modules/expenses/tax/tax-year.server.ts';
import type { depreciableAssets, expenses, incomeEntries, taxPayments, taxSettings } from '../../schema/index.ts';
import { addDays, type Day, monthEnd, yearOf } from '../days.ts';
import type { Random } from '../random.ts';

type Income = typeof incomeEntries.$inferInsert;

const label = 'Demo data';

/** A year of income: two or three commissions a month, and the rent of each rental in its first days. */
export function makeIncome(
  organizationId: string,
  userId: string,
  rentalIds: readonly string[],
  today: Day,
  random: Random,
): Income[] {
  const entry = (date: Day, rest: Pick<Income, 'kind' | 'payer' | 'amount' | 'listingId'>): Income => ({
    organizationId,
    userId,
    date,
    taxYear: yearOf(date),
    description: label,
    ...rest,
  });
  return Array.from({ length: 12 }, (_, before) => monthEnd(today, before + 1)).flatMap((end) => [
    ...Array.from({ length: random.integer(2, 3) }, () =>
      entry(addDays(end, -random.integer(0, 20)), {
        kind: 'COMMISSION',
        payer: random.pick(['Demo Title Company', 'Demo Escrow', 'Demo Seller']),
        amount: random.integer(4_500, 11_000) * 100,
      }),
    ),
    ...rentalIds.map((listingId, index) =>
      entry(addDays(end, -25), { kind: 'RENT', payer: 'Demo Tenant', listingId, amount: (1_850 + index * 300) * 100 }),
    ),
  ]);
}

/** What the taxpayer says of a year. Both states have one rate for everybody: Illinois 4.95 %, Colorado 4.4 %. */
export function makeTaxSettings(
  organizationId: string,
  taxYear: number,
  state: string,
): typeof taxSettings.$inferInsert {
  return {
    organizationId,
    taxYear,
    state,
    stateRate: state === 'IL' ? 4.95 : 4.4,
    healthInsurance: 600_000,
    retirementContributions: 700_000,
    homeOfficeMethod: 'SIMPLIFIED',
    homeOfficeSquareFeet: 150,
    lastYearTax: 2_140_000,
    lastYearIncome: 12_800_000,
  };
}

/** What an organization's books hold, as it was inserted. */
export interface DemoBooks {
  expenses: readonly (typeof expenses.$inferSelect)[];
  income: readonly (typeof incomeEntries.$inferSelect)[];
  assets: readonly (typeof depreciableAssets.$inferSelect)[];
  rentalIds: readonly string[];
  settings: typeof taxSettings.$inferSelect;
}

/** The taxes of a year, calculated from the books as the page does it. */
export function planDemoTaxes(
  year: number,
  { expenses: spent, income, assets, rentalIds, settings }: DemoBooks,
  today: Day,
): TaxYear {
  const isRental = (listingId: string | null) => listingId !== null && rentalIds.includes(listingId);
  const monthOf = (date: string) => Number(date.slice(5, 7));
  const rows: TaxYearRows = {
    expenseSums: spent
      .filter(({ taxYear, status }) => taxYear === year && status === 'APPROVED')
      .map(({ date, categoryId, listingId, deductibleAmount }) => ({
        month: monthOf(date),
        categoryId,
        category: '',
        irsCategory: null,
        isRental: isRental(listingId),
        deductible: deductibleAmount,
      })),
    incomeSums: income
      .filter(({ taxYear }) => taxYear === year)
      .map(({ date, kind, listingId, amount, federalWithheld, stateWithheld }) => ({
        month: monthOf(date),
        isRent: kind === 'RENT' && isRental(listingId),
        amount,
        federalWithheld,
        stateWithheld,
      })),
    assets: assets.map(({ assetClass, basis, inServiceOn, yearlyAmounts, listingId }) => ({
      assetClass,
      basis,
      inService: inServiceOn,
      yearlyAmounts,
      isRental: isRental(listingId),
    })),
    settings: [settings],
    payments: [],
    saved: [],
    closing: [],
    formLines: [],
  };
  return planTaxYear(year, rows, today, noWhatIf);
}

/** Payments of the instalments that are due, each on its day. */
export function makeTaxPayments(
  organizationId: string,
  userId: string,
  { estimate: { year, instalments } }: TaxYear,
  today: Day,
): (typeof taxPayments.$inferInsert)[] {
  return quarters.flatMap((quarter) => {
    const paidOn = dueDate(year, quarter);
    const amount = instalments.find((instalment) => instalment.quarter === quarter)?.amount ?? 0;
    if (paidOn >= today || amount === 0) return [];
    return [{ organizationId, userId, taxYear: year, quarter, paidOn, amount, confirmation: label }];
  });
}
