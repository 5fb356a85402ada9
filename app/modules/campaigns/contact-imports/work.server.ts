import type { RequestDatabase } from '#db/request-db.server.ts';
import type { FileStore } from '~/services/files/store.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { describeWork, failImport, type ImportLease, leaveImport, takeRows } from './commands.server.ts';
import { detectedFile } from './detection.ts';
import { contactMapping } from './mapping.ts';
import { type ReadableImport, readSlice } from './slices.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** How long one request works behind its answer. */
export const patienceInMilliseconds = 20_000;

interface Workplace {
  database: RequestDatabase;
  files: Pick<FileStore, 'get' | 'delete'>;
}

/**
 * Works on an import until its file is read, or so much time has passed; then it leaves the rest to the schedule. Whatever is cut off on the
 * way has lost nothing: each slice is written once, however often it is sent.
 * @throws DatabaseError, FilesUnavailable; the lease runs out a minute later, and the schedule goes on
 */
export async function workOnImport(
  { database, files }: Workplace,
  lease: ImportLease,
  patience = patienceInMilliseconds,
): Promise<void> {
  const until = Date.now() + patience;
  const { found } = await database.write((handle) => ({ found: describeWork(handle, lease) }));
  const [work] = found;
  if (!work) return;
  const { fileKey } = work;
  const open = async (fromByte: number) => {
    const file = await files.get(fileKey, fromByte);
    if (!file) throw new UnreadableFile('The file is no longer kept. Upload it again.');
    return file.body;
  };
  let reading: ReadableImport = {
    detected: detectedFile.parse(work.detected),
    mapping: contactMapping.parse(work.mapping),
    place: { byte: work.position, line: work.line },
    rowsRead: work.rowsRead,
  };
  try {
    do {
      // The file is opened anew for each slice: a connection to the store that waits for the database may be closed meanwhile.
      const slice = await readSlice(open, reading);
      const { taken } = await database.write((handle) => ({
        taken: takeRows(handle, lease, reading.place.byte, slice),
      }));
      const outcome = taken[0]?.outcome;
      switch (outcome) {
        case 'TAKEN':
          reading = {
            ...reading,
            place: slice.next,
            rowsRead: reading.rowsRead + slice.rows.length + slice.problems.length,
          };
          break;
        case 'DONE':
          return await removeFile(files, fileKey);
        case 'MOVED':
        case 'STOPPED':
        case undefined:
          return;
        default:
          return unreachable(outcome);
      }
    } while (Date.now() < until);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await database.write((handle) => ({ failed: failImport(handle, lease, error.message) }));
    return await removeFile(files, fileKey);
  }
  await database.write((handle) => ({ left: leaveImport(handle, lease) }));
}

/** Removes a file of people that nothing needs any more. Without the store it stays, until the sweep removes it. */
export async function removeFile(files: Pick<FileStore, 'delete'>, key: string): Promise<void> {
  await files.delete(key).catch(() => {});
}
