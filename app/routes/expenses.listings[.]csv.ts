import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listAssets, listPropertiesForFile } from '~/modules/expenses/properties/queries.server.ts';
import { propertyKindLabels } from '~/modules/expenses/properties/schema.ts';
import { sumProperties } from '~/modules/expenses/properties/sums.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { csvResponse, dollarCell, writeCsv } from '~/services/csv.server.ts';

const headings = [
  'Address',
  'City',
  'State',
  'ZIP code',
  'Kind',
  'Retired',
  'Rent',
  'Spent',
  'Deductible',
  'Depreciation',
  'Net',
];

/** Every property with its sums of the year; rent and net are empty for who may not see taxes. */
export async function loader(args: LoaderFunctionArgs) {
  const year = readBookYear(new URL(args.request.url).searchParams.get('year'));
  const [{ role, seesRestricted }, { found, assets }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      found: listPropertiesForFile(handle, year),
      assets: listAssets(handle),
    })),
  ]);
  const sights = { seesTaxes: seesRestricted, seesAll: role !== 'MEMBER' };
  const rows = sumProperties(found, assets, year, sights).map((property) => [
    property.address,
    property.city,
    property.state,
    property.zipCode,
    propertyKindLabels[property.kind],
    property.isActive ? 'No' : 'Yes',
    dollarCell(property.rent),
    dollarCell(property.spent),
    dollarCell(property.deductible),
    dollarCell(property.depreciation),
    dollarCell(property.net),
  ]);
  return csvResponse(`properties-${year}.csv`, writeCsv(headings, rows));
}
