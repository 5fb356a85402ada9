import { z } from 'zod';
import { incompletePage, optionalLine, severalLines, staleButton } from '~/services/form-values.ts';
import { listAreaKeys } from '../areas/area-search.ts';
import { moveMonths } from '../figures/periods.ts';
import { reportSections, reportTypes, typeFacts } from './types.ts';

/** The most areas of a report, and the most years. */
export const mostAreas = 10;
const mostYears = 10;

const day = z.iso.date('Enter a day like 2026-03-31.');
const areaText = optionalLine(120);
const onlyColleagues = 'Choose people of the list.';

/** The form that makes a report. */
export const newReportSchema = z
  .object({
    key: z.guid(incompletePage),
    /** The report that this one begins with, where it is a template. */
    template: z.guid(incompletePage).optional(),
    name: optionalLine(200).optional(),
    type: z.enum(reportTypes, 'Choose a report.'),
    areas: z.array(areaText).max(100, `Choose at most ${mostAreas} areas.`).default([]),
    otherAreas: severalLines(2_000).optional(),
    from: day,
    to: day,
    source: optionalLine(120).optional(),
    propertyType: optionalLine(120).optional(),
    sections: z.array(z.enum(reportSections, 'Choose sections of the list.')).max(20, incompletePage).default([]),
    sharedWith: z.array(z.guid(onlyColleagues)).max(100, 'Choose at most 100 people.').default([]),
  })
  .superRefine((form, { addIssue }) => {
    const refuse = (field: string, message: string) => addIssue({ code: 'custom', path: [field], message });
    const typed = listTypedAreas(form);
    const count = typed.length;
    const unknown = typed.find((text) => listAreaKeys(text).length === 0);
    if (unknown !== undefined) refuse('otherAreas', `“${unknown}” names no area. Try 78704 or Austin, TX.`);
    if (count === 0) refuse('otherAreas', 'Name an area, such as 78704 or Austin, TX.');
    if (count > mostAreas) refuse('otherAreas', `A report has at most ${mostAreas} areas; these are ${count}.`);
    if (form.from > form.to) refuse('to', 'Enter a day that is not before the first.');
    else if (form.from <= moveMonths(form.to, -12 * mostYears))
      refuse('from', `A report covers at most ${mostYears} years. Enter a later day.`);
    if (form.type === 'CUSTOM' && form.sections.length === 0) refuse('sections', 'Choose at least one section.');
  });
export type NewReport = z.infer<typeof newReportSchema>;

/** The areas of a form, as they were ticked and typed, each once. */
export function listTypedAreas({ areas, otherAreas = '' }: Pick<NewReport, 'areas' | 'otherAreas'>): string[] {
  return [...new Set([...areas, ...otherAreas.split('\n')].map((text) => text.trim()))].filter((text) => text !== '');
}

/** The sections of a report: those of its type, or those that were chosen, in the order of the report. */
export function listSections({ type, sections }: Pick<NewReport, 'type' | 'sections'>) {
  return type === 'CUSTOM' ? reportSections.filter((key) => sections.includes(key)) : [...typeFacts[type].sections];
}

/** Days that a link can live. */
export const linkDays = [7, 30, 90, 365] as const;

export const frequencies = ['WEEKLY', 'MONTHLY', 'QUARTERLY'] as const;

const chooseHour = 'Choose an hour of the list.';

/** The forms of one report. */
export const reportCommandSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({
      intent: z.literal('make-link'),
      days: z.coerce
        .number('Choose how long it works.')
        .refine((days) => linkDays.some((one) => one === days), 'Choose how long it works.'),
    }),
    z.object({ intent: z.literal('withdraw-link') }),
    z.object({
      intent: z.literal('schedule'),
      frequency: z.enum([...frequencies, 'NEVER'], 'Choose how often.'),
      hour: z.coerce.number(chooseHour).int(chooseHour).min(0, chooseHour).max(23, chooseHour),
      zone: optionalLine(60).min(1, 'Name a time zone, such as America/Chicago.'),
      recipients: z.array(z.guid(onlyColleagues)).max(10, 'Choose at most 10 people.').default([]),
    }),
    z.object({ intent: z.literal('template') }),
    z.object({ intent: z.literal('no-template') }),
  ],
  staleButton,
);
export type ReportCommand = z.infer<typeof reportCommandSchema>;

/** A report's schedule, as the database keeps it. */
export const scheduleSchema = z.object({
  frequency: z.enum(frequencies),
  hour: z.int(),
  zone: z.string(),
  recipients: z.array(z.string()),
  dueAt: z.string(),
  /** What became of the last time, where no report was made. */
  note: z.string().optional(),
  notedAt: z.string().optional(),
});
export type ReportSchedule = z.infer<typeof scheduleSchema>;

/** What a report was made with. */
export const configurationSchema = z.object({
  sections: z.array(z.enum(reportSections)),
  source: z.string().nullish(),
  propertyType: z.string().nullish(),
});
