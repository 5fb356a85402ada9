import { sql } from 'drizzle-orm';
import { check, index, integer, pgPolicy, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, inRange, texted } from '../columns.ts';
import { applicationRole } from '../policies.ts';
import { marketplaceTools } from './catalog.ts';

/** The pictures on a tool's page. Everybody reads them; functions write them for CATALOG of the platform. */
export const toolPictures = pgTable(
  'tool_pictures',
  {
    id,
    toolId: uuid('tool_id')
      .notNull()
      .references(() => marketplaceTools.id, { onDelete: 'cascade' }),
    /** Its place in the gallery, from 0. */
    position: integer().notNull(),
    /** The words for whoever does not see it. */
    alt: text().notNull(),
    /**
     * Where it is on this site: `/p/` and 128 random bits in hex for an upload, whose object is `tools/` and the same; `/pictures/…` for
     * one that comes with the product.
     */
    address: text().notNull().unique(),
    /** Pixels. */
    width: integer().notNull(),
    height: integer().notNull(),
    /** The same picture for small screens; null where there is one size only. */
    smallAddress: text('small_address').unique(),
    smallWidth: integer('small_width'),
    createdAt,
  },
  (table) => [
    index('tool_pictures_tool_id_position').on(table.toolId, table.position, table.id),
    texted('tool_pictures', 200, 'alt'),
    check(
      'tool_pictures_addresses',
      sql.raw(
        ['address', 'small_address']
          .map((column) => `${column} ~ '^/(p/[0-9a-f]{32}|pictures/[a-z0-9-]+[.](avif|webp))$'`)
          .join(' and '),
      ),
    ),
    check('tool_pictures_small', sql`(small_address is null) = (small_width is null) and small_width < width`),
    inRange('tool_pictures_dimensions', ['width', 'height', 'small_width'], 1, 4000),
    inRange('tool_pictures_position', ['position'], 0),
    pgPolicy('public_read_tool_pictures', { to: applicationRole, for: 'select', using: sql`true` }),
  ],
);
