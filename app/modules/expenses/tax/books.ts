import { type DepreciableAsset, depreciate } from './depreciation.ts';
import { percentRate, sumOf } from './exact.ts';
import type { HomeOffice } from './home-office.ts';
import type { MonthlySums, TaxSettings, YearBooks } from './plan.ts';
import type { TaxSettingsRow, TaxYearRows } from './queries.server.ts';

type SummedRows = Pick<TaxYearRows, 'expenseSums' | 'incomeSums'>;

function sumMonths(rows: readonly { month: number; amount: number }[]): number[] {
  return Array.from({ length: 12 }, (_, place) =>
    sumOf(rows.filter(({ month }) => month === place + 1).map(({ amount }) => amount)),
  );
}

function sumByMonth({ expenseSums, incomeSums }: SummedRows): MonthlySums {
  const spent = expenseSums.map(({ month, isRental, deductible }) => ({ month, isRental, amount: deductible }));
  return {
    businessIncome: sumMonths(incomeSums.filter(({ isRent }) => !isRent)),
    businessDeductions: sumMonths(spent.filter(({ isRental }) => !isRental)),
    rents: sumMonths(incomeSums.filter(({ isRent }) => isRent)),
    rentalDeductions: sumMonths(spent.filter(({ isRental }) => isRental)),
  };
}

/** The books of a year, from its summed rows and all assets. */
export function readBooks(year: number, rows: SummedRows & Pick<TaxYearRows, 'assets'>): YearBooks {
  const depreciation = (isRental: boolean) =>
    sumOf(
      rows.assets
        .filter((asset) => asset.isRental === isRental)
        .map((asset: DepreciableAsset) => depreciate(asset, year).cents),
    );
  return {
    months: sumByMonth(rows),
    businessDepreciation: depreciation(false),
    rentalDepreciation: depreciation(true),
    withheld: sumOf(rows.incomeSums.map(({ federalWithheld }) => federalWithheld)),
    stateWithheld: sumOf(rows.incomeSums.map(({ stateWithheld }) => stateWithheld)),
  };
}

/** The typed facts of a year as the calculation takes them; those of somebody single with nothing typed without a row. */
export function readSettings(row: TaxSettingsRow | undefined): TaxSettings {
  return {
    filingStatus: row?.filingStatus ?? 'SINGLE',
    wages: row?.w2Wages ?? 0,
    socialSecurityWages: row?.w2SocialSecurityWages ?? 0,
    otherIncome: row?.otherIncome ?? 0,
    investmentIncome: row?.otherInvestmentIncome ?? 0,
    netCapitalGain: row?.netCapitalGain ?? 0,
    healthInsurance: row?.healthInsurance ?? 0,
    retirement: row?.retirementContributions ?? 0,
    otherAdjustments: row?.otherAdjustments ?? 0,
    itemizedDeductions: row?.itemizedDeductions ?? 0,
    additionalDeductions: row?.additionalDeductions ?? 0,
    wagesPaid: row?.wagesPaid ?? 0,
    qualifiedProperty: row?.qualifiedProperty ?? 0,
    credits: row?.credits ?? 0,
    otherTaxes: row?.otherTaxes ?? 0,
    isRentalQualified: row?.rentalQualifies ?? false,
    participatesMaterially: row?.materiallyParticipates ?? true,
    isRealEstateProfessional: row?.isRealEstateProfessional ?? false,
    stateRate: row?.stateRate == null ? null : percentRate(row.stateRate),
    stateDeduction: row?.stateDeduction ?? 0,
    method: row?.calculationMethod ?? 'STANDARD',
    instalments: row?.instalmentMethod ?? 'EQUAL',
    customIncome: row?.customIncome ?? 0,
    customExpenses: row?.customExpenses ?? 0,
    simplifiedRate: percentRate(row?.simplifiedRate ?? 0),
    homeOffice: readHomeOffice(row),
    federalWithholding: row?.federalWithholding ?? 0,
    stateWithholding: row?.stateWithholding ?? 0,
    lastYearTax: row?.lastYearTax ?? null,
    lastYearIncome: row?.lastYearIncome ?? null,
    hadNoTax: row?.hadNoTaxLastYear ?? false,
  };
}

function readHomeOffice(row: TaxSettingsRow | undefined): HomeOffice {
  switch (row?.homeOfficeMethod) {
    case 'SIMPLIFIED':
      return { method: 'SIMPLIFIED', squareFeet: row.homeOfficeSquareFeet, months: row.homeOfficeMonths };
    case 'FORM_8829':
      return { method: 'FORM_8829', amount: row.homeOfficeAmount };
    default:
      return { method: 'NONE' };
  }
}

/** Whether an estimate is made: only a sole proprietor's and a single-member LLC's business is taxed with its owner. */
export function isEstimated(row: TaxSettingsRow | undefined): boolean {
  return row === undefined || row.taxedAs === 'SOLE_PROPRIETOR' || row.taxedAs === 'SINGLE_MEMBER_LLC';
}
