import { type FrozenReport, insightsSchema, reportDataSchema } from './content.ts';
import type { ReportType } from './types.ts';

interface StoredReport {
  name: string | null;
  type: ReportType | null;
  data: unknown;
  insights: unknown;
  /** ISO. */
  generatedAt: string | null;
}

/** A report as it was frozen; null for one that was not made, for want of data. */
export function thawReport({ name, type, data, insights, generatedAt }: StoredReport): FrozenReport | null {
  if (name === null || type === null || data === null || generatedAt === null) return null;
  return {
    name,
    type,
    generatedAt,
    data: reportDataSchema.parse(data),
    insights: insightsSchema.parse(insights) ?? [],
  };
}
