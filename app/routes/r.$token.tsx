import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { PrintPage } from '~/components/layout/print-page.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { thawReport } from '~/modules/reid/reports/frozen.ts';
import { requirePublicReport, secretAddressHeaders } from '~/modules/reid/reports/public-report.server.ts';
import { ReportView } from '~/modules/reid/reports/view.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, readsNoCookies: true } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data ? data.report.name : 'Report not found'),
];

/** One report, for whoever has its link. Unknown, withdrawn and expired links look alike. */
export async function loader(args: LoaderFunctionArgs) {
  const found = await requirePublicReport(args, false);
  const report = thawReport(found);
  if (!report) throw notFound();
  return data(
    {
      report,
      expiresAt: found.expiresAt,
      address: `/r/${args.params.token}`,
      isPrinted: new URL(args.request.url).searchParams.has('print'),
    },
    { headers: secretAddressHeaders },
  );
}

export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;

export default function PublicReportPage() {
  const { report, expiresAt, address, isPrinted } = useLoaderData<typeof loader>();
  const view = <ReportView report={report} />;
  if (isPrinted)
    return (
      <PrintPage back={address} backLabel="Back to the report">
        <div className="flex flex-col gap-6">
          <h1>{report.name}</h1>
          {view}
        </div>
      </PrintPage>
    );
  return (
    <div className="page flex flex-col gap-6 py-6">
      <PageHeader
        title={report.name}
        description={
          expiresAt && (
            <>
              {'A report that somebody shared with you. Its link works until '}
              <Day date={expiresAt} />.
            </>
          )
        }
        actions={
          <>
            <LinkButton href={`${address}.pdf`} variant="primary">
              Download PDF
            </LinkButton>
            <LinkButton href={`${address}?print=yes`}>Print</LinkButton>
          </>
        }
      />
      {view}
    </div>
  );
}
