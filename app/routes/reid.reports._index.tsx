import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { ReportList } from '~/modules/reid/reports/list.tsx';
import { listReports, reportsPerPage } from '~/modules/reid/reports/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readPage } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Reports', reid.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const page = readPage(new URL(args.request.url).searchParams.get('page')) ?? 1;
  const [visitor, { found }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: listReports(handle, page) })),
  ]);
  const { rows, last } = cutPage(found, reportsPerPage);
  return { reports: rows, page, hasMore: last !== undefined, mayWrite: visitor.mayWrite };
}

export default function ReportsPage() {
  const { reports, page, hasMore, mayWrite } = useLoaderData<typeof loader>();
  const make = mayWrite && (
    <LinkButton href="/reid/reports/new" variant="primary">
      New report
    </LinkButton>
  );
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid', label: reid.unlockedBy.title }]} current="Reports" />
      <PageHeader
        title="Reports"
        description="What was known when the report was made. Nothing in it changes later, and every number keeps its file and line."
        actions={make}
      />
      {reports.length === 0 ? (
        <EmptyState
          icon="file-chart-column"
          title={page > 1 ? 'No older reports' : 'No reports yet'}
          actions={page > 1 ? <LinkButton href="/reid/reports">See the newest reports</LinkButton> : make}
        >
          {page === 1 && !mayWrite && 'A report appears here once somebody shares one with you.'}
        </EmptyState>
      ) : (
        <ReportList reports={reports} />
      )}
      <Steps
        label="Pages of reports"
        back={page > 1 && { href: `/reid/reports?page=${page - 1}`, label: 'Newer', rel: 'prev' }}
        next={hasMore && { href: `/reid/reports?page=${page + 1}`, label: 'Older' }}
      />
    </>
  );
}
