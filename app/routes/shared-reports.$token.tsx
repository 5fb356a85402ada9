import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { ReportCharts } from '~/modules/expenses/reports/charts.tsx';
import { computeReport } from '~/modules/expenses/reports/computation.ts';
import { sectionsSchema } from '~/modules/expenses/reports/content.ts';
import { ReportDownloads } from '~/modules/expenses/reports/downloads.tsx';
import { ReportFacts } from '~/modules/expenses/reports/facts.tsx';
import { ReportLines } from '~/modules/expenses/reports/lines.tsx';
import { findSharedReport } from '~/modules/expenses/reports/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { hashSentToken } from '~/services/tokens.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(data.report.name) : writeTitle('Report not found'),
];

/** One report, for whoever has its link. Unknown, withdrawn and expired links look alike. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { found } = await context.database.read((handle) => ({
    found: findSharedReport(handle, hashSentToken(params.token)),
  }));
  const [shared] = found;
  if (!shared) throw notFound();
  const { organization, name, templateType, taxYear, periodStart, periodEnd, person, isInWholeDollars } = shared;
  return data(
    {
      report: {
        organization,
        name,
        template: templateType,
        taxYear,
        from: periodStart,
        to: periodEnd,
        person,
        isInWholeDollars,
        madeAt: shared.createdAt,
        expenses: shared.expensesCount,
        expiresAt: shared.linkExpiresAt,
      },
      tables: computeReport({ template: templateType, taxYear, sections: sectionsSchema.parse(shared.sections) }),
      address: `/shared-reports/${params.token}`,
    },
    // The address is the key to the report: no other site is told it, and no search engine keeps it.
    { headers: { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow' } },
  );
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function SharedReportPage() {
  const { report, tables, address } = useLoaderData<typeof loader>();
  return (
    <div className="page flex flex-col gap-6">
      <PageHeader
        title={report.name}
        description={
          <>
            Shared by <bdi>{report.organization}</bdi>
            {' until '}
            <Day date={report.expiresAt} />. Nothing was filed with the tax office.
          </>
        }
      />
      <ReportDownloads address={address} />
      <ReportFacts {...report} />
      <ReportCharts template={report.template} tables={tables} />
      <ReportLines tables={tables} isInWholeDollars={report.isInWholeDollars} />
    </div>
  );
}
