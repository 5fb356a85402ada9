import { createHash } from 'node:crypto';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { byteOrderMark, writeCsvRows } from '~/services/csv.server.ts';
import { FilesUnavailable } from '~/services/files/store.server.ts';
import { loadFonts } from '~/services/pdf/document.ts';
import { readPieces } from '~/services/streams.server.ts';
import { type FrozenReport, type FrozenRow, reportSchema, rowSchema } from './content.ts';
import { rowHeadings, writeRow } from './csv-rows.ts';
import { beginManifest, endManifest, writeManifestRow } from './manifest.ts';
import { startReportPdf } from './pdf.server.ts';

/** The keys of a report's files. They are the same at every attempt, and so are the bytes: an attempt that was cut leaves nothing over. */
export function reportKeys({ organizationId, id }: Pick<FrozenReport, 'organizationId' | 'id'>) {
  const folder = `reports/${organizationId}/${id}`;
  return { pdf: `${folder}/report.pdf`, rows: `${folder}/rows.csv`, manifest: `${folder}/manifest.json` };
}

/** A report that is being made, and which attempt this is. */
interface Attempt {
  id: string;
  attempt: number;
}

function describeReport(handle: QueryHandle, { id, attempt }: Attempt) {
  return callFunction(handle, 'describe_tax_report', { id, attempt });
}

function readRows(handle: QueryHandle, { id, attempt }: Attempt, after: number) {
  return callFunction(handle, 'read_tax_report_rows', { id, attempt, after });
}

/**
 * Makes the files of a report from its frozen rows, one request to the database for each 2,000 of them, and never more than those
 * in memory. Does nothing for an attempt that is no longer the one under way. When it fails, it notes why: the schedule tries once
 * more, ten minutes after the first try.
 */
export async function generateReport(
  context: Pick<SystemContext, 'database' | 'files'>,
  attempt: Attempt,
): Promise<void> {
  const { database } = context;
  const startedAt = Date.now();
  try {
    const first = await database.read((handle) => ({
      described: describeReport(handle, attempt),
      rows: readRows(handle, attempt, 0),
    }));
    const described = first.described[0]?.value;
    if (!described) return;
    const report = reportSchema.parse(described);
    const files = await writeFiles(context, report, readPages(context, report, attempt, first.rows));
    const keys = reportKeys(report);
    await database.write((handle) => ({
      finished: callFunction(handle, 'finish_tax_report', {
        ...attempt,
        pdfKey: keys.pdf,
        pdfSize: files.pdfSize,
        csvKey: keys.rows,
        csvSize: files.rowsSize,
        manifestHash: files.manifestHash,
        milliseconds: Date.now() - startedAt,
      }),
    }));
  } catch (error) {
    const problem = error instanceof FilesUnavailable ? 'Files cannot be kept at the moment.' : 'It could not be made.';
    await database.write((handle) => ({
      failed: callFunction(handle, 'fail_tax_report', { ...attempt, problem }),
    }));
    throw error;
  }
}

/** The rows of a report in pages, as the attempt under way reads them. */
async function* readPages(
  { database }: Pick<SystemContext, 'database'>,
  { sections }: FrozenReport,
  attempt: Attempt,
  first: unknown[],
): AsyncGenerator<FrozenRow[]> {
  const total = sections.reduce((sum, { count }) => sum + count, 0);
  let page = rowSchema.array().parse(first);
  for (;;) {
    yield page;
    const last = page.at(-1)?.position ?? 0;
    if (last >= total) return;
    const answer = await database.read((handle) => ({ rows: readRows(handle, attempt, last) }));
    page = rowSchema.array().parse(answer.rows);
    if (page.length === 0) throw new Error('The report is being made by somebody else now.');
  }
}

/** Writes the rows and the manifest while the rows are read, and the PDF once they are. */
async function writeFiles(
  { files }: Pick<SystemContext, 'files'>,
  report: FrozenReport,
  pages: AsyncIterable<FrozenRow[]>,
) {
  await loadFonts();
  const keys = reportKeys(report);
  const rows = new TransformStream<Uint8Array, Uint8Array>();
  const manifest = new TransformStream<Uint8Array, Uint8Array>();
  const pdf = startReportPdf(report);

  const rowsWriter = rows.writable.getWriter();
  const manifestWriter = manifest.writable.getWriter();

  const produce = async () => {
    const encoder = new TextEncoder();
    const digest = createHash('sha256');
    const writeRows = (text: string) => {
      const bytes = encoder.encode(text);
      digest.update(bytes);
      return rowsWriter.write(bytes);
    };
    await writeRows(byteOrderMark + writeCsvRows([rowHeadings]));
    await manifestWriter.write(encoder.encode(beginManifest(report)));
    let separator = '';
    for await (const page of pages) {
      for (const row of page) pdf.addRow(row);
      if (page.length === 0) continue;
      await writeRows(writeCsvRows(page.map(writeRow)));
      await manifestWriter.write(encoder.encode(separator + page.map(writeManifestRow).join(',\n')));
      separator = ',\n';
    }
    await rowsWriter.close();
    await manifestWriter.write(encoder.encode(endManifest(digest.digest('hex'))));
    await manifestWriter.close();
  };
  const keep = async (key: string, { readable }: typeof rows, type: string) => {
    try {
      return await files.put(key, readPieces(readable), type);
    } catch (error) {
      // Refused before a piece was taken: whoever writes the pieces would wait for ever.
      if (!readable.locked) await readable.cancel(error);
      throw error;
    }
  };
  const writing = [
    keep(keys.rows, rows, 'text/csv; charset=utf-8'),
    keep(keys.manifest, manifest, 'application/json'),
  ] as const;
  // Files that are waited for would wait for ever for rows that do not come.
  const producing = produce().catch(async (error: unknown) => {
    await Promise.allSettled([rowsWriter.abort(error), manifestWriter.abort(error)]);
    throw error;
  });
  const results = await Promise.allSettled([...writing, producing]);
  const problems = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  // Of several problems that follow from each other, the storage's is the first.
  if (problems.length > 0) throw problems.find((problem) => problem instanceof FilesUnavailable) ?? problems.at(-1);
  const [writtenRows, writtenManifest] = await Promise.all(writing);
  const writtenPdf = await files.put(keys.pdf, pdf.finish(), 'application/pdf');
  return { pdfSize: writtenPdf.size, rowsSize: writtenRows.size, manifestHash: writtenManifest.digest };
}

/** Reports at a time for the schedule, which has more to do. */
const reportsAtOnce = 3;

/** Tries reports once more that were not finished ten minutes after they were asked for, and gives up those that failed twice. */
export async function generateDueReports(
  context: Pick<SystemContext, 'database' | 'files' | 'requestId'>,
): Promise<{ reports: number; failed: number }> {
  const { claimed } = await context.database.write((handle) => ({
    claimed: callFunction(handle, 'claim_tax_reports', { limit: reportsAtOnce }),
  }));
  let failed = 0;
  for (const attempt of claimed) {
    try {
      await generateReport(context, attempt);
    } catch (error) {
      failed += 1;
      console.error(
        JSON.stringify({ requestId: context.requestId, task: 'tax reports', report: attempt.id, error: String(error) }),
      );
    }
  }
  return { reports: claimed.length, failed };
}
