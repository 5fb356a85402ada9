import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { NewReport } from './schema.ts';
import { templateFacts } from './templates.ts';

/**
 * Freezes the rows of a new report; only `STARTED` writes anything. Its files are made afterwards, under the attempt 1.
 * @param report  its key becomes the id of the report
 */
export function startReport(handle: QueryHandle, report: NewReport) {
  const { key, template, taxYear, member, from, to, category, property, payee, merchant } = report;
  return callFunction(handle, 'start_tax_report', {
    id: key,
    name: report.name || `${templateFacts[template].label} ${taxYear}`,
    template,
    taxYear,
    from: from ?? null,
    to: to ?? null,
    memberId: member ?? null,
    filters: template === 'CUSTOM' ? { category, property, payee, merchant: merchant || undefined } : {},
    isInWholeDollars: report.wholeDollars === 'on',
    isShared: report.sharedWithAll === 'on',
    sharedWith: report.sharedWith,
  });
}

/** Makes the files of a report that failed once more; gives the attempt to make them under. */
export function restartReport(handle: QueryHandle, id: string) {
  return callFunction(handle, 'restart_tax_report', { id });
}

/** Makes a link in place of the one there may be; the database keeps the hash of its token. */
export function createReportLink(handle: QueryHandle, reportId: string, tokenHash: string, days: number) {
  return callFunction(handle, 'create_report_link', { reportId, tokenHash, days });
}

/** Ends the link of a report. */
export function withdrawReportLink(handle: QueryHandle, reportId: string) {
  return callFunction(handle, 'withdraw_report_link', { reportId });
}
