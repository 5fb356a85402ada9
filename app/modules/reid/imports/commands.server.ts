import { sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { WrittenFile } from '~/services/files/store.server.ts';
import type { DetectedFile } from './detection.ts';
import { kindOf, listFigures, listSources } from './reader.ts';
import { answersOf, type ImportChoices } from './schema.ts';
import type { FilePart, Slice } from './slices.ts';

/** The right to work on an import until somebody else takes it. */
export interface ImportLease {
  id: string;
  lease: string;
}

const leased = ({ id, lease }: ImportLease) => ({ importId: id, lease });

/** Counts an upload before its file is stored. Only `ALLOWED` lets it go on. */
export function beginUpload(handle: QueryHandle) {
  return callFunction(handle, 'begin_reid_upload', {});
}

/** Keeps an uploaded file as an import. `REPLAYED`: the same form had brought the same file before. */
export function addImport(
  handle: QueryHandle,
  id: string,
  { fileName, file, detected }: { fileName: string; file: WrittenFile; detected: DetectedFile & { sample: unknown } },
) {
  return callFunction(handle, 'add_reid_import', {
    importId: id,
    fileName,
    fileKey: file.key,
    fileSize: file.size,
    contentHash: file.digest,
    detected,
  });
}

/** Begins to check a file, as it was chosen to be read. */
export function checkImport(handle: QueryHandle, id: string, detected: DetectedFile, choices: ImportChoices) {
  const answers = answersOf(choices);
  return callFunction(handle, 'check_reid_import', {
    importId: id,
    choices,
    dataSources: listSources(detected, answers),
    scope: { kind: kindOf(detected), figures: listFigures(detected, answers) },
  });
}

export function startImport(handle: QueryHandle, id: string) {
  return callFunction(handle, 'start_import', { importId: id });
}

export function continueImport(handle: QueryHandle, id: string) {
  return callFunction(handle, 'continue_import', { importId: id });
}

export function cancelImport(handle: QueryHandle, id: string) {
  return callFunction(handle, 'cancel_import', { importId: id });
}

export function startUndo(handle: QueryHandle, id: string) {
  return callFunction(handle, 'start_import_undo', { importId: id });
}

/** Takes over imports whose work somebody left. */
export function claimImports(handle: QueryHandle, limit: number) {
  return callFunction(handle, 'claim_imports', { limit });
}

/** What there is to do; nothing for who has not the lease any more. */
export function describeWork(handle: QueryHandle, lease: ImportLease) {
  return callFunction(handle, 'describe_import_work', leased(lease));
}

export function keepParts(handle: QueryHandle, lease: ImportLease, parts: readonly FilePart[], detected: object) {
  return callFunction(handle, 'keep_import_parts', { ...leased(lease), parts, detected });
}

/**
 * Stages a slice; `MOVED`: it was staged before.
 * @param fromRecords  records of the file before it
 * @param dates  the days of the file, where its header tells them
 */
export function stageRows(
  handle: QueryHandle,
  lease: ImportLease,
  fromRecords: number,
  { rows, problems, missing, next, isLast }: Slice,
  dates: { first: string; last: string } | undefined,
) {
  return callFunction(handle, 'stage_import_rows', {
    ...leased(lease),
    fromRecords,
    rows,
    problems,
    missing,
    next,
    dates: dates ?? sql`null`,
    isLast,
  });
}

export function narrowCheck(handle: QueryHandle, lease: ImportLease, choices: ImportChoices) {
  return callFunction(handle, 'narrow_import_check', { ...leased(lease), choices });
}

export function refuseImport(handle: QueryHandle, lease: ImportLease, problem: string) {
  return callFunction(handle, 'refuse_import', { ...leased(lease), problem });
}

/** Applies the next rows: so many, and on to the end of their last series. */
export function applyRows(handle: QueryHandle, lease: ImportLease, rows: number) {
  return callFunction(handle, 'apply_import', { ...leased(lease), rows });
}

/** Takes back the next series, as many as have so many rows. */
export function undoRows(handle: QueryHandle, lease: ImportLease, rows: number) {
  return callFunction(handle, 'undo_import', { ...leased(lease), rows });
}

/** Leaves the work to the next one. */
export function leaveImport(handle: QueryHandle, lease: ImportLease) {
  return callFunction(handle, 'leave_import', leased(lease));
}
