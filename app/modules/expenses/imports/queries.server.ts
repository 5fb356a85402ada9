import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { QueryHandle } from '#db/request-db.server.ts';
import {
  expenseCategories,
  expenseImportLines,
  expenseImports,
  expenses,
  incomeEntries,
  users,
} from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import type { LineProblem } from './lines.ts';
import type { ShownState } from './schema.ts';

export const importsPerPage = 50;
export const linesPerPage = 50;

/** Days during which an import can be undone. */
export const undoDays = 30;

const undoneUntil = sql<string | null>`${expenseImports.completedAt} + ${undoDays} * interval '1 day'`;

/**
 * The imports that the viewer may see, the newest first.
 * @param before  the id of the last import of the page before
 * @param limit  one more than a page by default, to tell whether another follows
 */
export function listImports(handle: QueryHandle, before: string | null, limit = importsPerPage + 1) {
  const earlier = alias(expenseImports, 'earlier');
  return handle
    .select({
      id: expenseImports.id,
      fileName: expenseImports.fileName,
      account: expenseImports.account,
      status: expenseImports.status,
      linesCount: expenseImports.linesCount,
      importedCount: expenseImports.importedCount,
      problem: expenseImports.problem,
      createdAt: expenseImports.createdAt,
      /** Null once they have left. */
      person: users.name,
    })
    .from(expenseImports)
    .leftJoin(users, eq(users.id, expenseImports.userId))
    .where(
      before === null
        ? undefined
        : sql`(${expenseImports.createdAt}, ${expenseImports.id}) < (select ${earlier.createdAt}, ${earlier.id} from ${expenseImports} ${earlier} where ${earlier.id} = ${before})`,
    )
    .orderBy(desc(expenseImports.createdAt), desc(expenseImports.id))
    .limit(limit);
}

/** One import, as a page lists it. */
export type ListedImport = Awaited<ReturnType<typeof listImports>>[number];

/** The accounts that files were imported for, to be offered again. */
export function listAccounts(handle: QueryHandle) {
  return handle
    .selectDistinct({ account: expenseImports.account })
    .from(expenseImports)
    .where(sql`${expenseImports.account} is not null`)
    .orderBy(asc(expenseImports.account))
    .limit(50);
}

/** One import, if the viewer may see it. */
export function findImport(handle: QueryHandle, id: string) {
  const same = alias(expenseImports, 'same');
  return handle
    .select({
      id: expenseImports.id,
      userId: expenseImports.userId,
      fileName: expenseImports.fileName,
      fileSize: expenseImports.fileSizeBytes,
      account: expenseImports.account,
      detected: expenseImports.detected,
      mapping: expenseImports.mapping,
      status: expenseImports.status,
      nextByte: expenseImports.nextByte,
      linesCount: expenseImports.linesCount,
      importedCount: expenseImports.importedCount,
      problem: expenseImports.problem,
      createdAt: expenseImports.createdAt,
      completedAt: expenseImports.completedAt,
      undoneAt: expenseImports.undoneAt,
      /** Whether somebody reads the file at this moment. */
      isBeingRead: sql<boolean>`coalesce(${expenseImports.leasedUntil} > now(), false)`,
      /** Until when it can be undone; null before it is imported. */
      undoneUntil,
      mayUndo: sql<boolean>`coalesce(${undoneUntil} > now(), ${expenseImports.status} in ('COMMITTING', 'UNDOING'))`,
      /** When the same file was imported before. */
      importedBefore: sql<string | null>`(select max(${same.completedAt}) from ${expenseImports} ${same}
        where ${same.organizationId} = ${expenseImports.organizationId} and ${same.contentHash} = ${expenseImports.contentHash}
          and ${same.id} <> ${expenseImports.id} and ${same.status} = 'COMPLETED')`,
    })
    .from(expenseImports)
    .where(eq(expenseImports.id, id));
}

/** An import as its page shows it. */
export type FoundImport = Awaited<ReturnType<typeof findImport>>[number];

/** The key of the file of an import. */
export function findFileKey(handle: QueryHandle, id: string) {
  return handle.select({ key: expenseImports.fileKey }).from(expenseImports).where(eq(expenseImports.id, id));
}

/** What was chosen for the latest other table of the same account. */
export function findEarlierChoices(handle: QueryHandle, id: string) {
  const current = alias(expenseImports, 'current');
  return handle
    .select({ detected: expenseImports.detected, mapping: expenseImports.mapping })
    .from(expenseImports)
    .innerJoin(current, and(eq(current.id, id), eq(current.account, expenseImports.account)))
    .where(and(sql`${expenseImports.id} <> ${id}`, sql`${expenseImports.mapping} ? 'moneyIn'`))
    .orderBy(desc(expenseImports.createdAt))
    .limit(1);
}

/** How many lines of an import are in each state, and what they sum up to (cents). */
export function countLines(handle: QueryHandle, importId: string) {
  return handle
    .select({
      state: expenseImportLines.state,
      count: sql<number>`count(*)::integer`,
      selected: sql<number>`count(*) filter (where ${expenseImportLines.isSelected})::integer`,
      total: sql<number>`coalesce(sum(${expenseImportLines.amount}) filter (where ${expenseImportLines.isSelected} or ${expenseImportLines.state} = 'IMPORTED'), 0)::float8`,
    })
    .from(expenseImportLines)
    .where(eq(expenseImportLines.importId, importId))
    .groupBy(expenseImportLines.state);
}

/**
 * The lines of an import in one state, in the order of the file.
 * @param limit  one more than a page by default, to tell whether another follows
 */
export function listLines(
  handle: QueryHandle,
  importId: string,
  { show, after }: { show?: ShownState; after: number },
  limit = linesPerPage + 1,
) {
  const alike = alias(expenses, 'alike');
  const income = alias(incomeEntries, 'alike_income');
  // The first list that has lines, where the address names none: what has to be looked at comes first.
  const first = sql`(select state from ${expenseImportLines} lines where lines.import_id = ${importId}
    order by array_position(array['POSSIBLE_DUPLICATE', 'IMPORTED', 'READY', 'PROBLEM', 'SKIPPED', 'KNOWN', 'UNDONE']::import_line_state[], lines.state)
    limit 1)`;
  return handle
    .select({
      line: expenseImportLines.line,
      date: expenseImportLines.date,
      /** Cents; negative for money that came in. */
      amount: expenseImportLines.amount,
      merchant: expenseImportLines.merchant,
      description: expenseImportLines.description,
      state: expenseImportLines.state,
      isSelected: expenseImportLines.isSelected,
      category: expenseCategories.name,
      problems: sql<LineProblem[] | { kept: KeptReason } | null>`${expenseImportLines.problems}`,
      becameId: expenseImportLines.becameId,
      /** The expense that it may be; null where the viewer may not see it, or it is gone. */
      alikeId: alike.id,
      alikeMerchant: sql<string | null>`coalesce(${alike.merchant}, ${income.payer})`,
      alikeDate: sql<string | null>`coalesce(${alike.date}, ${income.date})`,
    })
    .from(expenseImportLines)
    .leftJoin(expenseCategories, eq(expenseCategories.id, expenseImportLines.categoryId))
    .leftJoin(
      alike,
      and(eq(alike.organizationId, expenseImportLines.organizationId), eq(alike.id, expenseImportLines.duplicateOf)),
    )
    .leftJoin(
      income,
      and(eq(income.organizationId, expenseImportLines.organizationId), eq(income.id, expenseImportLines.duplicateOf)),
    )
    .where(
      and(
        eq(expenseImportLines.importId, importId),
        gt(expenseImportLines.line, after),
        show ? eq(expenseImportLines.state, show) : sql`${expenseImportLines.state} = ${first}`,
      ),
    )
    .orderBy(asc(expenseImportLines.line))
    .limit(limit);
}

/** Why an expense stayed when its import was undone. */
export type KeptReason = 'CLOSED' | 'DECIDED' | 'CHANGED' | 'RECEIPT' | 'REFUNDED';

/** A line as a page lists it. */
export type ListedLine = Awaited<ReturnType<typeof listLines>>[number];

/** The categories that lines can have. */
export function listCategories(handle: QueryHandle) {
  return handle
    .select({ id: expenseCategories.id, name: expenseCategories.name, code: expenseCategories.code })
    .from(expenseCategories)
    .where(eq(expenseCategories.isActive, true))
    .orderBy(inNameOrder(expenseCategories.name));
}
