import { sql } from 'drizzle-orm';
import { check, pgPolicy, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id } from '../columns.ts';
import { applicationRole, currentUserId, genuineRequest } from '../policies.ts';
import { users } from './people.ts';

/** The lists of the administration that keep filters. */
const lists = ['tools', 'bundles', 'orders', 'organizations', 'reviews'] as const;
export type FilteredList = (typeof lists)[number];

/** Filters of the administration's lists that somebody of the platform keeps for themselves. Functions write them. */
export const savedFilters = pgTable(
  'saved_filters',
  {
    id,
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    list: text({ enum: lists }).notNull(),
    name: text().notNull(),
    /** What stands behind the question mark of the list's address; empty for the whole list. */
    search: text().notNull(),
    createdAt,
  },
  (table) => [
    unique('saved_filters_name').on(table.userId, table.list, table.name),
    check('saved_filters_list', sql.raw(`list in (${lists.map((list) => `'${list}'`).join(', ')})`)),
    check('saved_filters_name_length', sql`char_length(name) between 1 and 60`),
    check('saved_filters_search_length', sql`char_length(search) <= 1000`),
    genuineRequest(),
    pgPolicy('own_saved_filters', { to: applicationRole, for: 'select', using: sql`user_id = ${currentUserId}` }),
  ],
);
