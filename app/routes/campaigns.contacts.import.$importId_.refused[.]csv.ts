import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { sendRefusedRows } from '~/modules/campaigns/contact-imports/refused-csv.server.ts';
import { requireId } from '~/services/http.server.ts';

/** The rows that an import refused, as a file to mend. */
export async function loader(args: LoaderFunctionArgs) {
  return await sendRefusedRows(args, requireId(args.params.importId));
}
