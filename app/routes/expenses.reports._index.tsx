import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { startReport } from '~/modules/expenses/reports/commands.server.ts';
import { generateReport } from '~/modules/expenses/reports/generation.server.ts';
import { ReportList } from '~/modules/expenses/reports/list.tsx';
import { NewReportForm } from '~/modules/expenses/reports/new-report-form.tsx';
import { readPlace, writePlace } from '~/modules/expenses/reports/place.ts';
import { listReportChoices, listReports, reportsPerPage } from '~/modules/expenses/reports/queries.server.ts';
import { newReportSchema, reportYears } from '~/modules/expenses/reports/schema.ts';
import { reportTemplates, templateFacts } from '~/modules/expenses/reports/templates.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { runInBackground } from '~/services/background.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'The report may have been made. Look at the list before you make it again.',
} satisfies RouteHandle;
export const meta = pageTitle('Reports', expenses.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const after = readPlace(new URL(args.request.url).searchParams.get('before'));
  const [visitor, { found, choices }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      found: listReports(handle, after),
      choices: listReportChoices(handle),
    })),
  ]);
  const { rows, last } = cutPage(found, reportsPerPage);
  const mayAll = isManager(visitor.role);
  const now = new Date();
  return {
    reports: rows,
    older: last ? writePlace(last) : undefined,
    isFirst: after === undefined,
    form: visitor.mayWrite
      ? {
          formKey: crypto.randomUUID(),
          templates: reportTemplates.filter((template) =>
            templateFacts[template].holdsTaxes
              ? visitor.seesRestricted
              : mayAll || templateFacts[template].isForMembers,
          ),
          years: reportYears(now),
          thisYear: now.getUTCFullYear(),
          choices: mayAll ? choices : choices.filter(({ kind }) => kind !== 'PERSON'),
          onlyPerson: mayAll ? undefined : { id: visitor.user.id, name: visitor.user.name },
        }
      : undefined,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const form = await parseForm(request, newReportSchema);
  if (!form.ok) return form.answer;
  const { value: report, refuse } = form;
  const [, { started }] = await Promise.all([
    requireModule(args, expenses),
    context.database.write((handle) => ({ started: startReport(handle, report) })),
  ]);
  const outcome = started[0]?.outcome;
  switch (outcome) {
    case 'STARTED':
      runInBackground(context, 'tax report', () => generateReport(context, { id: report.key, attempt: 1 }));
      return redirect(`/expenses/reports/${report.key}`);
    case 'REPEATED':
      return redirect(`/expenses/reports/${report.key}`);
    case 'NO_PERSON':
      return refuse(
        { member: 'This person does not belong to your organization any more. Choose somebody else.' },
        409,
      );
    case 'NO_ESTIMATE':
      return refuse(
        { taxYear: `No estimate of ${report.taxYear} is saved. Open Taxes and press “Recalculate” first.` },
        409,
      );
    case 'TOO_OFTEN':
      return form.refuseForNow('20 reports were made within an hour, which is the limit. Try again later.', 3600);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export { passOnRetryAfter as headers } from '~/services/http.server.ts';

export default function ReportsPage() {
  const { reports, older, isFirst, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs links={[{ href: '/expenses', label: expenses.unlockedBy.title }]} current="Reports" />
      <PageHeader
        title="Reports"
        description="What the books said when the report was made: only approved expenses count, and nothing in it changes later."
        actions={reports.length > 0 && <LinkButton href="/expenses/reports.csv">Download CSV</LinkButton>}
      />
      <ErrorSummary errors={answer?.error} title="No report was made" />
      {form && isFirst && <NewReportForm {...form} answer={answer} />}
      {reports.length === 0 ? (
        <EmptyState
          icon="file-chart-column"
          title={isFirst ? 'No reports yet' : 'No older reports'}
          actions={!isFirst && <LinkButton href="/expenses/reports">See the newest reports</LinkButton>}
        >
          {isFirst &&
            (form
              ? 'Choose one above and press “Generate”.'
              : 'A report appears here once somebody shares one with you.')}
        </EmptyState>
      ) : (
        <ReportList reports={reports} />
      )}
      <Steps
        label="Pages of reports"
        back={!isFirst && { href: '/expenses/reports', label: 'Newest' }}
        next={older !== undefined && { href: `/expenses/reports?before=${encodeURIComponent(older)}`, label: 'Older' }}
      />
    </>
  );
}
