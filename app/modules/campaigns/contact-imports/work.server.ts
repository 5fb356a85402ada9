import { DatabaseError } from '#db/errors.server.ts';
import type { RequestDatabase } from '#db/request-db.server.ts';
import type { FileStore } from '~/services/files/store.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { describeWork, failImport, type ImportLease, leaveImport, takeRows } from './commands.server.ts';
import { detectedFile } from './detection.ts';
import { contactMapping } from './mapping.ts';
import { mostSliceRows, type ReadableImport, readSlice } from './slices.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** How long one request works behind its answer. */
export const patienceInMilliseconds = 20_000;
const leastSliceRows = 125;
/** Failures of the database in one go; then the schedule tries again. */
const mostFailures = 4;

interface Workplace {
  database: RequestDatabase;
  files: Pick<FileStore, 'get' | 'delete'>;
}

/**
 * Works on an import until its file is read, or so much time has passed; then it leaves the rest to the schedule. Whatever is cut off on the
 * way has lost nothing: each slice is written once, however often it is sent. After a failure of the database it goes on from where the
 * import says, with a quarter of the rows: they may have been too many for the time that a statement has.
 * @throws DatabaseError, FilesUnavailable; the lease runs out a minute later, and the schedule goes on
 */
export async function workOnImport(
  { database, files }: Workplace,
  lease: ImportLease,
  patience = patienceInMilliseconds,
): Promise<void> {
  const until = Date.now() + patience;
  let failures = 0;
  let most = mostSliceRows;
  do {
    try {
      const work = await findWork(database, lease);
      if (!work || (await readOn({ database, files }, lease, work, most, until)) === 'OVER') return;
    } catch (error) {
      failures += 1;
      if (!(error instanceof DatabaseError) || error.failure === 'refused' || failures > mostFailures) throw error;
      most = Math.max(leastSliceRows, Math.floor(most / 4));
    }
  } while (Date.now() < until);
  await database.write((handle) => ({ left: leaveImport(handle, lease) }));
}

async function findWork(database: RequestDatabase, lease: ImportLease) {
  const { found } = await database.write((handle) => ({ found: describeWork(handle, lease) }));
  return found[0];
}

type Work = NonNullable<Awaited<ReturnType<typeof findWork>>>;

/**
 * Reads a file from where its import is.
 * @returns whether there is nothing more to do for who has the lease
 */
async function readOn(
  { database, files }: Workplace,
  lease: ImportLease,
  work: Work,
  most: number,
  until: number,
): Promise<'OVER' | 'MORE'> {
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
      const slice = await readSlice(open, reading, most);
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
          await removeFile(files, fileKey);
          return 'OVER';
        case 'MOVED':
          return 'MORE';
        case 'STOPPED':
        case undefined:
          return 'OVER';
        default:
          return unreachable(outcome);
      }
    } while (Date.now() < until);
    return 'MORE';
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await database.write((handle) => ({ failed: failImport(handle, lease, error.message) }));
    await removeFile(files, fileKey);
    return 'OVER';
  }
}

/** Removes a file of people that nothing needs any more. Without the store it stays, until the sweep removes it. */
export async function removeFile(files: Pick<FileStore, 'delete'>, key: string): Promise<void> {
  await files.delete(key).catch(() => {});
}
