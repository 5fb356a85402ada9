import { z } from 'zod';
import { incompletePage, lineOfText, optionalDollars } from '~/services/form-values.ts';
import { parseDollars } from '~/utils/money.ts';
import { listBookYears } from '../book-years.ts';
import { day, pickedId, rowId, rowVersion } from '../entry-values.ts';
import { type AssetClass, assetClasses } from '../tax/depreciation.ts';

export const assetClassLabels = {
  RESIDENTIAL: 'Residential rental, 27.5 years',
  COMMERCIAL: 'Commercial building, 39 years',
  MANUAL: 'Amounts typed for each year',
} as const satisfies Record<AssetClass, string>;

const highest = 1_000_000_000_000;
const lines = /^(\d{4})\s*[:,;\s]\s*(\S.*)$/;

/** Reads amounts typed as lines of year and dollars, like "2026: 1200.00". Null for anything else. */
export function readYearlyAmounts(text: string): Record<string, number> | null {
  const amounts: Record<string, number> = {};
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const [, year = '', dollars = ''] = lines.exec(line) ?? [];
    const cents = parseDollars(dollars);
    if (!listBookYears().includes(Number(year)) || cents === null || cents > highest || year in amounts) return null;
    amounts[year] = cents;
  }
  return amounts;
}

const assetFields = {
  id: rowId,
  version: rowVersion,
  listingId: pickedId,
  name: lineOfText('a name, like “Building” or “Roof 2026”', 200),
  assetClass: z.enum(assetClasses, { error: 'Choose how it is depreciated.' }),
  /** Cents, without land. */
  basis: optionalDollars('Enter the cost without land in dollars, like 300000.', highest).transform(
    (cents, context) => {
      if (cents) return cents;
      context.addIssue({ code: 'custom', message: 'Enter the cost without land in dollars, like 300000.' });
      return z.NEVER;
    },
  ),
  inServiceOn: day('Enter the day it was ready to use.').refine(
    (date) => date >= '1987-01-01',
    'Enter a day from 1987 on: older property is not depreciated by these tables.',
  ),
  yearlyAmounts: z
    .string({ error: incompletePage })
    .max(2_000, 'Use at most 2,000 characters.')
    .optional()
    .transform((text = '', context) => {
      const amounts = readYearlyAmounts(text);
      if (amounts) return amounts;
      context.addIssue({
        code: 'custom',
        message: 'Enter one line a year, like “2026: 1200.00”, each year once, from 2020 to next year.',
      });
      return z.NEVER;
    }),
};

interface Amounts {
  assetClass: AssetClass;
  basis: number;
  inServiceOn: string;
  yearlyAmounts: Record<string, number>;
}

/** No more is written off than the asset cost, and nothing before it was in service. */
function checkAmounts({ basis, inServiceOn, yearlyAmounts }: Amounts, context: z.RefinementCtx) {
  const total = Object.values(yearlyAmounts).reduce((sum, cents) => sum + cents, 0);
  const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['yearlyAmounts'], message });
  if (total > basis) refuse('Enter amounts that add up to no more than the cost.');
  if (Object.keys(yearlyAmounts).some((year) => year < inServiceOn.slice(0, 4))) {
    refuse('Enter no amount for a year before it was in service.');
  }
}

/** An asset as it is entered. */
export const assetSchema = z.object(assetFields).superRefine(checkAmounts);
export type AssetEntry = z.output<typeof assetSchema>;

/** The forms of an asset's page, by their button. */
export const assetPageSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), ...assetFields }).superRefine(checkAmounts),
  z.object({ intent: z.literal('delete'), version: rowVersion }),
]);
