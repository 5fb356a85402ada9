import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { taxReports, users } from '#db/schema/index.ts';

export const reportsPerPage = 50;

/** Where a page of the list begins: behind this report. */
export interface ReportPlace {
  /** The moment it was made, as the list gives it. */
  madeAt: string;
  id: string;
}

const maker = alias(users, 'maker');
const member = alias(users, 'member');

/** The moment in full, because two reports of one second are two. */
const madeAt = sql<string>`to_char(${taxReports.createdAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

function selectReports(handle: QueryHandle) {
  return handle
    .select({
      id: taxReports.id,
      name: taxReports.name,
      template: taxReports.templateType,
      taxYear: taxReports.taxYear,
      status: taxReports.status,
      problem: taxReports.problem,
      expenses: taxReports.expensesCount,
      totalExpenses: sql<number>`${taxReports.totalExpenses}::float8`,
      totalDeductions: sql<number>`${taxReports.totalDeductions}::float8`,
      person: member.name,
      madeBy: maker.name,
      madeAt,
      linkExpiresAt: sql<
        string | null
      >`case when ${taxReports.linkExpiresAt} > now() then ${taxReports.linkExpiresAt} end`,
      isSharedWithAll: taxReports.isShared,
    })
    .from(taxReports)
    .leftJoin(maker, eq(maker.id, taxReports.userId))
    .leftJoin(member, eq(member.id, taxReports.memberId));
}

/** A report as lists show it. */
export type ListedReport = Awaited<ReturnType<typeof listReports>>[number];

const newestFirst = [desc(taxReports.createdAt), desc(taxReports.id)];
const ofOrganization = sql`${taxReports.organizationId} = (select app.current_organization_id())`;

/** A page of the reports that the viewer reads, the newest first; one more row when there is another page. */
export function listReports(handle: QueryHandle, after: ReportPlace | undefined) {
  return selectReports(handle)
    .where(and(ofOrganization, after && isBehind(after)))
    .orderBy(...newestFirst)
    .limit(reportsPerPage + 1);
}

const isBehind = ({ madeAt, id }: ReportPlace): SQL =>
  sql`(${taxReports.createdAt}, ${taxReports.id}) < (${madeAt}::timestamptz, ${id}::uuid)`;

/** The reports that the viewer reads, for a file: the 5,000 newest. */
export function listReportsForFile(handle: QueryHandle) {
  return selectReports(handle)
    .where(ofOrganization)
    .orderBy(...newestFirst)
    .limit(5_000);
}

/** One report with its sections, if the viewer reads it. */
export function findReport(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: taxReports.id,
      organizationId: taxReports.organizationId,
      name: taxReports.name,
      template: taxReports.templateType,
      taxYear: taxReports.taxYear,
      from: sql<string>`${taxReports.periodStart}`,
      to: sql<string>`${taxReports.periodEnd}`,
      status: taxReports.status,
      problem: taxReports.problem,
      isRetried: sql<boolean>`${taxReports.attempts} % 2 = 0 or ${taxReports.startedAt} <= now() - interval '1 minute'`,
      sections: taxReports.sections,
      expenses: taxReports.expensesCount,
      isInWholeDollars: taxReports.isInWholeDollars,
      holdsTaxes: taxReports.holdsTaxes,
      memberId: taxReports.memberId,
      person: member.name,
      madeBy: maker.name,
      madeById: taxReports.userId,
      madeAt,
      pdfSize: taxReports.fileSizeBytes,
      csvSize: taxReports.csvSizeBytes,
      manifestHash: taxReports.manifestHash,
      linkExpiresAt: sql<
        string | null
      >`case when ${taxReports.linkExpiresAt} > now() then ${taxReports.linkExpiresAt} end`,
    })
    .from(taxReports)
    .leftJoin(maker, eq(maker.id, taxReports.userId))
    .leftJoin(member, eq(member.id, taxReports.memberId))
    .where(and(ofOrganization, eq(taxReports.id, id)));
}

/** The files of a complete report, if the viewer reads it. */
export function findReportFiles(handle: QueryHandle, id: string) {
  return handle
    .select({
      name: taxReports.name,
      pdfKey: sql<string>`${taxReports.fileKey}`,
      csvKey: sql<string>`${taxReports.csvKey}`,
    })
    .from(taxReports)
    .where(and(ofOrganization, eq(taxReports.id, id), eq(taxReports.status, 'COMPLETED')));
}

/** The receipts behind a report, each with the part of the evidence it is in; none for whoever may not have them. */
export function listEvidenceReceipts(handle: QueryHandle, id: string) {
  return callFunction(handle, 'list_evidence_receipts', { reportId: id });
}

/** How many parts the evidence of a report has, and how many receipts; no row for whoever may not have it. */
export function countEvidence(handle: QueryHandle, id: string) {
  return handle
    .select({ parts: sql<number>`coalesce(max(part), 1)::integer`, receipts: sql<number>`count(*)::integer` })
    .from(sql`app.list_evidence_receipts(${id})`);
}

/** The report behind a link. */
export function findSharedReport(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'find_shared_report', { tokenHash });
}

/** Something that a custom report is about, or somebody. */
export interface ReportChoice {
  kind: 'CATEGORY' | 'PROPERTY' | 'PAYEE' | 'PERSON' | 'READER';
  id: string;
  name: string;
}

/**
 * What the form of a new report offers, by name: at most 1,000 of each kind. Readers are people who see no report that was not
 * shared with them.
 */
export function listReportChoices(handle: QueryHandle) {
  return handle
    .select({
      kind: sql<ReportChoice['kind']>`kind`,
      id: sql<string>`id`,
      name: sql<string>`name`,
    })
    .from(
      sql`(
        (select 'CATEGORY' as kind, id, name from expense_categories order by name collate human, id limit 1000)
        union all (select 'PROPERTY', id, address || ', ' || city from listings order by address, id limit 1000)
        union all (select 'PAYEE', id, name from payees order by name collate human, id limit 1000)
        union all (select 'PERSON', u.id, u.name from memberships m join users u on u.id = m.user_id where m.role <> 'VIEWER' order by u.name collate human, u.id limit 1000)
        union all (select 'READER', u.id, u.name from memberships m join users u on u.id = m.user_id where m.role = 'VIEWER' order by u.name collate human, u.id limit 1000)
      ) choices`,
    );
}
