import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  areaFilters,
  count,
  counts,
  createdAt,
  id,
  moment,
  named,
  orderedPeriod,
  people,
  periodColumns,
  texted,
  texts,
  updatedAt,
} from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { modulePolicies, personalRows, sharedWithViewer } from '../policies.ts';
import { reidAreaType } from './areas.ts';

export const reidReportType = pgEnum('reid_report_type', [
  'NEIGHBORHOOD_ANALYSIS',
  'MARKET_OVERVIEW',
  'COMPARATIVE_STUDY',
  'INVESTMENT_ANALYSIS',
  'DEMOGRAPHIC_REPORT',
  'CUSTOM',
]);
export const reidReportStatus = pgEnum('reid_report_status', ['DRAFT', 'GENERATING', 'COMPLETED', 'FAILED']);

/**
 * A report, frozen when it is generated. Functions write it. The application role cannot read `public_token_hash`: people with the
 * link come in through `app.find_public_report`.
 */
export const reidReports = pgTable(
  'reid_reports',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    name: text().notNull(),
    reportType: reidReportType('report_type').notNull(),
    status: reidReportStatus().notNull().default('DRAFT'),
    areaType: reidAreaType('area_type'),
    /** The areas it is about, in the order of its pages. */
    areaKeys: texts('area_keys'),
    ...areaFilters,
    ...periodColumns,
    configuration: jsonb().notNull().default({}),
    data: jsonb(),
    insights: jsonb(),
    /** Why there is no report: areas without data, or too much of it. */
    problem: text(),
    fileKey: text('file_key'),
    fileSizeBytes: integer('file_size_bytes'),
    fileFormat: text('file_format'),
    isPublic: boolean('is_public').notNull().default(false),
    /** SHA-256 of the link's token, hex. The token itself is stored nowhere. */
    publicTokenHash: text('public_token_hash').unique(),
    publicExpiresAt: moment('public_expires_at'),
    sharedWithUsers: people('shared_with_users'),
    isTemplate: boolean('is_template').notNull().default(false),
    templateId: uuid('template_id'),
    /** How often, at which hour of which zone, and to whom it is made anew. */
    schedule: jsonb(),
    nextRunAt: moment('next_run_at'),
    /** The period of the schedule that it was made for: 2026-11, 2026-W48. */
    periodKey: text('period_key'),
    viewCount: count('view_count'),
    downloadCount: count('download_count'),
    generatedAt: moment('generated_at'),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('reid_reports_organization_id_id').on(table.organizationId, table.id),
    foreignKey({
      name: 'reid_reports_template',
      columns: [table.organizationId, table.templateId],
      foreignColumns: [table.organizationId, table.id],
    }),
    index('reid_reports_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    index('reid_reports_organization_id_user_id').on(table.organizationId, table.userId, table.createdAt),
    unique('reid_reports_template_period').on(table.organizationId, table.templateId, table.periodKey),
    // The schedule takes these.
    index('reid_reports_next_run_at').on(table.nextRunAt).where(sql`next_run_at is not null`),
    index('reid_reports_template_id').on(table.organizationId, table.templateId),
    named('reid_reports'),
    texted('reid_reports', 2_000, 'problem'),
    orderedPeriod('reid_reports'),
    counts('reid_reports', 'view_count', 'download_count', 'file_size_bytes'),
    check('reid_reports_file_format', sql`file_format in ('PDF', 'CSV', 'XLSX', 'JSON')`),
    check('reid_reports_states', sql`array_to_string(states, ',') ~ '^([A-Z]{2}(,[A-Z]{2})*)?$'`),
    check('reid_reports_public_token_hash_format', sql`public_token_hash ~ '^[0-9a-f]{64}$'`),
    check(
      'reid_reports_public_link',
      sql`not is_public or (public_token_hash is not null and public_expires_at is not null)`,
    ),
    check('reid_reports_completed', sql`status <> 'COMPLETED' or (generated_at is not null and data is not null)`),
    ...modulePolicies('reid-dashboard', 'reid_reports', personalRows('user_id', sql`is_public or ${sharedWithViewer}`)),
  ],
);
