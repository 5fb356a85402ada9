import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { organizationRoles } from '~/modules/accounts/people/roles.ts';
import { purchaseStatusLabels } from '~/modules/marketplace/labels.ts';
import { parsePurchaseFilters, purchaseKindLabels } from '~/modules/marketplace/purchases/filters.ts';
import { listPurchasesForFile } from '~/modules/marketplace/purchases/queries.server.ts';
import { csvResponse, writeCsv } from '~/services/csv.server.ts';
import { writeDollars } from '~/utils/money.ts';

const headings = [
  'Name',
  'Kind',
  'Status',
  'Bought',
  'Bought by',
  'Order',
  'Price',
  'Currency',
  'Period end',
  'Renews',
  'Bought in',
];

/** The purchases that the same filters show at `/purchases`, all pages of them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parsePurchaseFilters(new URL(request.url).searchParams);
  const { viewer, purchases } = await context.database.read((handle) => ({
    purchases: listPurchasesForFile(handle, filters),
  }));
  requireRole(requireViewer(viewer, request), organizationRoles);
  const rows = purchases.map((purchase) => [
    purchase.name,
    purchaseKindLabels[purchase.kind],
    purchaseStatusLabels[purchase.status],
    toDay(purchase.purchaseDate),
    purchase.buyer,
    purchase.orderNumber,
    writeDollars(purchase.price),
    purchase.currency,
    purchase.periodEnd && toDay(purchase.periodEnd),
    purchase.periodEnd && purchase.status === 'ACTIVE' ? (purchase.renews ? 'Yes' : 'No') : null,
    purchase.bundleName,
  ]);
  return csvResponse('purchases.csv', writeCsv(headings, rows));
}

const toDay = (moment: Date) => moment.toISOString().slice(0, 10);
