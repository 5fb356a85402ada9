import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireModule } from '~/modules/gate.server.ts';
import { findImport, listProblems } from '~/modules/reid/imports/queries.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { csvResponse, writeCsv } from '~/services/csv.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';

/** The problems of a file that are kept: a thousand at most. The last line says how many there are beyond them. */
export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.importId);
  const [, { imports, problems }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({
      imports: findImport(handle, id),
      problems: listProblems(handle, id, 1_000),
    })),
  ]);
  const [found] = imports;
  if (!found) throw notFound();
  const more = found.problemsCount - problems.length;
  const rows = problems.map(({ line, column, found: cell, expected }) => [line, column, cell, expected]);
  if (more > 0) rows.push([null, null, null, `and ${more.toLocaleString('en-US')} more`]);
  return csvResponse('problems.csv', writeCsv(['Line', 'Column', 'Found', 'Expected'], rows));
}
