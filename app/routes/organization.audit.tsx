import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { parseAuditFilters } from '~/modules/audit/filters.ts';
import { AuditPage } from '~/modules/audit/page.tsx';
import { cutAuditPage, entriesPerPage, listAuditEntries } from '~/modules/audit/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Audit trail');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parseAuditFilters(new URL(request.url).searchParams);
  const { viewer, found } = await context.database.read((handle) => ({
    found: listAuditEntries(handle, 'organization', filters, entriesPerPage + 1),
  }));
  requireRole(requireViewer(viewer, request), managerRoles);
  return { filters, ...cutAuditPage(found) };
}

export default function OrganizationAudit() {
  const { filters, entries, older } = useLoaderData<typeof loader>();
  return (
    <WorkLayout>
      <Breadcrumbs links={[{ href: '/organization', label: 'Organization' }]} current="Audit trail" />
      <PageHeader
        title="Audit trail"
        description="Every change to people, roles, purchases and orders of the organization, newest first. Nobody can alter or remove an entry without leaving a trace."
      />
      <AuditPage path="/organization/audit" filters={filters} entries={entries} older={older} />
    </WorkLayout>
  );
}
