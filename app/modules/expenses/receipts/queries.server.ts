import { and, asc, eq, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { callFunction, type Row } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { expenses, receipts } from '#db/schema/index.ts';

/**
 * The expense that carries the receipts of another: the first part of a split, or the expense itself. Not `coalesce`, which is not
 * leakproof: under row-level security all receipts of the organization would be read for each expense.
 */
export function carrierOfReceipts(expense: Record<'id' | 'splitId', SQLWrapper>): SQL {
  return sql`case when ${expense.splitId} is null then ${expense.id} else ${expense.splitId} end`;
}

/** The receipts of an expense the viewer may read, those taken off last. The parts of a split have those of the first part. */
export function listReceipts(handle: QueryHandle, expenseId: string) {
  const asked = alias(expenses, 'asked');
  return handle
    .select({
      id: receipts.id,
      name: receipts.fileName,
      type: receipts.fileType,
      /** Bytes. */
      size: receipts.fileSizeBytes,
      addedAt: receipts.createdAt,
      /** Whether somebody took it off; it can be given back for 30 days. */
      isRemoved: sql<boolean>`${receipts.deletedAt} is not null`,
      /** What was read from it. */
      merchant: receipts.merchantName,
      date: receipts.receiptDate,
      /** Cents. */
      total: receipts.receiptTotal,
      isRead: sql<boolean>`${receipts.ocrProcessedAt} is not null`,
    })
    .from(asked)
    .innerJoin(
      receipts,
      and(eq(receipts.organizationId, asked.organizationId), eq(receipts.expenseId, carrierOfReceipts(asked))),
    )
    .where(eq(asked.id, expenseId))
    .orderBy(sql`${receipts.deletedAt} is not null`, asc(receipts.createdAt), asc(receipts.id))
    .limit(50);
}

/** A receipt as the page of its expense shows it. */
export type ShownReceipt = Awaited<ReturnType<typeof listReceipts>>[number];

/** Receipts of an expense whose file is at another expense as well; which one, only where the viewer may read that. */
export function listSameReceipts(handle: QueryHandle, expenseId: string) {
  return callFunction(handle, 'list_same_receipts', { expenseId });
}

/** A receipt whose file is there a second time. */
export type SameReceipt = Row<'list_same_receipts'>;

/** The file of a receipt the viewer may read. */
export function findReceiptFile(handle: QueryHandle, id: string) {
  return handle
    .select({ key: receipts.fileKey, name: receipts.fileName, type: receipts.fileType })
    .from(receipts)
    .where(and(eq(receipts.id, id), isNull(receipts.deletedAt)));
}

/** Whether the viewer may add receipts, before their files are taken in. */
export function findReceiptRoom(handle: QueryHandle, expenseId: string | null) {
  return callFunction(handle, 'find_receipt_room', { expenseId });
}

/** What the receipts of an expense are to prove. */
export function findReceiptSubject(handle: QueryHandle, expenseId: string) {
  return handle
    .select({ id: expenses.id, merchant: expenses.merchant, date: expenses.date, amount: expenses.amount })
    .from(expenses)
    .where(eq(expenses.id, expenseId));
}
