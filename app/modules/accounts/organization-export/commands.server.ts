import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle, Viewer } from '#db/request-db.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { byteOrderMark, type Cell, writeCsvRows } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';
import { streamPieces } from '~/services/streams.server.ts';
import { type ArchivedFile, zipFiles } from '~/services/zip.server.ts';
import { describeTable, type ExportedRow, type PageSize, readExportPage } from './queries.server.ts';
import { type ExportedTable, exportedTables } from './tables.server.ts';

/** Of every table at once, in one request: a small organization is exported by it alone, as of one moment. */
const firstPage: PageSize = { rows: 200, bytes: 100_000 };
/** Of one table. Neon answers with 10 MiB at most. */
const nextPage: PageSize = { rows: 5000, bytes: 4_000_000 };

type Page = { row: ExportedRow; available: number }[];

/** Notes in the audit trail that the viewer takes everything of the organization away. */
function recordExport(handle: QueryHandle) {
  return callFunction(handle, 'record_export', {});
}

/**
 * Everything of the viewer's organization that they may read, a CSV file for each table, as a zip archive. Notes it in
 * the audit trail first. What is large is read page by page while it is sent, so memory stays bounded.
 * @throws a 404 for anybody but an OWNER
 */
export async function exportOrganization(request: Request, context: RequestContext): Promise<Response> {
  const { viewer, recorded, ...pages } = await context.database.write((handle) => ({
    recorded: recordExport(handle),
    ...Object.fromEntries(
      exportedTables.map((exported) => [
        describeTable(exported).name,
        readExportPage(handle, exported, firstPage, undefined),
      ]),
    ),
  }));
  const { organization } = requireRole(requireViewer(viewer, request), ['OWNER']);
  if (recorded[0]?.outcome !== 'RECORDED') throw notFound();

  const isStillOwner = (now: Viewer | null) => now?.organization?.id === organization.id && now.role === 'OWNER';
  const firstPages: Record<string, Page> = pages;

  async function* rowsOf(exported: ExportedTable): AsyncGenerator<ExportedRow[]> {
    let page = firstPages[describeTable(exported).name] ?? [];
    let size = firstPage;
    while (page.length > 0) {
      yield page.map(({ row }) => row);
      const last = page.at(-1);
      if (!last || (last.available === page.length && last.available < size.rows)) return;
      size = nextPage;
      const answer = await context.database.read((handle) => ({
        page: readExportPage(handle, exported, nextPage, last.row),
      }));
      // Row-level security would quietly show the rest of another organization, or nothing: the download breaks off.
      if (!isStillOwner(answer.viewer)) throw new Error('The right to this export ended while it was sent.');
      page = answer.page;
    }
  }

  function* files(): Generator<ArchivedFile> {
    const contents: { file: string; rows: number }[] = [];
    for (const exported of exportedTables) {
      const { name, columns } = describeTable(exported);
      const file = { file: `${name}.csv`, rows: 0 };
      contents.push(file);
      yield { name: file.file, pieces: writeTable(exported, columns, file) };
    }
    const summary = { organization: organization.name, exportedAt: new Date().toISOString(), contents };
    yield { name: 'contents.json', pieces: [`${JSON.stringify(summary, null, 2)}\n`] };
  }

  async function* writeTable(exported: ExportedTable, columns: string[], file: { rows: number }) {
    yield byteOrderMark + writeCsvRows([columns]);
    for await (const rows of rowsOf(exported)) {
      file.rows += rows.length;
      yield writeCsvRows(rows.map((row) => columns.map((column) => toCell(row[column]))));
    }
  }

  return new Response(streamPieces(zipFiles(files())), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${organization.slug}.zip"`,
    },
  });
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
