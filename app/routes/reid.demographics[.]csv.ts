import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireModule } from '~/modules/gate.server.ts';
import { readAreaKeys } from '~/modules/reid/areas/area-search.ts';
import { tabulatePeople } from '~/modules/reid/demographics/people-csv.ts';
import { comparePeople } from '~/modules/reid/demographics/queries.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { csvResponse, writeCsv } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';

/** Every year of the areas that the page shows, with the margins of error. */
export async function loader(args: LoaderFunctionArgs) {
  const keys = readAreaKeys(new URL(args.request.url).searchParams.getAll('a'));
  const [, { compared }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ compared: comparePeople(handle, keys, []) })),
  ]);
  const rows = compared[0]?.rows ?? [];
  if (rows.length === 0) throw notFound();
  const { headings, lines } = tabulatePeople(rows);
  return csvResponse('demographics.csv', writeCsv(headings, lines));
}
