import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { WrittenFile } from '~/services/files/store.server.ts';
import type { DetectedFile } from './detection.ts';
import type { ImportChoices } from './schema.ts';
import type { Slice } from './slices.ts';

/** The right to work on an import until somebody else takes it. */
export interface ImportLease {
  id: string;
  lease: string;
}

const leased = ({ id, lease }: ImportLease) => ({ importId: id, lease });

/** Counts an upload before its file is stored. Only `ALLOWED` lets it go on. */
export function beginImport(handle: QueryHandle) {
  return callFunction(handle, 'begin_contact_import', {});
}

/** Keeps an uploaded file as an import. `REPLAYED`: the same form had brought the same file before. */
export function addImport(
  handle: QueryHandle,
  id: string,
  { fileName, file, detected }: { fileName: string; file: WrittenFile; detected: DetectedFile },
) {
  return callFunction(handle, 'add_contact_import', {
    importId: id,
    fileName,
    fileKey: file.key,
    fileSize: file.size,
    contentHash: file.digest,
    detected,
  });
}

/** Begins to read a file, with everything that was chosen and attested. */
export function startImport(handle: QueryHandle, id: string, { mapping, listId, tags, consent }: ImportChoices) {
  return callFunction(handle, 'start_contact_import', { importId: id, mapping, listId, tags, consent });
}

/** Takes an import that nobody is at. */
export function continueImport(handle: QueryHandle, id: string) {
  return callFunction(handle, 'continue_contact_import', { importId: id });
}

/** Gives an import up. What it brought in stays. */
export function cancelImport(handle: QueryHandle, id: string) {
  return callFunction(handle, 'cancel_contact_import', { importId: id });
}

/** Takes imports that somebody left. */
export function claimImports(handle: QueryHandle, limit: number) {
  return callFunction(handle, 'claim_contact_imports', { limit });
}

/** What there is to do; nothing for who has not the lease any more. */
export function describeWork(handle: QueryHandle, lease: ImportLease) {
  return callFunction(handle, 'describe_contact_import', leased(lease));
}

/** Writes a slice of a file; `MOVED`: it was written before. @param fromByte  where it begins */
export function takeRows(handle: QueryHandle, lease: ImportLease, fromByte: number, slice: Slice) {
  return callFunction(handle, 'take_contact_rows', {
    ...leased(lease),
    fromPosition: fromByte,
    rows: slice.rows,
    problems: slice.problems,
    nextPosition: slice.next.byte,
    nextLine: slice.next.line,
    isLast: slice.isLast,
  });
}

/** Leaves the rest to the schedule. */
export function leaveImport(handle: QueryHandle, lease: ImportLease) {
  return callFunction(handle, 'leave_contact_import', leased(lease));
}

/** Ends an import whose file cannot be read on. */
export function failImport(handle: QueryHandle, lease: ImportLease, problem: string) {
  return callFunction(handle, 'fail_contact_import', { ...leased(lease), problem });
}
