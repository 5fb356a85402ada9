import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startBindings } from '../../app/local/workerd.ts';
import { sectionsSchema } from '../../app/modules/expenses/reports/content.ts';
import { sendEvidence } from '../../app/modules/expenses/reports/evidence.server.ts';
import { generateReport, reportKeys } from '../../app/modules/expenses/reports/generation.server.ts';
import { findReport, listEvidenceReceipts } from '../../app/modules/expenses/reports/queries.server.ts';
import { parseEnvironment } from '../../app/services/environment.server.ts';
import { createFileStore, type FileStore } from '../../app/services/files/store.server.ts';
import { type AskedReport, addExpense, startReport } from '../factories/expense-reports.ts';
import { insertRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let directory: string;
let cloudflare: Awaited<ReturnType<typeof startBindings>>;
let files: FileStore;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
  directory = await mkdtemp(join(tmpdir(), 'lotline-evidence-'));
  cloudflare = await startBindings(directory);
  const { FILES } = parseEnvironment({
    ENVIRONMENT: 'development',
    DATABASE_URL: database.appUrl,
    PUBLIC_URL: 'http://localhost:8787',
    COOKIE_SECRETS: 'only-for-tests-of-evidence',
    FILES: cloudflare.bindings.FILES,
  });
  files = createFileStore(FILES);
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
});

afterAll(async () => {
  await cloudflare?.stop();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

/** Keeps a receipt of an expense. */
async function addReceipt(expenseId: string, content: string) {
  const key = `receipts/${organization.id}/${expenseId}/${randomUUID()}`;
  const { digest, size } = await files.put(key, new TextEncoder().encode(content), 'application/pdf');
  const row = await insertRow(database.sql, 'receipts', {
    organization_id: organization.id,
    expense_id: expenseId,
    file_name: '../../évil name?.pdf',
    file_key: key,
    file_type: 'application/pdf',
    file_size_bytes: size,
    content_hash: digest,
  });
  return { id: String(row.id), key, digest };
}

/** Makes a report and gives its id. */
async function make(asked: AskedReport = {}) {
  const { id } = await startReport(database.asApp, organization.owner, asked);
  await generateReport({ database: requestDatabase(database), files }, { id, attempt: 1 });
  return id;
}

/** What somebody gets as the evidence of a report: the archive, and its files. */
async function download(id: string, person: TestPerson = organization.owner) {
  const { found, receipts } = await requestDatabase(database, person.tokenHash).read((handle) => ({
    found: findReport(handle, id),
    receipts: listEvidenceReceipts(handle, id),
  }));
  const report = present(found[0]);
  const response = sendEvidence(
    { files, requestId: 'a request' },
    { report: { ...report, sections: sectionsSchema.parse(report.sections) }, receipts, part: 1, parts: 1 },
  );
  const bytes = new Uint8Array(await response.arrayBuffer());
  const names = unzipSync(bytes);
  const file = (name: string) => present(names[name]);
  const text = (name: string) => new TextDecoder().decode(file(name));
  return { bytes, names: Object.keys(names), file, text, manifestHash: report.manifestHash, receipts };
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

test('evidence holds the rows, the computation, the manifest and every receipt once, also those that parts of a split share', async () => {
  const first = await addExpense(database.sql, organization, { date: '2022-05-06' });
  await database.sql.query('update expenses set split_id = id where id = $1', [first.id]);
  await addExpense(database.sql, organization, { date: '2022-05-06', split_id: first.id });
  const receipt = await addReceipt(first.id, 'the first receipt');
  const id = await make({ template: 'SCHEDULE_C', taxYear: 2022 });
  const evidence = await download(id);
  const name = `receipts/000001-${receipt.id.slice(0, 8)}-évil name.pdf`;
  expect(evidence.names).toEqual(['index.html', 'rows.csv', 'computation.csv', name, 'manifest.json']);
  expect(sha256(evidence.text(name))).toBe(receipt.digest);
  expect(sha256(evidence.text('manifest.json'))).toBe(evidence.manifestHash);
  const manifest = JSON.parse(evidence.text('manifest.json'));
  expect(
    manifest.rows
      .flatMap((row: { receipts?: { sha256: string }[] }) => row.receipts ?? [])
      .map((each: { sha256: string }) => each.sha256),
  ).toEqual([receipt.digest, receipt.digest]);
  expect(manifest.files['rows.csv']).toBe(sha256(evidence.file('rows.csv')));
  // The same evidence twice is the same archive.
  expect(sha256((await download(id)).bytes)).toBe(sha256(evidence.bytes));
});

test('a receipt with a changed byte, one that is gone, and changed rows are left out, named and logged', async () => {
  const expense = await addExpense(database.sql, organization, { date: '2023-05-06' });
  const [good, changed, gone] = [
    await addReceipt(expense.id, 'good'),
    await addReceipt(expense.id, 'changed'),
    await addReceipt(expense.id, 'gone'),
  ];
  const id = await make({ taxYear: 2023 });
  await files.put(changed.key, new TextEncoder().encode('Changed'), 'application/pdf');
  await files.delete(gone.key);
  await files.put(
    reportKeys({ organizationId: organization.id, id }).rows,
    new TextEncoder().encode('other rows'),
    'text/csv',
  );
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const evidence = await download(id);
  const logged = log.mock.calls.map(([line]) => String(line));
  log.mockRestore();
  expect(evidence.names).toEqual([
    'index.html',
    `receipts/000001-${good.id.slice(0, 8)}-évil name.pdf`,
    'manifest.json',
    'MISSING.txt',
  ]);
  const missing = evidence.text('MISSING.txt');
  expect(missing).toContain(`${changed.id.slice(0, 8)}-évil name.pdf: it is not the file`);
  expect(missing).toContain(`${gone.id.slice(0, 8)}-évil name.pdf: it is no longer kept`);
  expect(missing).toContain('rows.csv: it is not the file');
  expect(logged).toHaveLength(3);
});

test('a changed manifest is left out, and the rows with it, because nothing vouches for them', async () => {
  const id = await make({ taxYear: 2023 });
  await files.put(
    reportKeys({ organizationId: organization.id, id }).manifest,
    new TextEncoder().encode('{}'),
    'application/json',
  );
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const evidence = await download(id);
  log.mockRestore();
  expect(evidence.text('MISSING.txt')).toMatch(/manifest\.json: it is not the file/);
  expect(evidence.names).not.toContain('manifest.json');
});

test('a MEMBER gets no receipts of others from a report that is shared with everybody', async () => {
  const expense = await addExpense(database.sql, organization, { date: '2021-05-06', user_id: organization.owner.id });
  await addReceipt(expense.id, 'of the owner');
  const id = await make({ taxYear: 2021, isShared: true });
  expect((await download(id, organization.viewer)).receipts).toHaveLength(1);
  expect((await download(id, organization.member)).receipts).toHaveLength(0);
});
