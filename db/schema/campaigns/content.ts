import { sql } from 'drizzle-orm';
import { check, index, pgEnum, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, id, moment, named, texted, updatedAt, version } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { campaignRows, modulePolicies } from '../policies.ts';

export const contentKind = pgEnum('content_kind', ['ARTICLE', 'LANDING_PAGE', 'NEWSLETTER', 'VIDEO', 'GUIDE']);
export const contentStatus = pgEnum('content_status', ['DRAFT', 'PUBLISHED', 'ARCHIVED']);

/** Something to read or watch that campaigns use. */
export const content = pgTable(
  'content',
  {
    id,
    organizationId,
    title: text().notNull(),
    slug: text().notNull(),
    kind: contentKind().notNull().default('ARTICLE'),
    status: contentStatus().notNull().default('DRAFT'),
    body: text().notNull().default(''),
    /** The name it appears under. `created_by` says who owns the row. */
    author: text().notNull(),
    /** Not shown before then. */
    publishedAt: moment('published_at'),
    version,
    createdBy: person('created_by').notNull(),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('content_organization_id_slug').on(table.organizationId, table.slug),
    unique('content_organization_id_id').on(table.organizationId, table.id),
    index('content_organization_id_updated_at').on(table.organizationId, table.updatedAt, table.id),
    named('content', 'title'),
    check('content_slug_format', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 120`),
    // Published content of an organization, the newest first.
    index('content_published_at').on(table.organizationId, table.publishedAt).where(sql`status = 'PUBLISHED'`),
    texted('content', 200, 'author'),
    check('content_body_size', sql`octet_length(body) <= 200000`),
    check('content_published', sql`status <> 'PUBLISHED' or published_at is not null`),
    ...modulePolicies('campaigns', 'content', campaignRows('created_by')),
  ],
);
