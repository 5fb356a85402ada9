import { createHash } from 'node:crypto';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Row } from '#db/call-function.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { byteOrderMark, writeCsvRows } from '~/services/csv.server.ts';
import { cleanFileName } from '~/services/files/names.ts';
import type { FileStore } from '~/services/files/store.server.ts';
import { readPieces, streamPieces } from '~/services/streams.server.ts';
import { type ArchivedFile, zipFiles } from '~/services/zip.server.ts';
import { computeReport } from './computation.ts';
import type { ReportSection } from './content.ts';
import { lineHeadings, writeLines } from './csv-rows.ts';
import { EvidenceIndex } from './evidence-index.tsx';
import { reportKeys } from './generation.server.ts';
import { findRowsDigest } from './manifest.ts';
import type { ReportTemplate } from './templates.ts';

/** What evidence is made of: a complete report and the receipts of one part. */
export interface Evidence {
  report: {
    id: string;
    organizationId: string;
    name: string;
    template: ReportTemplate;
    taxYear: number;
    isInWholeDollars: boolean;
    holdsTaxes: boolean;
    madeAt: string;
    manifestHash: string | null;
    sections: ReportSection[];
  };
  receipts: readonly Row<'list_evidence_receipts'>[];
  part: number;
  parts: number;
}

/** A file that was left out, and why. */
interface Missing {
  name: string;
  reason: string;
}

/**
 * A part of a report's evidence as a zip archive, packed while it is sent. Every file is compared with what the manifest says of it;
 * one that is gone or was changed is left out, named in `MISSING.txt`, and logged.
 */
export function sendEvidence(
  { files, requestId }: Pick<RequestContext, 'files' | 'requestId'>,
  evidence: Evidence,
): Response {
  const { report, part, parts } = evidence;
  const missing: Missing[] = [];
  const leaveOut = (name: string, reason: string) => {
    missing.push({ name, reason });
    console.error(JSON.stringify({ requestId, work: 'evidence', report: report.id, file: name, problem: reason }));
  };
  const name = cleanFileName(`${report.name} evidence${parts > 1 ? ` part ${part} of ${parts}` : ''}.zip`);
  const pieces = zipFiles(archiveFiles(files, evidence, { missing, leaveOut }), {
    isStored: true,
    date: new Date(report.madeAt),
  });
  return new Response(streamPieces(pieces), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${name.replaceAll(/[^\x20-\x7e]|["\\]/g, '_')}"`,
    },
  });
}

interface Losses {
  missing: readonly Missing[];
  leaveOut: (name: string, reason: string) => void;
}

async function* archiveFiles(
  files: FileStore,
  { report, receipts, part, parts }: Evidence,
  { missing, leaveOut }: Losses,
): AsyncGenerator<ArchivedFile> {
  const named = receipts.map((receipt) => ({ ...receipt, name: nameReceipt(receipt) }));
  const tables = computeReport(report);
  const index = createElement(EvidenceIndex, { report, tables, receipts: named, part, parts });
  yield { name: 'index.html', pieces: [`<!doctype html>\n${renderToStaticMarkup(index)}\n`] };

  const keys = reportKeys(report);
  const manifest = await inspectFile(files, keys.manifest);
  const isManifest = manifest !== undefined && manifest.digest === report.manifestHash;
  const rowsDigest = isManifest ? findRowsDigest(manifest.end) : undefined;
  const rows = await inspectFile(files, keys.rows);
  if (rows && rows.digest === rowsDigest) yield { name: 'rows.csv', pieces: readFile(files, keys.rows) };
  else leaveOut('rows.csv', rows ? changed : gone);
  // Lines tell income and the estimate; reports of expenses alone have sums, which are in the index.
  if (report.holdsTaxes)
    yield { name: 'computation.csv', pieces: [byteOrderMark + writeCsvRows([lineHeadings, ...writeLines(tables)])] };

  for (const receipt of named) {
    // At most 10 MB. It is compared before a byte of it is sent, so it is read as a whole.
    const bytes = await readWhole(files, receipt.fileKey);
    const isIt = bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === receipt.sha256;
    if (isIt) yield { name: receipt.name, pieces: [bytes] };
    else leaveOut(receipt.name, bytes ? changed : gone);
  }

  if (isManifest) yield { name: 'manifest.json', pieces: readFile(files, keys.manifest) };
  else leaveOut('manifest.json', manifest ? changed : gone);
  if (missing.length > 0) {
    const lines = missing.map(({ name, reason }) => `${name}: ${reason}\n`).join('');
    yield { name: 'MISSING.txt', pieces: [`These files are not in this archive.\n\n${lines}`] };
  }
}

const changed = 'it is not the file that the manifest names, because its SHA-256 is another one';
const gone = 'it is no longer kept';

/** The name of a receipt in the archive: its row first, so that it sorts as the rows do, and never twice the same. */
function nameReceipt({ position, receiptId, fileName }: Row<'list_evidence_receipts'>): string {
  return `receipts/${String(position).padStart(6, '0')}-${receiptId.slice(0, 8)}-${cleanFileName(fileName)}`;
}

/** The SHA-256 of a kept file, and its last kilobyte; undefined where there is none. */
async function inspectFile(files: FileStore, key: string): Promise<{ digest: string; end: string } | undefined> {
  const file = await files.get(key);
  if (!file) return undefined;
  const hash = createHash('sha256');
  const decoder = new TextDecoder();
  let end = '';
  for await (const piece of readPieces(file.body)) {
    hash.update(piece);
    end = (end + decoder.decode(piece, { stream: true })).slice(-1_000);
  }
  return { digest: hash.digest('hex'), end };
}

async function* readFile(files: FileStore, key: string): AsyncGenerator<Uint8Array> {
  const file = await files.get(key);
  // It was there a moment ago; the download breaks off rather than end as if it were complete.
  if (!file) throw new Error(`${key} is gone.`);
  yield* readPieces(file.body);
}

async function readWhole(files: FileStore, key: string): Promise<Uint8Array | undefined> {
  const file = await files.get(key);
  return file && new Uint8Array(await new Response(file.body).arrayBuffer());
}
