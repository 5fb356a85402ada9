import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireRole } from '~/modules/accounts/guards.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { byteOrderMark, csvResponse, writeCsvRows } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';
import { streamPieces } from '~/services/streams.server.ts';
import { campaigns } from '../module.ts';
import { detectedFile } from './detection.ts';
import { contactMapping, namesOfColumns } from './mapping.ts';
import { findDetected, type ListedProblem, listProblems } from './queries.server.ts';

const rowsPerRequest = 2_000;

/**
 * The rows that an import refused, as they stood in its file, with line and reason behind: mended, it can be imported as it is.
 * @throws a 404 for anybody but an ADMIN or OWNER with the module
 */
export async function sendRefusedRows(args: LoaderFunctionArgs, id: string): Promise<Response> {
  const { database } = args.context;
  const [visitor, { found, problems: first }] = await Promise.all([
    requireModule(args, campaigns),
    database.read((handle) => ({
      found: findDetected(handle, id),
      problems: listProblems(handle, id, 0, rowsPerRequest),
    })),
  ]);
  const { organization } = requireRole(visitor, managerRoles);
  const [described] = found;
  if (!described) throw notFound();
  const mapping = contactMapping.safeParse(described.mapping).data;
  const names = namesOfColumns(detectedFile.parse(described.detected), mapping?.headerLine ?? 0);
  const width = Math.max(names.length, ...first.map(({ cells }) => cells.length));
  const encoder = new TextEncoder();

  async function* pieces() {
    const headings = Array.from({ length: width }, (_, place) => names[place] || `Column ${place + 1}`);
    yield encoder.encode(byteOrderMark + writeCsvRows([[...headings, 'Line', 'Reason']]));
    for (let rows = first; rows.length > 0; ) {
      yield encoder.encode(writeCsvRows(rows.map((row) => toCells(row, width))));
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsPerRequest) return;
      const page = await database.read((handle) => ({ rows: listProblems(handle, id, last.line, rowsPerRequest) }));
      // Somebody who works in another organization now gets no more of it: the download breaks off.
      if (page.viewer?.organization?.id !== organization.id)
        throw new Error('The right to this file ended while it was sent.');
      rows = page.rows;
    }
  }
  return csvResponse('refused.csv', streamPieces(pieces()));
}

function toCells({ line, reason, cells }: ListedProblem, width: number) {
  return [...Array.from({ length: width }, (_, place) => cells[place] ?? ''), line, reason];
}
