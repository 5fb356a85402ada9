import { and, asc, desc, eq, gt, type SQLWrapper, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { contactImportProblems, contactImports, contactLists, users } from '#db/schema/index.ts';
import type { MomentPlace } from '../contacts/place.ts';

export const importsPerPage = 50;
/** Refused rows that a page shows; the file has all of them. */
export const problemsShown = 50;

const momentOf = (column: SQLWrapper) =>
  sql<string>`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const summary = {
  id: contactImports.id,
  fileName: contactImports.fileName,
  status: contactImports.status,
  rowsAdded: contactImports.rowsAdded,
  rowsChanged: contactImports.rowsChanged,
  rowsUnchanged: contactImports.rowsUnchanged,
  rowsRefused: contactImports.rowsRefused,
  problem: contactImports.problem,
  at: momentOf(contactImports.createdAt),
  /** Null once they have left. */
  person: users.name,
};

/** A page of imports, the newest first; one more row when there is another page. Only an ADMIN or OWNER sees any. */
export function listImports(handle: QueryHandle, before: MomentPlace | null) {
  return handle
    .select(summary)
    .from(contactImports)
    .leftJoin(users, eq(users.id, contactImports.userId))
    .where(
      before
        ? sql`(${contactImports.createdAt}, ${contactImports.id}) < (${before.at}::timestamptz, ${before.id}::uuid)`
        : undefined,
    )
    .orderBy(desc(contactImports.createdAt), desc(contactImports.id))
    .limit(importsPerPage + 1);
}
export type ListedImport = Awaited<ReturnType<typeof listImports>>[number];

/** One import. */
export function findImport(handle: QueryHandle, id: string) {
  return handle
    .select({
      ...summary,
      fileSize: contactImports.fileSizeBytes,
      detected: contactImports.detected,
      tags: contactImports.tags,
      listId: contactImports.listId,
      list: contactLists.name,
      consentSource: contactImports.consentSource,
      consentDate: contactImports.consentDate,
      position: contactImports.position,
      /** Whether its file is kept still, if it was not read. */
      isKept: sql<boolean>`${contactImports.createdAt} > now() - interval '30 days'`,
      isAtWork: sql<boolean>`coalesce(${contactImports.leasedUntil} > now(), false)`,
    })
    .from(contactImports)
    .leftJoin(users, eq(users.id, contactImports.userId))
    .leftJoin(
      contactLists,
      and(eq(contactLists.organizationId, contactImports.organizationId), eq(contactLists.id, contactImports.listId)),
    )
    .where(eq(contactImports.id, id));
}
export type FoundImport = Awaited<ReturnType<typeof findImport>>[number];

/** The file of an import, to be removed once it is given up. */
export function findFileKey(handle: QueryHandle, id: string) {
  return handle.select({ key: contactImports.fileKey }).from(contactImports).where(eq(contactImports.id, id));
}

/** How the file of an import is written: its columns have the names that its refused rows get back. */
export function findDetected(handle: QueryHandle, id: string) {
  return handle
    .select({ detected: contactImports.detected, mapping: contactImports.mapping })
    .from(contactImports)
    .where(eq(contactImports.id, id));
}

/** Rows that were refused, in the order of the file. @param after  the line of the last one before */
export function listProblems(handle: QueryHandle, importId: string, after: number, limit: number) {
  return handle
    .select({
      line: contactImportProblems.line,
      reason: contactImportProblems.reason,
      cells: contactImportProblems.cells,
    })
    .from(contactImportProblems)
    .where(and(eq(contactImportProblems.importId, importId), gt(contactImportProblems.line, after)))
    .orderBy(asc(contactImportProblems.line))
    .limit(limit);
}
export type ListedProblem = Awaited<ReturnType<typeof listProblems>>[number];
