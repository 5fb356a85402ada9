import { z } from 'zod';
import { incompletePage, staleButton } from '~/services/form-values.ts';
import { findStateByCode } from '../areas/us-states.ts';
import { zillowMetrics } from './formats/zillow.ts';
import { isDay, startOfMonthBefore } from './periods.ts';
import type { FileAnswers } from './reader.ts';

/** Months that are read of a file unless somebody says otherwise: ten years, and the one before them to compare with. */
export const usualMonths = 121;
/** Months that are read of a file that has too many rows otherwise. */
export const fewerMonths = 61;
/** Rows that an import may have. */
export const mostRows = 300_000;

const metric = z.enum(Object.keys(zillowMetrics) as [keyof typeof zillowMetrics, ...(keyof typeof zillowMetrics)[]]);

/** What a person chose about a file: kept with its import. */
export const importChoices = z.object({
  from: z.string().nullable(),
  states: z.array(z.string()),
  metric: metric.nullable(),
  survey: z.object({ year: z.int(), span: z.union([z.literal(1), z.literal(5)]) }).nullable(),
  /** The first month that was chosen, where a later one had to be taken. */
  narrowedFrom: z.string().nullable().optional(),
});
export type ImportChoices = z.infer<typeof importChoices>;

/** The choices that a form begins with. */
export const usualChoices = (today: string): ImportChoices => ({
  from: startOfMonthBefore(today, usualMonths),
  states: [],
  metric: null,
  survey: null,
});

/** The part of the choices that answers what a file does not tell. */
export const answersOf = ({ metric, survey }: ImportChoices): FileAnswers => ({ metric, survey });

/** The texts of the form that uploads a file. */
export const uploadSchema = z.object({
  /** The id that the page gives the import. */
  key: z.guid(incompletePage),
  license: z.literal('on', {
    error: 'Tick this, if it is so. Publishers say under their files who may use them, and how.',
  }),
  /** Stands for the file, which was taken in before. */
  file: z.unknown().optional(),
});

const check = z
  .object({
    intent: z.literal('check'),
    from: z
      .string()
      .optional()
      .refine(
        (day) => day === undefined || day === '' || isDay(day),
        'Enter a day, like 2016-10-01, or nothing for all.',
      )
      .transform((day) => day || null),
    states: z
      .string()
      .max(400, 'Enter at most 51 states.')
      .optional()
      .transform((text) => text?.split(/[\s,;]+/).filter(Boolean) ?? [])
      .refine((codes) => codes.every(findStateByCode), 'Enter states as two letters, like TX, NM. Nothing takes all.')
      .transform((codes) => [...new Set(codes.map((code) => code.toUpperCase()))]),
    metric: metric.optional(),
    year: z
      .string()
      .optional()
      .refine(
        (text) => text === undefined || /^20[0-4]\d$/.test(text),
        'Enter the last year of the survey, like 2023.',
      ),
    span: z.enum(['1', '5']).optional(),
  })
  .transform(({ intent, from, states, metric: chosen, year, span }) => ({
    intent,
    choices: {
      from,
      states,
      metric: chosen ?? null,
      survey: year ? { year: Number(year), span: span === '1' ? 1 : 5 } : null,
    } satisfies ImportChoices,
  }));

/** The forms of an import. */
export const importCommandSchema = z.discriminatedUnion(
  'intent',
  [
    check,
    z.object({ intent: z.literal('apply') }),
    z.object({ intent: z.literal('continue') }),
    z.object({ intent: z.literal('cancel') }),
    z.object({ intent: z.literal('undo') }),
  ],
  { error: staleButton },
);
export type ImportCommand = z.infer<typeof importCommandSchema>;
