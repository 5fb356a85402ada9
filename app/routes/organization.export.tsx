import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { describeTable } from '~/modules/accounts/organization-export/queries.server.ts';
import { exportedTables } from '~/modules/accounts/organization-export/tables.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { isolateName } from '~/utils/names.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Export');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  const { organization } = requireRole(requireViewer(viewer, request), ['OWNER']);
  return { organization: organization.name, files: exportedTables.map((exported) => describeTable(exported).name) };
}

export default function ExportPage() {
  const { organization, files } = useLoaderData<typeof loader>();
  return (
    <WorkLayout>
      <Breadcrumbs links={[{ href: '/organization', label: 'Organization' }]} current="Export" />
      <PageHeader
        title="Export"
        description={`Everything ${isolateName(organization)} has here, as a zip archive with a CSV file for each kind of record.`}
      />
      <Card>
        <OrganizationForm action="/organization/export.zip" className="flex flex-col gap-4">
          <p className="max-w-prose">
            The archive holds people, orders, purchases, requests, reviews, the records of every module and the audit
            trail. It holds no passwords and no links that give access. Keep it where only those may read it who may
            know all of this.
          </p>
          <p className="max-w-prose text-muted">
            Text that a spreadsheet would take for a formula has an apostrophe before it. That it was exported, when and
            by whom is noted in the audit trail.
          </p>
          <div>
            <Button variant="primary">
              <Icon name="package" className="icon size-4" />
              Download the archive
            </Button>
          </div>
        </OrganizationForm>
      </Card>
      <details>
        <summary className="cursor-pointer text-muted">{`${files.length} files in it`}</summary>
        <ul className="mt-3 columns-2 gap-6 text-muted sm:columns-3">
          {files.map((file) => (
            <li key={file}>{file}.csv</li>
          ))}
        </ul>
      </details>
    </WorkLayout>
  );
}
