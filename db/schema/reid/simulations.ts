import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, jsonb, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import {
  addressColumns,
  createdAt,
  id,
  moment,
  named,
  people,
  stateCode,
  texts,
  updatedAt,
  zipCode,
} from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { modulePolicies, personalRows, sharedWithViewer } from '../policies.ts';
import { reidDemographics } from './demographics.ts';
import { reidMarketData } from './markets.ts';

/** What somebody means to do with a property. */
export const reidStrategy = pgEnum('reid_strategy', ['RENTAL', 'FLIP', 'BRRRR', 'REFINANCE', 'RENT_OR_BUY']);
export const reidScenarioType = pgEnum('reid_scenario_type', ['BASE', 'OPTIMISTIC', 'PESSIMISTIC', 'CUSTOM']);

/** The return of an investment under given assumptions. */
export const reidRoiSimulations = pgTable(
  'reid_roi_simulations',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    name: text().notNull(),
    description: text(),
    ...addressColumns,
    strategy: reidStrategy().notNull().default('RENTAL'),
    inputs: jsonb().notNull(),
    results: jsonb(),
    scenarioType: reidScenarioType('scenario_type').notNull().default('BASE'),
    /** The simulation that this one varies. */
    parentSimulationId: uuid('parent_simulation_id'),
    marketDataId: uuid('market_data_id'),
    demographicsId: uuid('demographics_id'),
    isShared: boolean('is_shared').notNull().default(false),
    sharedWithUsers: people('shared_with_users'),
    isTemplate: boolean('is_template').notNull().default(false),
    templateCategory: text('template_category'),
    /** Version of the formulas that produced `results`. */
    calculationVersion: text('calculation_version').notNull().default('1'),
    tags: texts('tags'),
    notes: text(),
    lastViewedAt: moment('last_viewed_at'),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('reid_roi_simulations_organization_id_id').on(table.organizationId, table.id),
    // A scenario goes with its base. Figures a simulation refers to may go; the migration says that only the reference becomes null
    // then.
    foreignKey({
      name: 'reid_roi_simulations_parent',
      columns: [table.organizationId, table.parentSimulationId],
      foreignColumns: [table.organizationId, table.id],
    }).onDelete('cascade'),
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
    ...modulePolicies(
      'reid-dashboard',
      'reid_roi_simulations',
      personalRows('user_id', sql`is_shared or ${sharedWithViewer}`),
    ),
  ],
);
