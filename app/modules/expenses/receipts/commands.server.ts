import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { ReceiptFacts } from './suggestions.ts';

/** A file that is in the bucket and has no row yet. */
export interface FiledReceipt {
  key: string;
  /** Cleaned. */
  name: string;
  type: string;
  /** Bytes. */
  size: number;
  /** SHA-256, hex. */
  digest: string;
  /** What was read from it. */
  text?: string;
  facts?: ReceiptFacts;
}

/** Adds receipts to an expense. Each answers for itself; the files of those that were not added are to be removed. */
export function addReceipts(handle: QueryHandle, expenseId: string, files: readonly FiledReceipt[]) {
  return callFunction(handle, 'add_receipts', {
    expenseId,
    files: files.map(({ key, name, type, size, digest, text, facts }) => ({
      key,
      name,
      type,
      size,
      digest,
      text: text ?? null,
      merchant: facts?.merchant ?? null,
      date: facts?.date ?? null,
      total: facts?.total ?? null,
    })),
  });
}

/** Takes a receipt off its expense. Its file stays for 30 days. */
export function removeReceipt(handle: QueryHandle, id: string) {
  return callFunction(handle, 'remove_receipt', { id });
}

/** Gives a receipt back to its expense. */
export function restoreReceipt(handle: QueryHandle, id: string) {
  return callFunction(handle, 'restore_receipt', { id });
}
