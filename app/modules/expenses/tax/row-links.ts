/** A link to rows, or to a line of the same page. */
export interface RowLink {
  readonly label: string;
  readonly href: string;
}

/** Where the rows behind an estimate's figures are. */
export interface RowLinks {
  readonly businessIncome: RowLink;
  readonly businessDeductions: RowLink;
  readonly rents: RowLink;
  readonly rentalDeductions: RowLink;
  readonly assets: RowLink;
  readonly settings: RowLink;
  /** The first and the last day of the rows. */
  readonly period: { readonly from: string; readonly to: string };
}

const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/**
 * The links of a year's estimate.
 * @param months  from January, whose rows were taken
 */
export function linkRows(year: number, months: number): RowLinks {
  const days = { from: `${year}-01-01`, to: lastDay(year, months) };
  const period = `from=${days.from}&to=${days.to}`;
  return {
    period: days,
    businessIncome: { label: 'Business income', href: `/expenses/income?${period}&kind=BUSINESS` },
    businessDeductions: { label: 'Expenses', href: `/expenses?${period}&status=APPROVED&listing=schedule-c` },
    rents: { label: 'Rents', href: `/expenses/income?${period}&kind=RENT` },
    rentalDeductions: { label: 'Rental expenses', href: `/expenses?${period}&status=APPROVED&listing=schedule-e` },
    assets: { label: 'Assets', href: `/expenses/listings?year=${year}` },
    settings: { label: 'Settings', href: `/expenses/tax/settings?year=${year}` },
  };
}
