import type { RequestContext } from '~/load-context.ts';
import { byteOrderMark, csvResponse, writeCsvRows } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';
import { streamPieces } from '~/services/streams.server.ts';
import { type AuditEntry, describeActor, listChanges, nameSubject } from './entries.ts';
import type { AuditFilters } from './filters.ts';
import { actionLabels, fieldLabel, subjectLabels } from './labels.ts';
import { type AuditScope, listAuditEntries } from './queries.server.ts';

const entriesPerRequest = 1000;

const headings = ['Time', 'Organization', 'Person', 'What', 'Happened', 'Which', 'Changes', 'Position', 'Entry'];

type Page = Awaited<ReturnType<typeof readPage>>;

function readPage(context: RequestContext, scope: AuditScope, filters: AuditFilters) {
  return context.database.read((handle) => ({
    entries: listAuditEntries(handle, scope, filters, entriesPerRequest),
  }));
}

/**
 * The entries of the trail that match, as a CSV file. Read and sent a thousand at a time, so that a trail of any length
 * fits through.
 * @param guard  throws for a viewer who may not read them
 */
export async function sendAuditCsv(
  context: RequestContext,
  { scope, filters, guard }: { scope: AuditScope; filters: AuditFilters; guard: (viewer: Page['viewer']) => void },
): Promise<Response> {
  const first = await readPage(context, scope, filters);
  guard(first.viewer);
  const organizationId = first.viewer?.organization?.id;
  const encoder = new TextEncoder();

  async function* pieces() {
    yield encoder.encode(byteOrderMark + writeCsvRows([headings]));
    let page = first;
    while (page.entries.length > 0) {
      yield encoder.encode(writeCsvRows(page.entries.map(toRow)));
      const last = page.entries.at(-1);
      if (!last || page.entries.length < entriesPerRequest) return;
      page = await readPage(context, scope, { ...filters, after: last.id });
      // Somebody who lost the right to it meanwhile, or works in another organization now, gets no more of it.
      guard(page.viewer);
      if (scope === 'organization' && page.viewer?.organization?.id !== organizationId) throw notFound();
    }
  }
  return csvResponse('audit-trail.csv', streamPieces(pieces()));
}

function toRow(entry: AuditEntry) {
  return [
    entry.occurredAt,
    entry.organization ?? 'Platform',
    describeActor(entry),
    subjectLabels[entry.subjectType] ?? fieldLabel(entry.subjectType),
    actionLabels[entry.action] ?? entry.action,
    nameSubject(entry),
    listChanges(entry)
      .map(({ label, before, after }) => `${label}: ${before ?? 'none'} → ${after ?? 'none'}`)
      .join('; '),
    entry.position,
    entry.id,
  ];
}
