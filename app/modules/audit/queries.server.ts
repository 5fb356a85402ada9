import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { cutPage } from '~/utils/pages.ts';
import type { AuditEntry } from './entries.ts';
import type { AuditFilters } from './filters.ts';

export const entriesPerPage = 50;

/** Whose entries: those of the viewer's organization and no others, or everybody's and the platform's. */
export type AuditScope = 'organization' | 'platform';

/**
 * Entries of the trail, newest first, after the one that `filters` name. None for somebody who may not read them: below
 * ADMIN in the organization, and for the platform anybody but a platform admin.
 */
export function listAuditEntries(handle: QueryHandle, scope: AuditScope, filters: AuditFilters, limit: number) {
  const { after, ...conditions } = filters;
  const trail = scope === 'organization' ? sql`app.organization_audit_trail` : sql`app.platform_audit_trail`;
  return handle
    .select({
      id: sql<AuditEntry['id']>`id`,
      position: sql<number>`chain_position`.mapWith(Number),
      occurredAt: sql<string>`to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      organization: sql<string | null>`organization_name`,
      actorId: sql<string | null>`actor_id`,
      actor: sql<string | null>`actor_name`,
      action: sql<string>`action`,
      subjectType: sql<string>`subject_type`,
      subjectId: sql<string>`subject_id`,
      before: sql<AuditEntry['before']>`before`,
      after: sql<AuditEntry['after']>`after`,
      names: sql<AuditEntry['names']>`names`,
    })
    .from(sql`${trail}(${JSON.stringify(conditions)}::jsonb, ${after ?? null}::uuid, ${limit}::integer)`);
}

/** A page of entries from a list that holds one more when there is another page. */
export function cutAuditPage<Entry extends { id: string }>(entries: Entry[]) {
  const { rows, last } = cutPage(entries, entriesPerPage);
  return { entries: rows, older: last?.id ?? null };
}
