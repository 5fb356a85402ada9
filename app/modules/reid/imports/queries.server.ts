import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { QueryHandle } from '#db/request-db.server.ts';
import { reidImportProblems, reidImports, reidMarketData, users } from '#db/schema/index.ts';

export const importsPerPage = 50;
/** Problems that a page lists; the file has all that are kept. */
export const problemsPerPage = 50;

const counted = {
  rowsCount: reidImports.rowsCount,
  appliedThrough: reidImports.appliedThrough,
  newCount: reidImports.newCount,
  restatedCount: reidImports.restatedCount,
  unchangedCount: reidImports.unchangedCount,
  withdrawnCount: reidImports.withdrawnCount,
  problemsCount: reidImports.problemsCount,
  problem: reidImports.problem,
};

/**
 * The organization's imports, the newest first; one more row when there are older ones.
 * @param before  the id of the last import of the page before
 */
export function listImports(handle: QueryHandle, before?: string) {
  const earlier = alias(reidImports, 'earlier');
  return handle
    .select({
      id: reidImports.id,
      fileName: reidImports.fileName,
      format: reidImports.format,
      dataSources: reidImports.dataSources,
      status: reidImports.status,
      ...counted,
      createdAt: reidImports.createdAt,
      /** Null once they have left. */
      person: users.name,
    })
    .from(reidImports)
    .leftJoin(users, eq(users.id, reidImports.userId))
    .where(
      before === undefined
        ? undefined
        : sql`(${reidImports.createdAt}, ${reidImports.id}) < (select ${earlier.createdAt}, ${earlier.id} from ${reidImports} ${earlier} where ${earlier.id} = ${before})`,
    )
    .orderBy(desc(reidImports.createdAt), desc(reidImports.id))
    .limit(importsPerPage + 1);
}
export type ListedImport = Awaited<ReturnType<typeof listImports>>[number];

/** One import, if the viewer may see it. */
export function findImport(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: reidImports.id,
      userId: reidImports.userId,
      fileName: reidImports.fileName,
      fileSize: reidImports.fileSizeBytes,
      format: reidImports.format,
      dataSources: reidImports.dataSources,
      status: reidImports.status,
      detected: reidImports.detected,
      choices: reidImports.choices,
      checkedThrough: reidImports.checkedThrough,
      parts: reidImports.parts,
      scope: reidImports.scope,
      ...counted,
      createdAt: reidImports.createdAt,
      appliedAt: reidImports.appliedAt,
      undoneAt: reidImports.undoneAt,
      /** Whether somebody works on it at this moment. */
      isAtWork: sql<boolean>`coalesce(${reidImports.leasedUntil} > now(), false)`,
      /** Whether its file is still there to be read. */
      isKept: sql<boolean>`${reidImports.createdAt} > now() - interval '30 days'`,
      person: users.name,
    })
    .from(reidImports)
    .leftJoin(users, eq(users.id, reidImports.userId))
    .where(eq(reidImports.id, id));
}
export type FoundImport = Awaited<ReturnType<typeof findImport>>[number];

/** The problems of a file, in the order of their lines. */
export function listProblems(handle: QueryHandle, importId: string, limit = problemsPerPage) {
  return handle
    .select({
      line: reidImportProblems.line,
      column: reidImportProblems.columnName,
      found: reidImportProblems.found,
      expected: reidImportProblems.expected,
    })
    .from(reidImportProblems)
    .where(eq(reidImportProblems.importId, importId))
    .orderBy(asc(reidImportProblems.number))
    .limit(limit);
}
export type ListedProblem = Awaited<ReturnType<typeof listProblems>>[number];

/** What a figure was before an import that changed it. */
interface Restatement {
  figure: string;
  importId: string;
  fileName: string;
  appliedAt: string | null;
  oldValue: number | null;
  /** Whether there was a row before. */
  hadRow: boolean;
  /** The file and line that the value before had come from. */
  fromFileName: string | null;
  fromLine: number | null;
}

const restatements = sql<Restatement[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('figure', told.figure, 'importId', told.import_id, 'fileName', told.file_name,
    'appliedAt', told.applied_at, 'oldValue', told.old_value, 'hadRow', told.had_row, 'fromFileName', told.from_file_name,
    'fromLine', told.from_line) order by coalesce(told.applied_at, now()) desc, told.import_id), '[]')
  from app.list_restatements(${reidMarketData.id}) told)`;

/** A row of figures with the file that it came from, and what its figures were before, the newest import first. */
export function findFigureRow(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: reidMarketData.id,
      areaKey: reidMarketData.areaKey,
      areaName: reidMarketData.areaName,
      dataSource: reidMarketData.dataSource,
      propertyType: reidMarketData.propertyType,
      periodType: reidMarketData.periodType,
      reportDate: reidMarketData.reportDate,
      isFlagged: reidMarketData.isFlagged,
      sourceLine: reidMarketData.sourceLine,
      sourceRow: reidMarketData.sourceRow,
      /** Every column, by its name: which of them is shown, the address says. */
      figures: sql<Record<string, unknown>>`to_jsonb(${reidMarketData})`,
      importId: reidImports.id,
      fileName: reidImports.fileName,
      header: reidImports.header,
      appliedAt: reidImports.appliedAt,
      restatements,
    })
    .from(reidMarketData)
    .leftJoin(
      reidImports,
      and(eq(reidImports.organizationId, reidMarketData.organizationId), eq(reidImports.id, reidMarketData.importId)),
    )
    .where(eq(reidMarketData.id, id));
}
export type FigureRow = Awaited<ReturnType<typeof findFigureRow>>[number];
