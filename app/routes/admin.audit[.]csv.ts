import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requirePlatformAdmin, requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseAuditFilters } from '~/modules/audit/filters.ts';
import { sendAuditCsv } from '~/modules/audit/trail-csv.server.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  return sendAuditCsv(context, {
    scope: 'platform',
    filters: parseAuditFilters(new URL(request.url).searchParams),
    guard: (viewer) => requirePlatformAdmin(requireViewer(viewer, request)),
  });
}
