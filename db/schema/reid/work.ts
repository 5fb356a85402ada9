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
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  addressColumns,
  areaColumns,
  areaFilters,
  confidence,
  count,
  counts,
  createdAt,
  id,
  inRange,
  moment,
  named,
  orderedPeriod,
  organizationId,
  people,
  periodColumns,
  person,
  stateCode,
  texts,
  updatedAt,
  zipCode,
} from '../columns.ts';
import { currentUserId, isManager, isOwnToChange, personalRows, tenantPolicies } from '../policies.ts';
import { reidAreaType, reidDemographics, reidMarketData } from './data.ts';

// What people make with REID. Each row belongs to a person; the organization reads what is shared.

export const reidScenarioType = pgEnum('reid_scenario_type', ['BASE', 'OPTIMISTIC', 'PESSIMISTIC', 'CUSTOM']);
export const reidAlertType = pgEnum('reid_alert_type', [
  'PRICE_DROP',
  'PRICE_INCREASE',
  'NEW_LISTINGS',
  'SOLD',
  'INVENTORY',
  'DAYS_ON_MARKET',
  'MARKET_TREND',
]);
export const reidAlertFrequency = pgEnum('reid_alert_frequency', ['IMMEDIATE', 'DAILY', 'WEEKLY', 'MONTHLY']);
export const reidDeliveryChannel = pgEnum('reid_delivery_channel', ['IN_APP', 'EMAIL', 'WEBHOOK']);
export const reidAlertPriority = pgEnum('reid_alert_priority', ['LOW', 'NORMAL', 'HIGH', 'URGENT']);
export const reidReportType = pgEnum('reid_report_type', [
  'NEIGHBORHOOD_ANALYSIS',
  'MARKET_OVERVIEW',
  'COMPARATIVE_STUDY',
  'INVESTMENT_ANALYSIS',
  'DEMOGRAPHIC_REPORT',
  'CUSTOM',
]);
export const reidReportStatus = pgEnum('reid_report_status', ['DRAFT', 'GENERATING', 'COMPLETED', 'FAILED']);
export const reidProfileType = pgEnum('reid_profile_type', ['PROPERTY', 'NEIGHBORHOOD', 'MARKET_SEGMENT']);

const sharedWithViewer = sql`${currentUserId} = any (shared_with_users)`;

/** What an investment would return under given assumptions. */
export const reidRoiSimulations = pgTable(
  'reid_roi_simulations',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    name: text().notNull(),
    description: text(),
    ...addressColumns,
    inputs: jsonb().notNull(),
    results: jsonb(),
    scenarioType: reidScenarioType('scenario_type').notNull().default('BASE'),
    /** The simulation this one varies. */
    parentSimulationId: uuid('parent_simulation_id'),
    marketDataId: uuid('market_data_id'),
    demographicsId: uuid('demographics_id'),
    isShared: boolean('is_shared').notNull().default(false),
    sharedWithUsers: people('shared_with_users'),
    isTemplate: boolean('is_template').notNull().default(false),
    templateCategory: text('template_category'),
    /** Of the formulas that produced `results`. */
    calculationVersion: text('calculation_version').notNull().default('1'),
    tags: texts('tags'),
    notes: text(),
    lastViewedAt: moment('last_viewed_at'),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('reid_roi_simulations_organization_id_id').on(table.organizationId, table.id),
    // What a simulation refers to may go; the migration says that only the reference becomes null then.
    foreignKey({
      name: 'reid_roi_simulations_parent',
      columns: [table.organizationId, table.parentSimulationId],
      foreignColumns: [table.organizationId, table.id],
    }),
    foreignKey({
      name: 'reid_roi_simulations_market_data',
      columns: [table.organizationId, table.marketDataId],
      foreignColumns: [reidMarketData.organizationId, reidMarketData.id],
    }),
    foreignKey({
      name: 'reid_roi_simulations_demographics',
      columns: [table.organizationId, table.demographicsId],
      foreignColumns: [reidDemographics.organizationId, reidDemographics.id],
    }),
    index('reid_roi_simulations_organization_id_updated_at').on(table.organizationId, table.updatedAt, table.id),
    index('reid_roi_simulations_organization_id_user_id').on(table.organizationId, table.userId, table.createdAt),
    index('reid_roi_simulations_organization_id_created_at').on(table.organizationId, table.createdAt),
    index('reid_roi_simulations_parent_simulation_id').on(table.organizationId, table.parentSimulationId),
    index('reid_roi_simulations_market_data_id').on(table.organizationId, table.marketDataId),
    index('reid_roi_simulations_demographics_id').on(table.organizationId, table.demographicsId),
    named('reid_roi_simulations'),
    stateCode('reid_roi_simulations'),
    zipCode('reid_roi_simulations'),
    check('reid_roi_simulations_no_own_parent', sql`parent_simulation_id <> id`),
    ...tenantPolicies('reid_roi_simulations', personalRows('user_id', sql`is_shared or ${sharedWithViewer}`)),
  ],
);

/** What somebody, or the whole organization (no person), wants to be told about. */
export const reidAlerts = pgTable(
  'reid_alerts',
  {
    id,
    organizationId,
    userId: person('user_id'),
    name: text().notNull(),
    alertType: reidAlertType('alert_type').notNull(),
    isActive: boolean('is_active').notNull().default(true),
    ...areaFilters,
    conditions: jsonb().notNull(),
    frequency: reidAlertFrequency().notNull().default('DAILY'),
    deliveryChannels: reidDeliveryChannel('delivery_channels').array().notNull().default(sql`'{IN_APP}'`),
    lastTriggeredAt: moment('last_triggered_at'),
    triggerCount: count('trigger_count'),
    priority: reidAlertPriority().notNull().default('NORMAL'),
    /** How often it fires before it switches itself off; null: it stays on. */
    autoDisableAfter: integer('auto_disable_after'),
    maxTriggersPerDay: integer('max_triggers_per_day'),
    /** Whether somebody looks at it before it is delivered. */
    requireVerification: boolean('require_verification').notNull().default(false),
    emailAddresses: texts('email_addresses'),
    webhookUrl: text('webhook_url'),
    notificationTemplate: text('notification_template'),
    createdAt,
    updatedAt,
  },
  (table) => [
    index('reid_alerts_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    index('reid_alerts_organization_id_user_id').on(table.organizationId, table.userId, table.createdAt),
    // What the job that watches the market goes through.
    index('reid_alerts_active').on(table.organizationId, table.id).where(sql`is_active`),
    named('reid_alerts'),
    counts('reid_alerts', 'trigger_count'),
    inRange('reid_alerts_limits', ['auto_disable_after', 'max_triggers_per_day'], 1),
    check('reid_alerts_has_channel', sql`cardinality(delivery_channels) > 0`),
    check('reid_alerts_states', sql`array_to_string(states, ',') ~ '^([A-Z]{2}(,[A-Z]{2})*)?$'`),
    check(
      'reid_alerts_webhook',
      sql`webhook_url ~ '^https://' and ('WEBHOOK' <> all (delivery_channels) or webhook_url is not null)`,
    ),
    ...tenantPolicies('reid_alerts', {
      ...personalRows('user_id', sql`user_id is null`),
      insert: sql`(${isOwnToChange('user_id')}) or (user_id is null and ${isManager})`,
    }),
  ],
);

/**
 * A report, frozen when it is generated. The application role cannot read `public_token_hash`: whoever holds the link
 * comes in through `app.find_public_report`.
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
    ...areaFilters,
    ...periodColumns,
    configuration: jsonb().notNull().default({}),
    data: jsonb(),
    insights: jsonb(),
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
    schedule: jsonb(),
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
    index('reid_reports_template_id').on(table.organizationId, table.templateId),
    named('reid_reports'),
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
    ...tenantPolicies('reid_reports', personalRows('user_id', sql`is_public or ${sharedWithViewer}`)),
  ],
);

/** What the built-in rules or a model wrote about a property, a neighborhood or a part of the market. */
export const reidAiProfiles = pgTable(
  'reid_ai_profiles',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    profileType: reidProfileType('profile_type').notNull(),
    areaType: reidAreaType('area_type'),
    address: text(),
    ...areaColumns,
    summary: text().notNull(),
    detailedAnalysis: text('detailed_analysis'),
    strengths: jsonb().notNull().default([]),
    weaknesses: jsonb().notNull().default([]),
    opportunities: jsonb().notNull().default([]),
    overallScore: smallint('overall_score'),
    investmentScore: smallint('investment_score'),
    lifestyleScore: smallint('lifestyle_score'),
    growthScore: smallint('growth_score'),
    riskScore: smallint('risk_score'),
    metrics: jsonb().notNull().default({}),
    recommendations: jsonb().notNull().default([]),
    dataSources: jsonb('data_sources').notNull().default([]),
    /** Which generator wrote it: `built-in rules`, or a model by its name. */
    aiModel: text('ai_model').notNull(),
    modelVersion: text('model_version').notNull(),
    confidenceScore: confidence('confidence_score'),
    isPublic: boolean('is_public').notNull().default(false),
    isVerified: boolean('is_verified').notNull().default(false),
    verifiedBy: person('verified_by'),
    verifiedAt: moment('verified_at'),
    expiresAt: moment('expires_at'),
    lastRefreshedAt: moment('last_refreshed_at'),
    createdAt,
    updatedAt,
  },
  (table) => [
    index('reid_ai_profiles_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    index('reid_ai_profiles_organization_id_user_id').on(table.organizationId, table.userId, table.createdAt),
    stateCode('reid_ai_profiles'),
    zipCode('reid_ai_profiles'),
    check(
      'reid_ai_profiles_subject',
      sql`case when profile_type = 'PROPERTY' then address is not null else area_type is not null end`,
    ),
    inRange(
      'reid_ai_profiles_scores',
      ['overall_score', 'investment_score', 'lifestyle_score', 'growth_score', 'risk_score'],
      0,
      100,
    ),
    inRange('reid_ai_profiles_confidence', ['confidence_score'], 0, 1),
    check('reid_ai_profiles_verification', sql`is_verified = (verified_at is not null)`),
    ...tenantPolicies('reid_ai_profiles', personalRows('user_id', sql`is_public`)),
  ],
);
