import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { listCategories } from '~/modules/expenses/categories/queries.server.ts';
import { sendCsv } from '~/modules/expenses/csv-file.server.ts';

const headings = ['Category', 'Description', 'Schedule C', 'Schedule E', 'Deducted, percent', 'Yours', 'Archived'];

/** The categories with the lines of the tax forms in the year of the address. */
export async function loader(args: LoaderFunctionArgs) {
  const year = readBookYear(new URL(args.request.url).searchParams.get('year'));
  return sendCsv(args, {
    name: `categories-${year}.csv`,
    headings,
    list: (handle, after: string | null, limit) => listCategories(handle, year, after, limit),
    placeOf: ({ id }) => id,
    toCells: (row) => [
      row.name,
      row.description,
      row.scheduleC,
      row.scheduleE,
      row.limit,
      row.isSystem ? 'No' : 'Yes',
      row.isActive ? 'No' : 'Yes',
    ],
  });
}
