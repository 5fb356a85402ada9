import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireModule } from '~/modules/gate.server.ts';
import { readAreaKey } from '~/modules/reid/areas/area-search.ts';
import { chooseSeries, readSeriesAddress, spanOf } from '~/modules/reid/markets/series-address.ts';
import { tabulateSeries } from '~/modules/reid/markets/series-csv.ts';
import { readSeries } from '~/modules/reid/markets/series-query.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { csvResponse, writeCsv } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';

/** The figures that an area's page shows, one line for each period. */
export async function loader(args: LoaderFunctionArgs) {
  const key = readAreaKey(args.params.area);
  if (!key) throw notFound();
  const address = readSeriesAddress(new URL(args.request.url).searchParams);
  const request = {
    ...chooseSeries(address),
    ...spanOf(address),
    areaKeys: [key],
    months: 36,
    asOf: address.asOf || null,
  };
  const [, { rows }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ rows: readSeries(handle, request) })),
  ]);
  if (rows.length === 0) throw notFound();
  const { headings, lines } = tabulateSeries(rows);
  return csvResponse(`${key}.csv`, writeCsv(headings, lines));
}
