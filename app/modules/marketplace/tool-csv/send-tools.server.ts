import type { Viewer } from '#db/request-db.server.ts';
import type { RequestContext } from '~/load-context.ts';
import type { ToolListFilters } from '~/modules/marketplace/tool-editor/filters.ts';
import { byteOrderMark, csvResponse, writeCsvRows } from '~/services/csv.server.ts';
import { streamPieces } from '~/services/streams.server.ts';
import { csvColumns, headingOf, writeCell } from './columns.ts';
import { exportedAtOnce, listToolsToExport } from './queries.server.ts';

/**
 * The tools that match, as a CSV file that can be imported again. Read and sent 500 at a time, so that a catalog of any size fits
 * through.
 * @param guard  throws for a viewer who may not read them
 */
export async function sendToolsCsv(
  context: RequestContext,
  filters: ToolListFilters,
  guard: (viewer: Viewer | null) => void,
): Promise<Response> {
  const readPage = (read: number) =>
    context.database.read((handle) => ({ tools: listToolsToExport(handle, filters, read) }));
  const first = await readPage(0);
  guard(first.viewer);
  const encoder = new TextEncoder();

  async function* pieces() {
    yield encoder.encode(byteOrderMark + writeCsvRows([csvColumns.map(headingOf)]));
    let { tools } = first;
    for (let read = 0; tools.length > 0; ) {
      yield encoder.encode(writeCsvRows(tools.map((tool) => csvColumns.map((column) => writeCell(column, tool)))));
      if (tools.length < exportedAtOnce) return;
      read += tools.length;
      const next = await readPage(read);
      guard(next.viewer);
      tools = next.tools;
    }
  }
  return csvResponse('tools.csv', streamPieces(pieces()));
}
