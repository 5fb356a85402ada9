import type { Quarter } from './due-dates.ts';
import type { RequiredPayments } from './required-payments.ts';
import type { SavedStanding } from './saved-estimate.ts';

export const quarterNames: Readonly<Record<Quarter, string>> = {
  1: 'First quarter',
  2: 'Second quarter',
  3: 'Third quarter',
  4: 'Fourth quarter',
};

/** Says what no estimate here computes. */
export const notComputed =
  'The alternative minimum tax, the lower rates of capital gains, phase-outs, passive-loss rules, penalties and interest. Nothing is filed from here.';

/** Says why this much has to be paid during the year. */
export function explainRequired({ reason, isHighIncome }: RequiredPayments, year: number): string {
  const lastYearPart = isHighIncome ? '110 %' : '100 %';
  switch (reason) {
    case 'UNDER_1000':
      return 'Nothing has to be paid during the year: less than $1,000 is left after withholding.';
    case 'NO_TAX_LAST_YEAR':
      return `Nothing has to be paid during the year: no tax was owed for the whole of ${year - 1}.`;
    case 'LAST_YEAR_UNKNOWN':
      return `90 % of this year’s tax, because the tax of ${year - 1} is not known. Type it in the settings: it may be less.`;
    case 'THIS_YEAR_IS_LESS':
      return `90 % of this year’s tax: less than ${lastYearPart} of the tax of ${year - 1}.`;
    case 'LAST_YEAR_IS_LESS':
      return `${lastYearPart} of the tax of ${year - 1}: less than 90 % of this year’s tax.`;
  }
}

/** Titles of how the saved estimate stands beside the one of today. */
export const standingTitles: Readonly<Record<SavedStanding, string>> = {
  NOT_SAVED: 'Not saved yet',
  SAVED: 'Saved',
  OTHER_ROWS: 'The books or settings changed',
  OTHER_FIGURES: 'The figures or rules changed',
};
