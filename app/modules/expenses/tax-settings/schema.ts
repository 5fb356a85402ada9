import { z } from 'zod';
import { ticked } from '~/modules/expenses/entry-values.ts';
import { incompletePage, optionalDollars, staleButton } from '~/services/form-values.ts';
import { parseDollars } from '~/utils/money.ts';
import { stateNames } from '~/utils/us-states.ts';

/** Cents; more than any return holds. */
const highestAmount = 100_000_000_000;
const wrongAmount = 'Enter an amount in dollars like 2,500 or 2500.50.';

/** Dollars typed, or nothing for 0. */
const amount = optionalDollars(wrongAmount, highestAmount).transform((cents) => cents ?? 0);

/** Dollars typed, or nothing while it is not known. */
const unknownAmount = optionalDollars(wrongAmount, highestAmount).transform((cents) => cents ?? null);

/** Dollars that may be a loss, typed with a minus. */
const amountOrLoss = z
  .string({ error: wrongAmount })
  .optional()
  .transform((text = '', context) => {
    const [, sign, rest = ''] = /^\s*([-−]?)(.*)$/s.exec(text) ?? [];
    if (rest.trim() === '' && !sign) return null;
    const cents = parseDollars(rest);
    if (cents !== null && cents <= highestAmount) return sign ? 0 - cents : cents;
    context.addIssue({ code: 'custom', message: 'Enter an amount in dollars like 2,500, or −2,500 for a loss.' });
    return z.NEVER;
  });

/** A percentage as typed; null for nothing. @param decimals  at most */
function percentage(decimals: number) {
  const wrong = `Enter a percentage from 0 to 100, like 4.95, with at most ${decimals} decimals.`;
  const pattern = new RegExp(`^\\d{1,3}(\\.\\d{1,${decimals}})?$`);
  return z
    .string({ error: wrong })
    .optional()
    .transform((text = '', context) => {
      const typed = text.replace('%', '').trim();
      if (typed === '') return null;
      if (pattern.test(typed) && Number(typed) <= 100) return Number(typed);
      context.addIssue({ code: 'custom', message: wrong });
      return z.NEVER;
    });
}

/** A whole number as typed; `empty` for nothing. */
function whole(lowest: number, highest: number, empty: number) {
  const wrong = `Enter a whole number from ${lowest} to ${highest.toLocaleString('en-US')}.`;
  return z
    .string({ error: wrong })
    .optional()
    .transform((text = '', context) => {
      const typed = text.trim().replaceAll(',', '');
      if (typed === '') return empty;
      if (/^\d{1,6}$/.test(typed) && Number(typed) >= lowest && Number(typed) <= highest) return Number(typed);
      context.addIssue({ code: 'custom', message: wrong });
      return z.NEVER;
    });
}

const settings = z.object({
  intent: z.literal('save-settings'),
  version: z
    .string(incompletePage)
    .regex(/^\d{1,9}$/, incompletePage)
    .transform(Number),
  taxedAs: z.enum(['SOLE_PROPRIETOR', 'SINGLE_MEMBER_LLC', 'PARTNERSHIP', 'S_CORPORATION', 'C_CORPORATION'], {
    error: 'Choose what the business is taxed as.',
  }),
  filingStatus: z.enum(['SINGLE', 'MARRIED_JOINT', 'MARRIED_SEPARATE', 'HEAD_OF_HOUSEHOLD', 'SURVIVING_SPOUSE'], {
    error: 'Choose how you file.',
  }),
  w2Wages: amount,
  w2SocialSecurityWages: amount,
  federalWithholding: amount,
  stateWithholding: amount,
  otherIncome: amount,
  otherInvestmentIncome: amount,
  netCapitalGain: amount,
  healthInsurance: amount,
  retirementContributions: amount,
  otherAdjustments: amount,
  itemizedDeductions: amount,
  additionalDeductions: amount,
  credits: amount,
  otherTaxes: amount,
  lastYearTax: unknownAmount,
  lastYearIncome: amountOrLoss,
  hadNoTaxLastYear: ticked,
  wagesPaid: amount,
  qualifiedProperty: amount,
  materiallyParticipates: ticked,
  rentalQualifies: ticked,
  isRealEstateProfessional: ticked,
  homeOfficeMethod: z.enum(['NONE', 'SIMPLIFIED', 'FORM_8829'], { error: 'Choose how the home office counts.' }),
  homeOfficeSquareFeet: whole(0, 30_000, 0),
  homeOfficeMonths: whole(0, 12, 12),
  homeOfficeAmount: amount,
  calculationMethod: z.enum(['STANDARD', 'CUSTOM', 'SIMPLIFIED'], { error: 'Choose how it is calculated.' }),
  customIncome: amount,
  customExpenses: amount,
  simplifiedRate: percentage(2).transform((rate) => rate ?? 0),
  instalmentMethod: z.enum(['EQUAL', 'ANNUALIZED'], { error: 'Choose how the instalments are.' }),
  state: z
    .string({ error: 'Choose a state.' })
    .refine((code) => code === '' || Object.hasOwn(stateNames, code), 'Choose a state.')
    .optional()
    .transform((code) => code || null),
  stateRate: percentage(3),
  stateDeduction: amount,
});

const checkedSettings = settings.superRefine((value, context) => {
  if (value.w2SocialSecurityWages > value.w2Wages) {
    context.addIssue({
      code: 'custom',
      path: ['w2SocialSecurityWages'],
      message: 'Your own Social Security wages are part of the W-2 wages: enter at most those.',
    });
  }
  if (value.otherInvestmentIncome > value.otherIncome) {
    context.addIssue({
      code: 'custom',
      path: ['otherInvestmentIncome'],
      message: 'Investment income is part of other income: enter at most that.',
    });
  }
  if (value.netCapitalGain > value.otherIncome) {
    context.addIssue({
      code: 'custom',
      path: ['netCapitalGain'],
      message: 'Net capital gain is part of other income: enter at most that.',
    });
  }
});

/** The forms of the settings page. */
export const taxSettingsSchema = z.discriminatedUnion('intent', [
  checkedSettings,
  z.object({
    intent: z.literal('save-readers'),
    shown: z.array(z.guid(staleButton)).max(200, staleButton).default([]),
    named: z.array(z.guid(staleButton)).max(200, staleButton).default([]),
  }),
]);

/** Settings of a year as they are typed: cents, percent, null for what is not known. */
export type TypedSettings = z.infer<typeof checkedSettings>;
