import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import * as schema from '#db/schema/index.ts';
import { modules } from '~/modules/registry.ts';

/** A table as it is exported: what the viewer reads of it, but for columns that hold nothing for them. */
export interface ExportedTable {
  table: PgTable;
  /** Columns left out. */
  without: readonly string[];
  /** Whether a purchase unlocks it: the export reads it whether or not it is unlocked now. */
  isOfModule: boolean;
}

const tables = new Map<string, PgTable>(
  Object.values(schema).flatMap((entry) => (is(entry, PgTable) ? [[getTableName(entry), entry]] : [])),
);

/**
 * Every table that holds something of an organization, as its module says. A test holds this list against the database
 * catalog: a new tenant table belongs in the `module.ts` of its module.
 */
export const exportedTables: readonly ExportedTable[] = modules.flatMap(({ exportedTables = {}, unlockedBy }) =>
  Object.entries(exportedTables).map(([name, without]) => {
    const table = tables.get(name);
    if (!table) throw new Error(`No table is called ${name}, but a module exports it.`);
    return { table, without, isOfModule: unlockedBy !== undefined };
  }),
);
