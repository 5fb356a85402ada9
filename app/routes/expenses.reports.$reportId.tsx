import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { ReportCharts } from '~/modules/expenses/reports/charts.tsx';
import { createReportLink, restartReport, withdrawReportLink } from '~/modules/expenses/reports/commands.server.ts';
import { computeReport } from '~/modules/expenses/reports/computation.ts';
import { sectionsSchema } from '~/modules/expenses/reports/content.ts';
import { ReportDownloads } from '~/modules/expenses/reports/downloads.tsx';
import { ReportFacts } from '~/modules/expenses/reports/facts.tsx';
import { generateReport } from '~/modules/expenses/reports/generation.server.ts';
import { ReportLines } from '~/modules/expenses/reports/lines.tsx';
import { checkManifest } from '~/modules/expenses/reports/manifest.server.ts';
import { ManifestCheck } from '~/modules/expenses/reports/manifest-check.tsx';
import { ReportProgress } from '~/modules/expenses/reports/progress.tsx';
import { countEvidence, findReport } from '~/modules/expenses/reports/queries.server.ts';
import { reportCommandSchema } from '~/modules/expenses/reports/schema.ts';
import { ReportSharing } from '~/modules/expenses/reports/sharing.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { runInBackground } from '~/services/background.server.ts';
import { isMultipart } from '~/services/files/uploads.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { createToken, hashToken } from '~/services/tokens.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, takesFiles: true } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(data.report.name, 'Reports') : writeTitle('Report not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.reportId);
  const [visitor, { found, evidence }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ found: findReport(handle, id), evidence: countEvidence(handle, id) })),
  ]);
  const [report] = found;
  if (!report) throw notFound();
  const { sections: frozen, organizationId: _, ...shown } = report;
  const sections = sectionsSchema.parse(frozen);
  const mayHaveEvidence = visitor.role !== 'MEMBER' || report.memberId === visitor.user.id;
  return data(
    {
      report: shown,
      tables: computeReport({ ...report, sections }),
      evidence: mayHaveEvidence ? evidence[0] : undefined,
      mayChange: visitor.mayWrite && (isManager(visitor.role) || report.madeById === visitor.user.id),
    },
    // It looks for itself whether the files are there, also without script.
    report.status === 'GENERATING' ? { headers: { Refresh: report.isRetried ? '30' : '2' } } : undefined,
  );
}

export const headers: HeadersFunction = ({ loaderHeaders, actionHeaders }) => {
  const refresh = loaderHeaders.get('Refresh');
  const headers = new Headers(actionHeaders);
  if (refresh) headers.set('Refresh', refresh);
  return headers;
};

export async function action(args: ActionFunctionArgs) {
  const { request, context, params } = args;
  const id = requireId(params.reportId);
  if (isMultipart(request)) return checkManifest(args, id);
  const form = await parseForm(request, reportCommandSchema);
  if (!form.ok) return form.answer;
  const { value: command, refuse } = form;
  const token = createToken();
  const [, { done }] = await Promise.all([
    requireModule(args, expenses),
    context.database.write((handle) => ({
      done:
        command.intent === 'create-link'
          ? createReportLink(handle, id, hashToken(token), command.days)
          : command.intent === 'withdraw-link'
            ? withdrawReportLink(handle, id)
            : restartReport(handle, id),
    })),
  ]);
  const page = `/expenses/reports/${id}`;
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'CREATED':
      return { link: new URL(`/shared-reports/${token}`, request.url).href };
    case 'WITHDRAWN':
      return redirectWithToast(context, page, 'The link no longer works.');
    case 'STARTED': {
      const attempt = done[0] && 'attempt' in done[0] ? done[0].attempt : null;
      if (attempt !== null) runInBackground(context, 'tax report', () => generateReport(context, { id, attempt }));
      return redirect(page);
    }
    case 'NO_LINK':
    case 'NOT_FAILED':
      return redirect(page);
    case 'NOT_READY':
      return refuse('The report is not complete. Make the link when it is.', 409);
    case 'TOO_OFTEN':
      return form.refuseForNow('20 reports were made within an hour, which is the limit. Try again later.', 3600);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function ReportPage() {
  const { report, tables, evidence, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && 'status' in answer ? answer : undefined;
  const typed = refused ? readTypedTexts(refused) : {};
  const isComplete = report.status === 'COMPLETED';
  return (
    <>
      <Breadcrumbs links={[{ href: '/expenses/reports', label: 'Reports' }]} current={report.name} />
      <PageHeader title={report.name} />
      <ErrorSummary errors={refused?.error} title="Nothing was changed" />
      <ReportProgress
        status={report.status}
        problem={report.problem}
        isRetried={report.isRetried}
        mayChange={mayChange}
      />
      {isComplete && <ReportDownloads address={`/expenses/reports/${report.id}`} evidence={evidence} />}
      <ReportFacts {...report} receipts={evidence?.receipts} />
      <ReportCharts template={report.template} tables={tables} />
      <ReportLines tables={tables} isInWholeDollars={report.isInWholeDollars} />
      {isComplete && mayChange && (
        <ReportSharing
          expiresAt={report.linkExpiresAt}
          newLink={answer && 'link' in answer ? answer.link : undefined}
          days={typed.days}
          error={refused?.error?.days}
        />
      )}
      {isComplete && evidence && report.manifestHash && (
        <ManifestCheck
          hash={report.manifestHash}
          found={answer && 'manifest' in answer ? answer.manifest : undefined}
          error={refused?.error?.manifest}
        />
      )}
    </>
  );
}
