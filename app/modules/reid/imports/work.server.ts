import { DatabaseError } from '#db/errors.server.ts';
import type { RequestDatabase } from '#db/request-db.server.ts';
import type { FileStore } from '~/services/files/store.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import {
  applyRows,
  claimImports,
  describeWork,
  type ImportLease,
  keepParts,
  leaveImport,
  narrowCheck,
  refuseImport,
  stageRows,
  undoRows,
} from './commands.server.ts';
import { detectedFile } from './detection.ts';
import { readZillowPeriods } from './formats/zillow.ts';
import { removeParts, writeParts } from './parts.server.ts';
import { startOfMonthBefore } from './periods.ts';
import { createReader } from './reader.ts';
import { keptFile } from './sample.ts';
import { answersOf, fewerMonths, importChoices, mostRows } from './schema.ts';
import { fileParts, readingPlace, readSlice } from './slices.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** How long one request works behind its answer. */
const patienceInMilliseconds = 20_000;
/** A slice that took less gets twice as many rows the next time. */
const quickInMilliseconds = 1_500;
const mostSliceRows = 32_000;
const leastSliceRows = 125;
/** Failures of the database in one go; then the schedule tries again. */
const mostFailures = 4;

interface Workplace {
  database: RequestDatabase;
  files: FileStore;
}

type Work = Awaited<ReturnType<typeof findWork>>;
/** Whether there is more to do, nothing more for who has the lease, or the last row was applied just now. */
type Progress = 'MORE' | 'DONE' | 'APPLIED';

/**
 * Works on an import until it is checked, applied or undone, or 20 seconds have passed; then it leaves the rest to the schedule.
 * Whatever is cut off on the way has lost nothing: each slice is written once, however often it is sent.
 * @returns whether it was applied to its end, so that alerts may have left something to be sent
 * @throws DatabaseError, FilesUnavailable; the lease runs out a minute later, and the schedule goes on
 */
export async function workOnImport(
  { database, files }: Workplace,
  lease: ImportLease,
  patience = patienceInMilliseconds,
): Promise<boolean> {
  const until = Date.now() + patience;
  const isOver = () => Date.now() >= until;
  let failures = 0;
  let most = mostSliceRows;
  while (!isOver()) {
    try {
      const work = await findWork(database, lease);
      if (!work) return false;
      const rows = Math.min(work.sliceRows, most);
      const progress = await workOn({ database, files }, lease, work, rows, isOver);
      if (progress !== 'MORE') return progress === 'APPLIED';
    } catch (error) {
      failures += 1;
      if (!(error instanceof DatabaseError) || error.failure === 'refused' || failures > mostFailures) throw error;
      // It may have been too much for the time that a statement has; and it may have been written, which the next look tells.
      most = Math.max(leastSliceRows, Math.floor(most / 2 ** (failures === 1 ? 5 : 1)));
    }
  }
  await database.write((handle) => ({ left: leaveImport(handle, lease) }));
  return false;
}

async function findWork(database: RequestDatabase, lease: ImportLease) {
  const { found } = await database.write((handle) => ({ found: describeWork(handle, lease) }));
  return found[0];
}

async function workOn(
  place: Workplace,
  lease: ImportLease,
  work: NonNullable<Work>,
  rows: number,
  isOver: () => boolean,
): Promise<Progress> {
  switch (work.status) {
    case 'CHECKING':
      return await checkOn(place, lease, work, isOver);
    case 'APPLYING':
      return await repeat(rows, isOver, async (most) => {
        const { done } = await place.database.write((handle) => ({ done: applyRows(handle, lease, most) }));
        const outcome = done[0]?.outcome;
        return outcome === 'APPLYING' ? 'MORE' : outcome === 'APPLIED' ? 'APPLIED' : 'DONE';
      });
    case 'UNDOING':
      return await repeat(rows, isOver, async (most) => {
        const { done } = await place.database.write((handle) => ({ done: undoRows(handle, lease, most) }));
        return done[0]?.outcome === 'UNDOING' ? 'MORE' : 'DONE';
      });
    default:
      return 'DONE';
  }
}

/** Repeats a step that takes so many rows, with twice as many once it is quick. */
async function repeat(
  first: number,
  isOver: () => boolean,
  step: (rows: number) => Promise<Progress>,
): Promise<Progress> {
  let rows = first;
  do {
    const startedAt = Date.now();
    const progress = await step(rows);
    if (progress !== 'MORE') return progress;
    if (Date.now() - startedAt < quickInMilliseconds) rows = Math.min(rows * 2, mostSliceRows);
  } while (!isOver());
  return 'MORE';
}

async function checkOn(
  place: Workplace,
  lease: ImportLease,
  work: NonNullable<Work>,
  isOver: () => boolean,
): Promise<Progress> {
  try {
    return await stageOn(place, lease, work, isOver);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await place.database.write((handle) => ({ refused: refuseImport(handle, lease, error.message) }));
    await removeParts(place.files, work.fileKey, fileParts.parse(work.parts));
    return 'DONE';
  }
}

/** Unpacks the file where that is still to be done, and stages its rows, 2,000 a request. */
async function stageOn(
  { database, files }: Workplace,
  lease: ImportLease,
  work: NonNullable<Work>,
  isOver: () => boolean,
): Promise<Progress> {
  const { fileKey, fileName, fileSize } = work;
  const choices = importChoices.parse(work.choices);
  let parts = fileParts.parse(work.parts);
  let detected = detectedFile.parse(work.detected);
  if (parts.length === 0) {
    const written = await writeParts(files, { fileKey, fileSize, detected: keptFile.parse(work.detected) });
    ({ parts, detected } = written);
    const { kept } = await database.write((handle) => ({ kept: keepParts(handle, lease, parts, written.detected) }));
    if (kept[0]?.outcome !== 'KEPT') return 'DONE';
  }
  const today = new Date().toISOString().slice(0, 10);
  const reader = createReader(
    detected,
    answersOf(choices),
    { from: choices.from, states: choices.states, today },
    fileName,
  );
  const dates = findDates(detected, fileName, choices.from, today);
  const open = async ({ key }: { key: string }, fromByte: number) => {
    const file = await files.get(key, fromByte);
    if (!file) throw new UnreadableFile('The file is no longer kept. Upload it again.');
    return file.body;
  };
  let place = readingPlace.parse(work.checkedThrough ?? {});
  do {
    // The file is opened anew for each slice: a connection to the store that waits for the database may be closed meanwhile.
    const slice = await readSlice(open, { detected, parts, place }, reader);
    const from = place.records;
    const { staged } = await database.write((handle) => ({ staged: stageRows(handle, lease, from, slice, dates) }));
    const outcome = staged[0]?.outcome;
    switch (outcome) {
      case 'STAGED':
        place = slice.next;
        break;
      case 'READY':
      case 'REFUSED':
        await removeParts(files, fileKey, parts);
        return 'DONE';
      case 'TOO_MANY': {
        const later = startOfMonthBefore(today, fewerMonths);
        const isNarrow = choices.from !== null && choices.from >= later;
        if (isNarrow || detected.format === 'CENSUS' || detected.format.startsWith('NCES')) {
          throw new UnreadableFile(
            `The file has more than ${mostRows.toLocaleString('en-US')} rows, even from ${choices.from ?? 'its first day'}. Enter a later day under “From”, or a few states under “States”, and check it again.`,
          );
        }
        const narrowed = { ...choices, from: later, narrowedFrom: choices.from };
        await database.write((handle) => ({ begun: narrowCheck(handle, lease, narrowed) }));
        return 'MORE';
      }
      case 'MOVED':
        return 'MORE';
      case 'STOPPED':
      case undefined:
        return 'DONE';
      default:
        return unreachable(outcome);
    }
  } while (!isOver());
  return 'MORE';
}

/** The days of a file whose header tells them: a figure that is gone from all areas of its last month is withdrawn, too. */
function findDates(detected: Parameters<typeof createReader>[0], fileName: string, from: string | null, today: string) {
  if (detected.format !== 'ZILLOW') return undefined;
  const days = readZillowPeriods(detected.columns, fileName, today)
    .dates.map(({ day }) => day)
    .filter((day) => from === null || day >= from)
    .sort();
  const [first] = days;
  const last = days.at(-1);
  return first && last ? { first, last } : undefined;
}

/**
 * Goes on with imports that somebody left, one after the other, for 20 seconds in all. One that fails is logged, keeps no other from
 * its turn, and is tried again by a later run.
 */
export async function workOnDueImports({
  database,
  files,
}: Workplace): Promise<{ worked: number; failures: string[] }> {
  const until = Date.now() + patienceInMilliseconds;
  const failures: string[] = [];
  let worked = 0;
  while (Date.now() < until) {
    const { due } = await database.write((handle) => ({ due: claimImports(handle, 1) }));
    const [lease] = due;
    if (!lease) break;
    worked += 1;
    await workOnImport({ database, files }, lease, until - Date.now()).catch((error: unknown) => {
      failures.push(`${lease.id}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  return { worked, failures };
}
