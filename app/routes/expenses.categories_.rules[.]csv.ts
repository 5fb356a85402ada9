import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { listMerchantRules } from '~/modules/expenses/categories/queries.server.ts';
import { sendCsv } from '~/modules/expenses/csv-file.server.ts';

/** The rules about merchants. */
export async function loader(args: LoaderFunctionArgs) {
  return sendCsv(args, {
    name: 'merchant-rules.csv',
    headings: ['Merchant holds', 'Category', 'Property', 'Rests'],
    list: (handle, after: string | null, limit) => listMerchantRules(handle, after, limit),
    placeOf: ({ id }) => id,
    toCells: ({ merchant, category, property, isActive }) => [merchant, category, property, isActive ? 'No' : 'Yes'],
  });
}
