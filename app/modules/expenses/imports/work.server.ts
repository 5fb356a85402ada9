import type { Outcome } from '#db/call-function.server.ts';
import type { RequestDatabase } from '#db/request-db.server.ts';
import type { FileStore } from '~/services/files/store.server.ts';
import { lastBookYear } from '../book-years.ts';
import { chooseLines, commitImport, failImport, stageLines, undoImport } from './commands.server.ts';
import { detectedFile, UnreadableFile } from './detection.ts';
import { findFileKey } from './queries.server.ts';
import { importChoices } from './schema.ts';
import { goBehind, type ReadableImport, readSlice } from './slices.ts';

/** How long one request works before it answers with what it has done: a person waits for it. */
const patienceInMilliseconds = 8_000;

/** An import as `take_expense_import` gives it. */
export interface TakenImport {
  fileKey: string | null;
  account: string | null;
  detected: unknown;
  mapping: unknown;
  nextByte: number | null;
  nextLine: number | null;
  linesCount: number | null;
}

/**
 * Reads a file on and keeps its lines, 2,000 a request to the database, until it ends or the person has waited long enough. A file
 * that cannot be read to its end ends its import.
 * @throws FilesUnavailable and DatabaseError; what was kept stays, and the next request goes on behind it
 */
export async function readImportOn(
  { database, files }: { database: RequestDatabase; files: Pick<FileStore, 'get' | 'delete'> },
  id: string,
  taken: TakenImport,
): Promise<void> {
  const { fileKey } = taken;
  if (fileKey === null) return;
  const choices = importChoices.parse(taken.mapping);
  let reading: ReadableImport = {
    detected: detectedFile.parse(taken.detected),
    mapping: choices.columns,
    account: taken.account,
    nextByte: taken.nextByte ?? 0,
    nextLine: taken.nextLine ?? 1,
    linesCount: taken.linesCount ?? 0,
  };
  const open = async (fromByte: number) => {
    const file = await files.get(fileKey, fromByte);
    if (!file) throw new UnreadableFile('The file is no longer kept. Upload it again.');
    return file.body;
  };
  const startedAt = Date.now();
  try {
    for (let isLast = false; !isLast; ) {
      // The file is opened anew for each slice: a connection to the store that waits for the database may be closed meanwhile.
      const slice = await readSlice(open, reading, lastBookYear());
      const goesOn = Date.now() - startedAt < patienceInMilliseconds;
      const { staged } = await database.write((handle) => ({
        staged: stageLines(handle, id, reading.nextByte, slice, goesOn),
      }));
      if (staged[0]?.outcome !== 'STAGED' || !goesOn) return;
      reading = goBehind(reading, slice);
      isLast = slice.isLast;
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await database.write((handle) => ({ failed: failImport(handle, id, error.message) }));
    await files.delete(fileKey);
  }
}

/**
 * Writes the chosen lines, 2,000 a request, until all are written or the person has waited long enough. The file goes once nothing is
 * left to read of it: it tells more of the account than the lines do.
 * @param ticks  the lines of the page, and those of them that are ticked, to be kept first
 */
export async function commitOn(
  { database, files }: { database: RequestDatabase; files: Pick<FileStore, 'delete'> },
  id: string,
  ticks: { shown: readonly number[]; ticked: readonly number[] } = { shown: [], ticked: [] },
): Promise<Outcome<'commit_expense_import'> | undefined> {
  let { shown } = ticks;
  return await workOn(async () => {
    const chosen = shown;
    shown = [];
    const { done, file } = await database.write((handle) => ({
      chosen: chooseLines(handle, id, chosen, ticks.ticked),
      done: commitImport(handle, id),
      file: findFileKey(handle, id),
    }));
    const outcome = done[0]?.outcome;
    // Without the store the file stays. Nobody is kept from their books by that.
    if (outcome === 'COMPLETED' && file[0]) await files.delete(file[0].key).catch(() => {});
    return outcome;
  }, 'COMMITTED');
}

/** Takes lines back, 2,000 a request, until all were looked at or the person has waited long enough. */
export function undoOn(database: RequestDatabase, id: string): Promise<Outcome<'undo_expense_import'> | undefined> {
  return workOn(async () => {
    const { done } = await database.write((handle) => ({ done: undoImport(handle, id) }));
    return done[0]?.outcome;
  }, 'REMOVED');
}

/** Repeats a step while it answers that there is more. */
async function workOn<Answer>(step: () => Promise<Answer>, more: Answer): Promise<Answer> {
  const startedAt = Date.now();
  let answer = await step();
  while (answer === more && Date.now() - startedAt < patienceInMilliseconds) answer = await step();
  return answer;
}
