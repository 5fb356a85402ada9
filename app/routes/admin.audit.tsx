import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { requirePlatformAdmin, requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseAuditFilters } from '~/modules/audit/filters.ts';
import { AuditPage } from '~/modules/audit/page.tsx';
import { cutAuditPage, entriesPerPage, listAuditEntries } from '~/modules/audit/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Audit trail of the platform');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parseAuditFilters(new URL(request.url).searchParams);
  const { viewer, found } = await context.database.read((handle) => ({
    found: listAuditEntries(handle, 'platform', filters, entriesPerPage + 1),
  }));
  requirePlatformAdmin(requireViewer(viewer, request));
  return { filters, ...cutAuditPage(found) };
}

export default function PlatformAudit() {
  const { filters, entries, older } = useLoaderData<typeof loader>();
  return (
    <AdminLayout>
      <PageHeader
        title="Audit trail"
        description="Every change to the catalog, to accounts, and in every organization, newest first."
      />
      <AuditPage path="/admin/audit" filters={filters} entries={entries} older={older} withOrganization />
    </AdminLayout>
  );
}
