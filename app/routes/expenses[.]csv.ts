import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { sendExpensesCsv } from '~/modules/expenses/ledger/csv.server.ts';
import { parseExpenseFilters } from '~/modules/expenses/ledger/filters.ts';

/** The expenses that the same filters show at `/expenses`, all pages of them. */
export async function loader(args: LoaderFunctionArgs) {
  return sendExpensesCsv(args, parseExpenseFilters(new URL(args.request.url).searchParams));
}
