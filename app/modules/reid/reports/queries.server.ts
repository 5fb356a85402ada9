import { and, desc, eq, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { organizations, reidReports, users } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import {
  knownPropertyTypes,
  knownSources,
  ofOrganizationRow as organization,
  watchedAreas,
} from '../choices.server.ts';

export const reportsPerPage = 50;

const ofOrganization = sql`${reidReports.organizationId} = (select app.current_organization_id())`;
const openLink = sql<
  string | null
>`case when ${reidReports.isPublic} and ${reidReports.publicExpiresAt} > now() then ${reidReports.publicExpiresAt} end`;

const listed = {
  id: reidReports.id,
  name: reidReports.name,
  type: reidReports.reportType,
  status: reidReports.status,
  areas: sql<number>`cardinality(${reidReports.areaKeys})`,
  madeBy: users.name,
  madeAt: sql<string>`${reidReports.createdAt}`,
  linkExpiresAt: openLink,
  isTemplate: reidReports.isTemplate,
  frequency: sql<string | null>`${reidReports.schedule} ->> 'frequency'`,
  nextRunAt: sql<string | null>`${reidReports.nextRunAt}`,
};

/** A page of the reports that the viewer reads, the newest first; one more row when there is another page. */
export function listReports(handle: QueryHandle, page: number) {
  return handle
    .select(listed)
    .from(reidReports)
    .leftJoin(users, eq(users.id, reidReports.userId))
    .where(ofOrganization)
    .orderBy(desc(reidReports.createdAt), desc(reidReports.id))
    .limit(reportsPerPage + 1)
    .offset((page - 1) * reportsPerPage);
}

/** A report as lists show it. */
export type ListedReport = Awaited<ReturnType<typeof listReports>>[number];

/** One report with everything it holds, if the viewer reads it. */
export function findReport(handle: QueryHandle, id: string) {
  return handle
    .select({
      ...listed,
      madeById: reidReports.userId,
      problem: reidReports.problem,
      data: reidReports.data,
      insights: reidReports.insights,
      generatedAt: sql<
        string | null
      >`to_char(${reidReports.generatedAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
      schedule: reidReports.schedule,
      views: reidReports.viewCount,
      downloads: reidReports.downloadCount,
    })
    .from(reidReports)
    .leftJoin(users, eq(users.id, reidReports.userId))
    .where(and(ofOrganization, eq(reidReports.id, id)));
}

/** What a new report can begin with: how an older one was made. */
export interface ReportStart {
  id: string;
  name: string;
  isTemplate: boolean;
  type: string;
  areaKeys: string[];
  from: string | null;
  to: string | null;
  configuration: unknown;
}

/** Everything that the form of a new report offers. */
export interface ReportChoices {
  watched: { key: string; name: string }[];
  sources: string[];
  propertyTypes: string[];
  people: { id: string; name: string }[];
  templates: { id: string; name: string }[];
  start: ReportStart | null;
}

/**
 * What the form of a new report offers, in one statement: areas that the viewer watches, sources, property types, colleagues, templates.
 * @param from  the report to begin with; null for none
 */
export function readReportChoices(handle: QueryHandle, from: string | null) {
  return handle
    .select({
      choices: sql<ReportChoices>`jsonb_build_object(
        'watched', ${watchedAreas}, 'sources', ${knownSources}, 'propertyTypes', ${knownPropertyTypes},
        'people', (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name collate human, u.id), '[]')
          from memberships m join users u on u.id = m.user_id
          where m.organization_id = ${organization} and m.user_id <> (select app.current_user_id())),
        'templates', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name collate human, id), '[]') from reid_reports
          where organization_id = ${organization} and is_template),
        'start', (select jsonb_build_object('id', id, 'name', name, 'isTemplate', is_template, 'type', report_type, 'areaKeys', area_keys,
            'from', period_start, 'to', period_end, 'configuration', configuration)
          from reid_reports where organization_id = ${organization} and id = ${from}::uuid))`,
    })
    .from(organizations)
    .where(sql`${organizations.id} = (select app.current_organization_id())`);
}

/** People of the organization, by name, for the recipients of a schedule. */
export function listColleagues(handle: QueryHandle) {
  return handle
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(
      sql`exists (select from memberships m where m.organization_id = (select app.current_organization_id()) and m.user_id = ${users.id})`,
    )
    .orderBy(inNameOrder(users.name), users.id)
    .limit(500);
}

/** The report behind a link, which counts as seen; or as taken away as a file. */
export function findPublicReport(
  handle: QueryHandle,
  tokenHash: string,
  addressDigest: string | undefined,
  isDownload: boolean,
) {
  return callFunction(handle, 'find_public_report', { tokenHash, addressDigest: addressDigest ?? null, isDownload });
}
