import { sql } from 'drizzle-orm';
import { check, index, pgTable, unique } from 'drizzle-orm/pg-core';
import { createdAt, id } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { currentUserId, isOwnToChange, modulePolicies } from '../policies.ts';
import { areaKey, areaKeyPattern } from './areas.ts';

/** An area that somebody follows on their overview. */
export const reidWatchedAreas = pgTable(
  'reid_watched_areas',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    areaKey: areaKey().notNull(),
    createdAt,
  },
  (table) => [
    unique('reid_watched_areas_person_area').on(table.organizationId, table.userId, table.areaKey),
    index('reid_watched_areas_organization_id_created_at').on(table.organizationId, table.userId, table.createdAt),
    check('reid_watched_areas_area_key_format', sql.raw(`area_key ~ '${areaKeyPattern}'`)),
    ...modulePolicies('reid-dashboard', 'reid_watched_areas', {
      select: sql`user_id = ${currentUserId}`,
      insert: isOwnToChange('user_id'),
      delete: isOwnToChange('user_id'),
    }),
  ],
);
