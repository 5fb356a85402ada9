import type { TaxSettingsRow } from '~/modules/expenses/tax/queries.server.ts';
import { writeDollars } from '~/utils/money.ts';

/** The settings that are amounts of dollars, and empty for 0. */
type AmountName =
  | 'w2Wages'
  | 'w2SocialSecurityWages'
  | 'federalWithholding'
  | 'stateWithholding'
  | 'otherIncome'
  | 'otherInvestmentIncome'
  | 'netCapitalGain'
  | 'healthInsurance'
  | 'retirementContributions'
  | 'otherAdjustments'
  | 'itemizedDeductions'
  | 'additionalDeductions'
  | 'credits'
  | 'otherTaxes'
  | 'wagesPaid'
  | 'qualifiedProperty'
  | 'homeOfficeAmount'
  | 'customIncome'
  | 'customExpenses'
  | 'stateDeduction';

interface AmountField {
  readonly name: AmountName;
  readonly label: string;
  readonly hint?: string;
}

/** A part of the form that asks for amounts only. */
export const amountParts: readonly { readonly title: string; readonly fields: readonly AmountField[] }[] = [
  {
    title: 'Wages and withholding',
    fields: [
      { name: 'w2Wages', label: 'W-2 wages', hint: 'Of the household, for the whole year' },
      { name: 'w2SocialSecurityWages', label: 'Your own Social Security wages', hint: 'Box 3 of your own W-2s' },
      {
        name: 'federalWithholding',
        label: 'Federal tax withheld',
        hint: 'From wages and pensions, for the whole year. What payers withheld from income entries is added.',
      },
      { name: 'stateWithholding', label: 'State tax withheld', hint: 'From wages, for the whole year' },
    ],
  },
  {
    title: 'Other income',
    fields: [
      { name: 'otherIncome', label: 'Other income', hint: 'All that is neither business, wages nor rent' },
      { name: 'otherInvestmentIncome', label: 'Of it investment income', hint: 'Interest, dividends, gains' },
      { name: 'netCapitalGain', label: 'Of it net capital gain', hint: 'With qualified dividends' },
    ],
  },
  {
    title: 'Adjustments, deductions and credits',
    fields: [
      { name: 'healthInsurance', label: 'Self-employed health insurance' },
      { name: 'retirementContributions', label: 'Retirement contributions', hint: 'SEP, SIMPLE and qualified plans' },
      { name: 'otherAdjustments', label: 'Other adjustments' },
      {
        name: 'itemizedDeductions',
        label: 'Itemized deductions',
        hint: 'They count where they are more than the standard deduction',
      },
      { name: 'additionalDeductions', label: 'Additional deductions', hint: 'Such as for age 65, or of Schedule 1-A' },
      { name: 'credits', label: 'Credits' },
      { name: 'otherTaxes', label: 'Other taxes' },
    ],
  },
];

/** The amounts that limit the QBI deduction. */
export const qbiFields: readonly AmountField[] = [
  { name: 'wagesPaid', label: 'W-2 wages the business pays' },
  { name: 'qualifiedProperty', label: 'Unadjusted basis of its property' },
];

/** An amount as the form starts with it: nothing for 0 and for what is not known. */
export function writeAmount(cents: number | null | undefined): string {
  if (!cents) return '';
  return cents < 0 ? `-${writeDollars(-cents)}` : writeDollars(cents);
}

/** The texts that the form starts with; those of a new year where there is no row. */
export function writeSettings(row: TaxSettingsRow | undefined): Record<string, string> {
  const amounts = Object.entries(row ?? {}).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, writeAmount(value)] as const] : [],
  );
  return {
    ...Object.fromEntries(amounts),
    taxedAs: row?.taxedAs ?? 'SOLE_PROPRIETOR',
    filingStatus: row?.filingStatus ?? 'SINGLE',
    // No tax at all last year is an answer, so it is written.
    lastYearTax: row?.lastYearTax == null ? '' : writeDollars(row.lastYearTax),
    lastYearIncome: row?.lastYearIncome === 0 ? '0.00' : writeAmount(row?.lastYearIncome),
    homeOfficeMethod: row?.homeOfficeMethod ?? 'NONE',
    homeOfficeSquareFeet: row?.homeOfficeSquareFeet ? String(row.homeOfficeSquareFeet) : '',
    homeOfficeMonths: String(row?.homeOfficeMonths ?? 12),
    calculationMethod: row?.calculationMethod ?? 'STANDARD',
    simplifiedRate: row?.simplifiedRate ? String(row.simplifiedRate) : '',
    instalmentMethod: row?.instalmentMethod ?? 'EQUAL',
    state: row?.state ?? '',
    stateRate: row?.stateRate == null ? '' : String(row.stateRate),
    hadNoTaxLastYear: row?.hadNoTaxLastYear ? 'on' : '',
    materiallyParticipates: (row?.materiallyParticipates ?? true) ? 'on' : '',
    rentalQualifies: row?.rentalQualifies ? 'on' : '',
    isRealEstateProfessional: row?.isRealEstateProfessional ? 'on' : '',
    version: String(row?.version ?? 0),
  };
}
