import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { parseAuditFilters } from '~/modules/audit/filters.ts';
import { sendAuditCsv } from '~/modules/audit/trail-csv.server.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  return sendAuditCsv(context, {
    scope: 'organization',
    filters: parseAuditFilters(new URL(request.url).searchParams),
    guard: (viewer) => requireRole(requireViewer(viewer, request), managerRoles),
  });
}
