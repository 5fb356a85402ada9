import { randomUUID } from 'node:crypto';
import { takeImport } from '../../app/modules/expenses/imports/commands.server.ts';
import { commitOn, readImportOn, undoOn } from '../../app/modules/expenses/imports/work.server.ts';
import type { RequestDatabase } from '../../db/request-db.server.ts';
import {
  checkStatement,
  type Importer,
  type StatementLine,
  startFileRoom,
  writeStatement,
} from '../factories/imports.ts';

/** What an import of the largest file took. */
export interface ImportMeasure {
  step: 'read and check' | 'import' | 'undo';
  lines: number;
  milliseconds: number;
  /** Requests to the database. */
  requests: number;
  linesPerSecond: number;
}

/**
 * Imports a statement of so many lines and takes it back, as the pages do, and measures each step.
 * @param database  as somebody who may import
 * @param category  id of the category of the lines
 */
export async function measureImport(
  database: RequestDatabase,
  { organizationId, category, lines = 50_000 }: { organizationId: string; category: string; lines?: number },
): Promise<ImportMeasure[]> {
  const room = await startFileRoom();
  const importer: Importer = { database, files: room.files, organizationId, category };
  const measures: ImportMeasure[] = [];
  const measure = async <Result>(step: ImportMeasure['step'], work: () => Promise<Result>): Promise<Result> => {
    const { requests } = database.cost;
    const startedAt = performance.now();
    const result = await work();
    const milliseconds = performance.now() - startedAt;
    measures.push({
      step,
      lines,
      milliseconds,
      requests: database.cost.requests - requests,
      linesPerSecond: lines / (milliseconds / 1000),
    });
    return result;
  };
  try {
    const id = await measure('read and check', async () => {
      const started = await checkStatement(importer, writeLongStatement(lines), { account: `Account ${randomUUID()}` });
      await readToTheEnd(importer, started);
      return started;
    });
    await measure('import', async () => {
      while ((await commitOn(importer, id)) === 'COMMITTED');
    });
    await measure('undo', async () => {
      while ((await undoOn(database, id)) === 'REMOVED');
    });
  } finally {
    await room.stop();
  }
  return measures;
}

async function readToTheEnd(importer: Importer, id: string): Promise<void> {
  for (;;) {
    const { taken } = await importer.database.write((handle) => ({ taken: takeImport(handle, id) }));
    const [one] = taken;
    if (one?.outcome !== 'TAKEN') return;
    await readImportOn(importer, id, one);
  }
}

/** A statement of so many lines, each of another merchant and amount. */
function writeLongStatement(lines: number): string {
  return writeStatement(
    Array.from(
      { length: lines },
      (_, place): StatementLine => [
        `2026-0${1 + (place % 9)}-${String(1 + (place % 28)).padStart(2, '0')}`,
        `Merchant ${place}`,
        `-${place + 1}.00`,
        `R${place}`,
      ],
    ),
  );
}
