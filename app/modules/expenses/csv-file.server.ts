import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import type { BatchItem } from 'drizzle-orm/batch';
import type { QueryHandle } from '#db/request-db.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { byteOrderMark, type Cell, csvResponse, writeCsvRows } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';
import { streamPieces } from '~/services/streams.server.ts';
import { expenses } from './module.ts';

const rowsPerRequest = 2_000;

/** A list as a file. */
interface CsvFile<Row, Place> {
  /** With its ending. */
  name: string;
  headings: readonly string[];
  /** At most so many rows behind a place of the list; from its start without one. */
  list: (handle: QueryHandle, after: Place | null, limit: number) => BatchItem<'pg'> & { _: { result: Row[] } };
  /** The place behind a row. */
  placeOf: (row: Row) => Place;
  toCells: (row: Row) => readonly Cell[];
}

/**
 * All rows of a list as a CSV file, read and sent piece by piece, so that books of any length fit through.
 * @throws as `requireModule` does
 */
export async function sendCsv<Row, Place>(
  args: LoaderFunctionArgs,
  { name, headings, list, placeOf, toCells }: CsvFile<Row, Place>,
): Promise<Response> {
  const { database } = args.context;
  const readPage = (after: Place | null) => database.read((handle) => ({ rows: list(handle, after, rowsPerRequest) }));
  const [visitor, first] = await Promise.all([requireModule(args, expenses), readPage(null)]);
  const encoder = new TextEncoder();

  async function* pieces() {
    yield encoder.encode(byteOrderMark + writeCsvRows([headings]));
    for (let { rows } = first; rows.length > 0; ) {
      yield encoder.encode(writeCsvRows(rows.map(toCells)));
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsPerRequest) return;
      const page = await readPage(placeOf(last));
      // Somebody who works in another organization now gets no more of it; who lost the module, finds no more rows.
      if (page.viewer?.organization?.id !== visitor.organization.id) throw notFound();
      rows = page.rows;
    }
  }
  return csvResponse(name, streamPieces(pieces()));
}
