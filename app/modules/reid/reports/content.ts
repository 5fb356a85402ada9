import { z } from 'zod';
import { type ReportType, reportSections } from './types.ts';

const place = z.int().min(0);

const series = z.object({
  /** A column of market data. */
  figure: z.string(),
  /** Place of the area among the report's areas, from 0. */
  area: place,
  source: z.string(),
  /** Null for all types together. */
  propertyType: z.string().nullable(),
  periodType: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY']),
  /** Last days of periods, the earliest first. The other lists run parallel to it. */
  dates: z.array(z.iso.date()),
  values: z.array(z.number()),
  /** Places among the report's imports; null for what no import brought. */
  imports: z.array(place.nullable()),
  /** Lines of the imports' files. */
  lines: z.array(z.int().nullable()),
});
export type FrozenSeries = z.infer<typeof series>;

const estimate = z.object({
  value: z.number(),
  margin: z.number().nullish(),
  annotation: z.string().nullish(),
  import: place.nullish(),
  line: z.int().nullish(),
});
export type FrozenEstimate = z.infer<typeof estimate>;

const people = z.object({
  area: place,
  source: z.string(),
  year: z.int(),
  /** By columns of demographics. */
  figures: z.record(z.string(), estimate),
});

const school = z.object({
  name: z.string(),
  grades: z.string().nullable(),
  locale: z.string().nullable(),
  studentTeacherRatio: z.number().nullable(),
  students: z.int().nullable(),
  rating: z.number().nullable(),
  ratingSource: z.string().nullable(),
  schoolYear: z.string().nullable(),
  source: z.string(),
  import: place.nullable(),
  line: z.int().nullable(),
});

/** What a report holds, as it was frozen when it was made. */
export const reportDataSchema = z.object({
  version: z.literal(1),
  sections: z.array(z.enum(reportSections)),
  from: z.iso.date(),
  to: z.iso.date(),
  areas: z.array(z.object({ key: z.string(), name: z.string() })).min(1),
  imports: z.array(z.object({ id: z.string(), fileName: z.string(), appliedAt: z.string().nullable() })),
  series: z.array(series),
  people: z.array(people),
  /** Absent from what strangers see. */
  schools: z.array(z.object({ area: place, total: z.int(), listed: z.array(school) })).default([]),
});
export type ReportData = z.infer<typeof reportDataSchema>;

export const insightsSchema = z.array(z.string()).nullable();

/** A report with what it holds: all that its page, its PDF and its CSV are made from. */
export interface FrozenReport {
  name: string;
  type: ReportType;
  /** When it was made, ISO. */
  generatedAt: string;
  data: ReportData;
  insights: string[];
}
