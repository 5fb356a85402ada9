import { sql } from 'drizzle-orm';
import { check, date, integer, pgEnum, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { organizationId } from '../owners.ts';
import { modulePolicies } from '../policies.ts';

export const reidUse = pgEnum('reid_use', ['SIMULATION', 'PROFILE']);

/** How often an organization saved or made something in a month of UTC. Triggers count; deleting gives nothing back. */
export const reidMonthlyUses = pgTable(
  'reid_monthly_uses',
  {
    organizationId,
    /** Its first day. */
    month: date().notNull(),
    use: reidUse().notNull(),
    uses: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.month, table.use] }),
    check('reid_monthly_uses_uses', sql`uses > 0 and month = date_trunc('month', month::timestamp)::date`),
    ...modulePolicies('reid-dashboard', 'reid_monthly_uses', {}),
  ],
);
