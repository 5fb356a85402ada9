import { sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, pgEnum, pgTable, smallint, text } from 'drizzle-orm/pg-core';
import { areaColumns, confidence, createdAt, id, inRange, moment, stateCode, updatedAt, zipCode } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { modulePolicies, personalRows } from '../policies.ts';
import { areaKey, reidAreaType } from './areas.ts';

export const reidProfileType = pgEnum('reid_profile_type', ['PROPERTY', 'NEIGHBORHOOD', 'MARKET_SEGMENT']);

/** A text by the built-in rules or a model about a property, a neighborhood or a part of the market. */
export const reidAiProfiles = pgTable(
  'reid_ai_profiles',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    profileType: reidProfileType('profile_type').notNull(),
    areaKey: areaKey(),
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
    /** Its generator: `built-in rules`, or the name of a model. */
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
    ...modulePolicies('reid-dashboard', 'reid_ai_profiles', personalRows('user_id', sql`is_public`)),
  ],
);
