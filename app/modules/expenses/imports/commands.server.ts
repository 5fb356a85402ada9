import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { WrittenFile } from '~/services/files/store.server.ts';
import type { DetectedFile } from './detection.ts';
import type { ImportChoices } from './schema.ts';
import type { Slice } from './slices.ts';

/** Counts an upload before its file is stored. Only `ALLOWED` lets it go on. */
export function beginImport(handle: QueryHandle) {
  return callFunction(handle, 'begin_expense_import', {});
}

/** A file that was uploaded and understood. */
export interface UploadedStatement {
  fileName: string;
  file: WrittenFile;
  account: string | null;
  detected: DetectedFile;
}

/** Keeps an uploaded file as an import. `REPLAYED`: the same form had brought the same file before. */
export function addImport(handle: QueryHandle, id: string, { fileName, file, account, detected }: UploadedStatement) {
  return callFunction(handle, 'add_expense_import', {
    importId: id,
    fileName,
    fileKey: file.key,
    fileSize: file.size,
    contentHash: file.digest,
    account,
    detected,
  });
}

/** Names the columns of a file; what was read of it before goes. */
export function mapImport(handle: QueryHandle, id: string, choices: ImportChoices) {
  return callFunction(handle, 'map_expense_import', { importId: id, mapping: choices });
}

/** Takes a file to read on, so that nobody else does at the moment. */
export function takeImport(handle: QueryHandle, id: string) {
  return callFunction(handle, 'take_expense_import', { importId: id });
}

/**
 * Checks and keeps a slice of lines; `MOVED`: it was kept before.
 * @param goesOn  whether the next slice follows at once
 */
export function stageLines(handle: QueryHandle, id: string, fromByte: number, slice: Slice, goesOn: boolean) {
  return callFunction(handle, 'stage_expense_import_lines', {
    importId: id,
    fromByte,
    lines: slice.lines,
    nextByte: slice.nextByte,
    nextLine: slice.nextLine,
    statement: slice.statement,
    isLast: slice.isLast,
    goesOn,
  });
}

/** Ends an import whose file cannot be read on. */
export function failImport(handle: QueryHandle, id: string, problem: string) {
  return callFunction(handle, 'fail_expense_import', { importId: id, problem });
}

/** Ticks some of the lines that were shown, and takes the ticks off the others. */
export function chooseLines(handle: QueryHandle, id: string, shown: readonly number[], ticked: readonly number[]) {
  return callFunction(handle, 'choose_expense_import_lines', { importId: id, shown, ticked });
}

/** Writes the next 2,000 chosen lines as expenses, refunds or income; `COMMITTED`: there is more. */
export function commitImport(handle: QueryHandle, id: string) {
  return callFunction(handle, 'commit_expense_import', { importId: id });
}

/** Takes back the next 2,000 lines, as far as nothing has become of them since; `REMOVED`: there may be more. */
export function undoImport(handle: QueryHandle, id: string) {
  return callFunction(handle, 'undo_expense_import', { importId: id });
}
