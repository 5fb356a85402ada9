import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBindings } from '../../app/local/workerd.ts';
import { addImport, mapImport, takeImport } from '../../app/modules/expenses/imports/commands.server.ts';
import { beginningInBytes, type DetectedFile, detectFile } from '../../app/modules/expenses/imports/detection.ts';
import { csvMapping, suggestMapping } from '../../app/modules/expenses/imports/mapping.ts';
import type { ImportChoices } from '../../app/modules/expenses/imports/schema.ts';
import { commitOn, readImportOn } from '../../app/modules/expenses/imports/work.server.ts';
import { parseEnvironment } from '../../app/services/environment.server.ts';
import { createFileStore, type FileStore } from '../../app/services/files/store.server.ts';
import { createEncodingDetector } from '../../app/services/imports/encoding.ts';
import type { RequestDatabase } from '../../db/request-db.server.ts';
import { present } from './rows.ts';

/** The names of the columns of a statement that `writeStatement` makes. */
const columns = 'Date,Description,Amount,Reference';

/** A line of a statement: day, merchant, dollars (negative for money out), and the bank's id. */
export type StatementLine = readonly [date: string, merchant: string, amount: string, bankId?: string];

/** A statement as CSV. */
export function writeStatement(lines: readonly StatementLine[]): string {
  return `${columns}\n${lines.map(([date, merchant, amount, bankId = '']) => `${date},"${merchant}",${amount},${bankId}\n`).join('')}`;
}

/** A bucket of Miniflare's, in a folder of its own. Call `stop` in `afterAll`. */
export async function startFileRoom(): Promise<{ files: FileStore; stop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'lotline-imports-'));
  const { bindings, stop } = await startBindings(directory);
  const { FILES } = parseEnvironment({
    ENVIRONMENT: 'development',
    DATABASE_URL: 'postgresql://lotline_app@localhost/lotline',
    PUBLIC_URL: 'http://localhost:8787',
    COOKIE_SECRETS: 'only-for-tests-of-imports',
    FILES: bindings.FILES,
  });
  return {
    files: createFileStore(FILES),
    async stop() {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A person who imports, and the files of everybody. */
export interface Importer {
  database: RequestDatabase;
  files: FileStore;
  organizationId: string;
  /** Category of what no rule knows. */
  category: string;
}

/** Uploads a statement, as the page does; returns the id of the import. */
export async function uploadStatement(
  { database, files, organizationId }: Importer,
  content: string | Buffer,
  { account = 'Checking', id = randomUUID() }: { account?: string | null; id?: string } = {},
): Promise<{ id: string; detected: DetectedFile }> {
  const bytes = Buffer.from(content);
  const detector = createEncodingDetector();
  detector.add(bytes);
  const format = detector.finish();
  if (typeof format === 'string') throw new Error(format);
  const detected = await detectFile(bytes.subarray(0, beginningInBytes), bytes.byteLength <= beginningInBytes, format);
  const file = await files.put(`imports/${organizationId}/${randomUUID()}`, bytes, 'text/plain');
  const { added } = await database.write((handle) => ({
    added: addImport(handle, id, { fileName: 'statement.csv', file, account, detected }),
  }));
  return { id: present(added[0]?.importId), detected };
}

/** The choices that the page suggests for a file. */
export function chooseAsSuggested(
  detected: DetectedFile,
  category: string,
  moneyIn: ImportChoices['moneyIn'] = 'SKIP',
): ImportChoices {
  const columns = detected.format === 'CSV' ? csvMapping.parse(suggestMapping(detected)) : null;
  return { columns, moneyIn, category };
}

/** Uploads a statement and reads it to its end, so that its lines can be chosen. */
export async function checkStatement(
  importer: Importer,
  content: string | Buffer,
  { moneyIn, ...upload }: { moneyIn?: ImportChoices['moneyIn']; account?: string | null } = {},
): Promise<string> {
  const { id, detected } = await uploadStatement(importer, content, upload);
  const { taken } = await importer.database.write((handle) => ({
    mapped: mapImport(handle, id, chooseAsSuggested(detected, importer.category, moneyIn)),
    taken: takeImport(handle, id),
  }));
  await readImportOn(importer, id, present(taken[0]));
  return id;
}

/** Uploads a statement and imports every line that is ticked by itself. */
export async function importStatement(...checking: Parameters<typeof checkStatement>): Promise<string> {
  const id = await checkStatement(...checking);
  await commitOn(checking[0], id);
  return id;
}
