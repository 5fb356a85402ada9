/** How a taxpayer files. */
export const filingStatuses = [
  'SINGLE',
  'MARRIED_JOINT',
  'MARRIED_SEPARATE',
  'HEAD_OF_HOUSEHOLD',
  'SURVIVING_SPOUSE',
] as const;
export type FilingStatus = (typeof filingStatuses)[number];

/** The figures that differ from one status to another. Cents. */
export interface StatusFigures {
  readonly standardDeduction: number;
  /** Tops of the brackets taxed at 10, 12, 22, 24, 32 and 35 %; what is above is taxed at 37 %. */
  readonly bracketTops: readonly [number, number, number, number, number, number];
  /** Taxable income before the QBI deduction up to which no limit applies. */
  readonly qbiThreshold: number;
  /** Width of the range above the threshold in which the limit is phased in. */
  readonly qbiPhaseIn: number;
  /** Wages and self-employment income from which 0.9 % more Medicare tax is due. */
  readonly additionalMedicareThreshold: number;
  /** Modified adjusted gross income from which 3.8 % of net investment income is due. */
  readonly investmentThreshold: number;
}

/** The federal figures of a tax year. Every group names where it was published. */
export interface TaxFigures {
  readonly year: number;
  readonly statuses: Readonly<Record<FilingStatus, StatusFigures>>;
  /** Cents of wages and self-employment income that Social Security taxes. */
  readonly socialSecurityWageBase: number;
  /** The least QBI deduction, and the qualified business income from which it is given. Null before it existed. */
  readonly qbiMinimum: { readonly deduction: number; readonly income: number } | null;
  readonly sources: {
    readonly standardDeduction: string;
    readonly brackets: string;
    readonly wageBase: string;
    readonly qbi: string;
    readonly additionalMedicare: string;
    readonly investmentIncome: string;
  };
}

/** The figures of a year as the publications list them, in whole dollars. */
interface PublishedFigures {
  readonly year: number;
  readonly standardDeduction: { single: number; joint: number; headOfHousehold: number };
  readonly singleTops: readonly [number, number, number, number, number, number];
  readonly jointTops: readonly [number, number, number, number, number, number];
  readonly headOfHouseholdTops: readonly [number, number, number, number, number, number];
  /** Top of 35 % of who files separately; the tops below it are those of single. */
  readonly separateTop: number;
  readonly wageBase: number;
  readonly qbiThreshold: { single: number; joint: number; separate: number };
  readonly qbiPhaseIn: { single: number; joint: number };
  readonly qbiMinimum: { deduction: number; income: number } | null;
  readonly sources: Omit<TaxFigures['sources'], 'additionalMedicare' | 'investmentIncome'>;
}

const cents = (dollars: number) => dollars * 100;

/**
 * The figures of a year by filing status, in cents. A qualifying surviving spouse has the brackets and the standard
 * deduction of joint filers, but the QBI range and the Medicare threshold of single ones (sections 199A(e)(2) and
 * 3101(b)(2)); the investment threshold is that of joint filers (section 1411(b)). None of those thresholds is indexed.
 */
export function defineTaxYear(published: PublishedFigures): TaxFigures {
  const { standardDeduction, qbiThreshold, qbiPhaseIn } = published;
  const centsOf = (tops: PublishedFigures['singleTops']): StatusFigures['bracketTops'] => [
    cents(tops[0]),
    cents(tops[1]),
    cents(tops[2]),
    cents(tops[3]),
    cents(tops[4]),
    cents(tops[5]),
  ];
  const [ten, twelve, twentyTwo, twentyFour, thirtyTwo] = published.singleTops;
  const single: StatusFigures = {
    standardDeduction: cents(standardDeduction.single),
    bracketTops: centsOf(published.singleTops),
    qbiThreshold: cents(qbiThreshold.single),
    qbiPhaseIn: cents(qbiPhaseIn.single),
    additionalMedicareThreshold: cents(200_000),
    investmentThreshold: cents(200_000),
  };
  const joint: StatusFigures = {
    standardDeduction: cents(standardDeduction.joint),
    bracketTops: centsOf(published.jointTops),
    qbiThreshold: cents(qbiThreshold.joint),
    qbiPhaseIn: cents(qbiPhaseIn.joint),
    additionalMedicareThreshold: cents(250_000),
    investmentThreshold: cents(250_000),
  };
  return {
    year: published.year,
    statuses: {
      SINGLE: single,
      MARRIED_JOINT: joint,
      MARRIED_SEPARATE: {
        ...single,
        bracketTops: centsOf([ten, twelve, twentyTwo, twentyFour, thirtyTwo, published.separateTop]),
        qbiThreshold: cents(qbiThreshold.separate),
        additionalMedicareThreshold: cents(125_000),
        investmentThreshold: cents(125_000),
      },
      HEAD_OF_HOUSEHOLD: {
        ...single,
        standardDeduction: cents(standardDeduction.headOfHousehold),
        bracketTops: centsOf(published.headOfHouseholdTops),
      },
      SURVIVING_SPOUSE: {
        ...joint,
        qbiThreshold: single.qbiThreshold,
        qbiPhaseIn: single.qbiPhaseIn,
        additionalMedicareThreshold: single.additionalMedicareThreshold,
      },
    },
    socialSecurityWageBase: cents(published.wageBase),
    qbiMinimum: published.qbiMinimum && {
      deduction: cents(published.qbiMinimum.deduction),
      income: cents(published.qbiMinimum.income),
    },
    sources: {
      ...published.sources,
      additionalMedicare: 'Internal Revenue Code sections 1401(b)(2) and 3101(b)(2)',
      investmentIncome: 'Internal Revenue Code section 1411',
    },
  };
}
