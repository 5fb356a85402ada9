import { z } from 'zod';
import { incompletePage, optionalLine, staleButton } from '~/services/form-values.ts';
import { reportTemplates, templateFacts } from './templates.ts';

const firstYear = 2020;

/** The tax years that can be reported, the newest first: up to next year. */
export function reportYears(now: Date): number[] {
  const last = now.getUTCFullYear() + 1;
  return Array.from({ length: last - firstYear + 1 }, (_, index) => last - index);
}

const optionalId = z.guid('Choose one of the list.').optional();
const optionalDay = z.iso.date('Enter a day like 2026-03-31.').optional();

/** The form that makes a report. */
export const newReportSchema = z
  .object({
    key: z.guid(incompletePage),
    template: z.enum(reportTemplates, 'Choose a report.'),
    taxYear: z.coerce
      .number('Choose a year.')
      .int('Choose a year.')
      .min(firstYear, 'Choose a year.')
      .refine((year) => year <= new Date().getUTCFullYear() + 1, 'Choose a year.'),
    name: optionalLine(200).optional(),
    member: optionalId,
    from: optionalDay,
    to: optionalDay,
    category: optionalId,
    property: z.union([z.literal('NONE'), z.guid()], 'Choose one of the list.').optional(),
    payee: optionalId,
    merchant: optionalLine(200).optional(),
    wholeDollars: z.literal('on', incompletePage).optional(),
    sharedWithAll: z.literal('on', incompletePage).optional(),
    sharedWith: z.array(z.guid('Choose people of the list.')).max(100, 'Choose at most 100 people.').default([]),
  })
  .superRefine(({ template, taxYear, from, to }, { addIssue }) => {
    const refuse = (field: string, message: string) => addIssue({ code: 'custom', path: [field], message });
    if (from && !from.startsWith(String(taxYear))) refuse('from', `Enter a day of ${taxYear}.`);
    if (to && !to.startsWith(String(taxYear))) refuse('to', `Enter a day of ${taxYear}.`);
    if (from && to && from > to) refuse('to', 'Enter a day that is not before the first.');
    if ((from || to) && !hasPeriod(template))
      refuse(from ? 'from' : 'to', `${templateFacts[template].label} covers the whole year. Leave this empty.`);
  });
export type NewReport = z.infer<typeof newReportSchema>;

/** Whether a report can cover a part of the year. */
const hasPeriod = (template: NewReport['template']) =>
  template === 'EXPENSE_SUMMARY' || template === 'CATEGORY_BREAKDOWN' || template === 'CUSTOM';

/** Days that a link can live. */
const _linkDays = [1, 7, 30, 90] as const;

/** The forms of one report. */
export const reportCommandSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('generate') }),
    z.object({
      intent: z.literal('create-link'),
      days: z.coerce
        .number('Enter a number of days from 1 to 90.')
        .int('Enter a number of days from 1 to 90.')
        .min(1, 'Enter a number of days from 1 to 90.')
        .max(90, 'Enter a number of days from 1 to 90.'),
    }),
    z.object({ intent: z.literal('withdraw-link') }),
    z.object({ intent: z.literal('check-manifest') }),
  ],
  staleButton,
);
