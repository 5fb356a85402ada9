import { scale } from './exact.ts';

/** Cents a square foot, and the most square feet: Rev. Proc. 2013-13, the simplified method. */
export const homeOfficeRate = 500;
export const mostHomeOfficeFeet = 300;

/** The home office as its settings say it: square feet and months, or the amount of Form 8829. */
export type HomeOffice =
  | { readonly method: 'NONE' }
  | { readonly method: 'SIMPLIFIED'; readonly squareFeet: number; readonly months: number }
  | { readonly method: 'FORM_8829'; readonly amount: number };

/** Cents of the home office before its limit, the profit. */
export function homeOfficeAmount(office: HomeOffice): number {
  switch (office.method) {
    case 'NONE':
      return 0;
    case 'FORM_8829':
      return office.amount;
    case 'SIMPLIFIED':
      return scale(Math.min(office.squareFeet, mostHomeOfficeFeet) * homeOfficeRate, office.months, 12);
  }
}
