import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireReader } from '~/modules/accounts/platform/guards.server.ts';
import { sendToolsCsv } from '~/modules/marketplace/tool-csv/send-tools.server.ts';
import { parseToolListFilters } from '~/modules/marketplace/tool-editor/filters.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parseToolListFilters(new URL(request.url).searchParams);
  return sendToolsCsv(context, filters, (viewer) => requireReader(viewer, request, 'catalog'));
}
