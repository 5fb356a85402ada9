import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { listAreaKeys } from '../areas/area-search.ts';
import { listSections, listTypedAreas, type NewReport, type ReportCommand } from './schema.ts';
import { typeFacts } from './types.ts';

/** Reads what a report would hold now, with the digest that making it asks for. */
export function previewReport(handle: QueryHandle, report: NewReport) {
  return callFunction(handle, 'preview_reid_report', {
    areas: listTypedAreas(report).map(listAreaKeys),
    from: report.from,
    to: report.to,
    sections: listSections(report),
    source: report.source || null,
    propertyType: report.propertyType || null,
  });
}

/** "Market overview, 78704, Austin, TX", in as many characters as a name may have. */
const nameReport = (report: NewReport) =>
  `${typeFacts[report.type].label}, ${listTypedAreas(report).slice(0, 3).join(', ')}`.slice(0, 200);

/** What was previewed of a report, and the sentences that were found in it. */
interface Preview {
  areaKeys: readonly string[];
  digest: string;
  insights: readonly string[];
}

/** Makes a report of what was previewed; its key becomes its id. */
export function makeReport(handle: QueryHandle, report: NewReport, { areaKeys, digest, insights }: Preview) {
  return callFunction(handle, 'make_reid_report', {
    id: report.key,
    name: report.name || nameReport(report),
    type: report.type,
    areaKeys,
    from: report.from,
    to: report.to,
    configuration: {
      sections: listSections(report),
      source: report.source || null,
      propertyType: report.propertyType || null,
    },
    sharedWith: report.sharedWith,
    templateId: report.template ?? null,
    insights,
    digest,
  });
}

/**
 * Does what a form of a report's page asks for.
 * @param tokenHash  of the link that is made
 */
export function changeReport(handle: QueryHandle, reportId: string, command: ReportCommand, tokenHash: string) {
  switch (command.intent) {
    case 'make-link':
      return callFunction(handle, 'make_public_report_link', { reportId, tokenHash, days: command.days });
    case 'withdraw-link':
      return callFunction(handle, 'withdraw_public_report_link', { reportId });
    case 'schedule':
      return callFunction(handle, 'schedule_reid_report', {
        reportId,
        frequency: command.frequency === 'NEVER' ? null : command.frequency,
        hour: command.hour,
        zone: command.zone,
        recipients: command.recipients,
      });
    case 'template':
    case 'no-template':
      return callFunction(handle, 'use_report_as_template', { reportId, isTemplate: command.intent === 'template' });
  }
}
