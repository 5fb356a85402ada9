import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  addImport,
  checkImport,
  type ImportLease,
  startImport,
  startUndo,
} from '../../app/modules/reid/imports/commands.server.ts';
import { beginningInBytes, detectFile } from '../../app/modules/reid/imports/detection.ts';
import { type KeptFile, keepSample } from '../../app/modules/reid/imports/sample.ts';
import { type ImportChoices, usualChoices } from '../../app/modules/reid/imports/schema.ts';
import { workOnImport } from '../../app/modules/reid/imports/work.server.ts';
import type { FileStore } from '../../app/services/files/store.server.ts';
import { createEncodingDetector } from '../../app/services/imports/encoding.ts';
import { isGzip, unpackBeginning } from '../../app/services/imports/unpacking.ts';
import type { RequestDatabase } from '../../db/request-db.server.ts';
import { present } from './rows.ts';

const fixtures = new URL('../reid/fixtures/', import.meta.url);
/** As long as a large file takes on a busy machine: what stops and goes on is tested by itself. */
const patienceInMilliseconds = 300_000;
const today = new Date().toISOString().slice(0, 10);

/** The bytes of a file of `tests/reid/fixtures`. */
export const marketFixture = (name: string) => new Uint8Array(readFileSync(new URL(name, fixtures)));

/** A person who brings in files of markets, and the files of everybody. */
export interface MarketImporter {
  database: RequestDatabase;
  files: FileStore;
  organizationId: string;
}

/** Uploads a file, as the page does; gives what the database says of it, and the file as it was understood. */
export async function uploadMarketFile(
  { database, files, organizationId }: MarketImporter,
  fileName: string,
  content: Uint8Array<ArrayBuffer> | string = marketFixture(fileName),
) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const text = isGzip(bytes)
    ? await unpackBeginning(bytes, beginningInBytes)
    : { bytes: bytes.slice(0, beginningInBytes), isCut: bytes.byteLength > beginningInBytes };
  const encoding = createEncodingDetector();
  encoding.add(text.bytes);
  const format = encoding.finish();
  if (typeof format === 'string') throw new Error(format);
  const found = await detectFile(text.bytes, !text.isCut, format, { fileName, today });
  const detected = keepSample(found, usualChoices(today), { fileName, today });
  const file = await files.put(`imports/${organizationId}/${randomUUID()}`, bytes, 'text/plain');
  const { added } = await database.write((handle) => ({
    added: addImport(handle, randomUUID(), { fileName, file, detected }),
  }));
  return { added: present(added[0]), detected };
}

/** Begins to check an import; gives the lease of the work. */
export async function beginCheck(
  { database }: MarketImporter,
  id: string,
  detected: KeptFile,
  choices: Partial<ImportChoices> = {},
): Promise<ImportLease> {
  const { checked } = await database.write((handle) => ({
    checked: checkImport(handle, id, detected, { ...usualChoices(today), from: null, ...choices }),
  }));
  return { id, lease: present(checked[0]?.lease) };
}

/** Uploads a file and checks it to its end; gives the id of its import. */
export async function checkMarketFile(
  importer: MarketImporter,
  fileName: string,
  content?: Uint8Array<ArrayBuffer> | string,
  choices?: Partial<ImportChoices>,
): Promise<string> {
  const { added, detected } = await uploadMarketFile(importer, fileName, content);
  const id = present(added.importId);
  await workOnImport(importer, await beginCheck(importer, id, detected, choices), patienceInMilliseconds);
  return id;
}

/** Begins to apply a checked import; gives the lease of the work. */
export async function beginApply({ database }: MarketImporter, id: string): Promise<ImportLease> {
  const { started } = await database.write((handle) => ({ started: startImport(handle, id) }));
  return { id, lease: present(started[0]?.lease) };
}

/** Uploads a file, checks and applies it; gives the id of its import. */
export async function importMarketFile(...file: Parameters<typeof checkMarketFile>): Promise<string> {
  const id = await checkMarketFile(...file);
  await workOnImport(file[0], await beginApply(file[0], id), patienceInMilliseconds);
  return id;
}

/** Undoes an import; gives what the database says of it. */
export async function undoMarketImport(importer: MarketImporter, id: string) {
  const { started } = await importer.database.write((handle) => ({ started: startUndo(handle, id) }));
  const answer = present(started[0]);
  if (answer.lease) await workOnImport(importer, { id, lease: answer.lease });
  return answer;
}
