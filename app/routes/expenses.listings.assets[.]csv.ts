import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { assetClassLabels } from '~/modules/expenses/assets/schema.ts';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listAssets } from '~/modules/expenses/properties/queries.server.ts';
import { depreciate } from '~/modules/expenses/tax/depreciation.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { csvResponse, dollarCell, writeCsv } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';

const headings = ['Asset', 'Property', 'Depreciation by', 'Cost without land', 'In service', 'Depreciation'];

/** The assets of all properties and of the business, with the depreciation of a year. */
export async function loader(args: LoaderFunctionArgs) {
  const year = readBookYear(new URL(args.request.url).searchParams.get('year'));
  const [{ role }, { assets }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ assets: listAssets(handle) })),
  ]);
  if (role === 'MEMBER') throw notFound();
  const rows = assets.map((asset) => [
    asset.name,
    asset.property,
    assetClassLabels[asset.assetClass],
    dollarCell(asset.basis),
    asset.inService,
    dollarCell(depreciate(asset, year).cents),
  ]);
  return csvResponse(`assets-${year}.csv`, writeCsv(headings, rows));
}
