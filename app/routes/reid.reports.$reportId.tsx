import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PrintPage } from '~/components/layout/print-page.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { changeReport } from '~/modules/reid/reports/commands.server.ts';
import { thawReport } from '~/modules/reid/reports/frozen.ts';
import { findReport, listColleagues } from '~/modules/reid/reports/queries.server.ts';
import { ScheduleForm } from '~/modules/reid/reports/schedule-form.tsx';
import { reportCommandSchema, scheduleSchema } from '~/modules/reid/reports/schema.ts';
import { ReportSharing } from '~/modules/reid/reports/sharing.tsx';
import { NeedsElite, TemplateForm } from '~/modules/reid/reports/template-form.tsx';
import { readList } from '~/modules/reid/reports/values.ts';
import { ReportView } from '~/modules/reid/reports/view.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { createToken, hashToken } from '~/services/tokens.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data ? data.name : 'Report not found', 'Reports'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.reportId);
  const [visitor, { found, people }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: findReport(handle, id), people: listColleagues(handle) })),
  ]);
  const [report] = found;
  if (!report) throw notFound();
  const { data, insights, generatedAt, schedule, madeById, ...shown } = report;
  const frozen = thawReport({ ...report, data, insights, generatedAt });
  const hasElite = visitor.organization.tier === 'ELITE' || visitor.organization.tier === 'ENTERPRISE';
  return {
    ...shown,
    report: frozen,
    schedule: scheduleSchema.nullable().parse(schedule),
    people,
    hasElite,
    mayWrite: visitor.mayWrite,
    mayChange: visitor.mayWrite && (isManager(visitor.role) || madeById === visitor.user.id),
    isPrinted: new URL(args.request.url).searchParams.has('print'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context, params } = args;
  const id = requireId(params.reportId);
  const form = await parseForm(request, reportCommandSchema);
  if (!form.ok) return form.answer;
  const { value: command, refuse } = form;
  const token = createToken();
  const [, { done }] = await Promise.all([
    requireModule(args, reid),
    context.database.write((handle) => ({ done: changeReport(handle, id, command, hashToken(token)) })),
  ]);
  const page = `/reid/reports/${id}`;
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'CREATED':
      return { link: new URL(`/r/${token}`, request.url).href };
    case 'WITHDRAWN':
      return redirectWithToast(context, page, 'The link no longer works.');
    case 'SCHEDULED':
      return redirectWithToast(context, `${page}#schedule`, 'It is made anew by itself from now on.');
    case 'STOPPED':
      return redirectWithToast(context, `${page}#schedule`, 'It is not made anew any more.');
    case 'CHANGED':
      return redirectWithToast(
        context,
        page,
        command.intent === 'template'
          ? 'It is a template now: new reports can begin with it.'
          : 'It is no template any more.',
      );
    case 'NO_LINK':
      return redirect(page);
    case 'NOT_READY':
      return refuse('Nothing was changed: the report is not complete.', 409);
    case 'NEEDS_ELITE':
      return refuse('Nothing was changed: schedules and templates need the Elite plan.', 403);
    case 'NO_PERSON':
      return refuse('Somebody you chose does not belong to your organization any more. Choose again.', 409);
    case 'NO_ZONE':
      return refuse('There is no such time zone. Name one such as America/Chicago.', 400);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function ReportPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && 'status' in answer ? answer : undefined;
  const { report, mayChange } = page;
  const address = `/reid/reports/${page.id}`;
  const view = report && <ReportView report={report} />;
  if (page.isPrinted && view)
    return (
      <PrintPage back={address} backLabel="Back to the report">
        <div className="flex flex-col gap-6">
          <h1>{page.name}</h1>
          {view}
        </div>
      </PrintPage>
    );
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid/reports', label: 'Reports' }]} current={page.name} />
      <PageHeader
        title={page.name}
        actions={
          report && (
            <>
              <LinkButton href={`${address}.pdf`} variant="primary">
                Download PDF
              </LinkButton>
              <LinkButton href={`${address}.csv`}>Download CSV</LinkButton>
              <LinkButton href={`${address}?print=yes`}>Print</LinkButton>
            </>
          )
        }
      />
      <ErrorSummary errors={refused?.error} title="Nothing was changed" />
      {page.problem && (
        <Notice kind="danger" title="There is no report">
          <p>{page.problem}</p>
          {page.mayWrite && (
            <p className="mt-1">
              <a href={`/reid/reports/new?from=${page.id}`} className="link">
                Change it and generate again
              </a>
            </p>
          )}
        </Notice>
      )}
      {view}
      {report && mayChange && (
        <>
          <ReportSharing
            expiresAt={page.linkExpiresAt}
            newLink={answer && 'link' in answer ? answer.link : undefined}
            error={refused?.error?.days}
          />
          {(page.views > 0 || page.downloads > 0) && (
            <p className="no-print text-muted">{`Seen ${countWords(page.views, 'time')} by its links, taken away as a file ${countWords(page.downloads, 'time')}.`}</p>
          )}
          {page.hasElite ? (
            <>
              <ScheduleForm
                schedule={page.schedule}
                nextRunAt={page.nextRunAt}
                people={page.people}
                typed={refused ? readTypedTexts(refused) : {}}
                chosen={refused?.initialValue?.intent === 'schedule' ? readList(refused, 'recipients') : undefined}
                errors={refused?.error}
              />
              <TemplateForm isTemplate={page.isTemplate} />
            </>
          ) : (
            <NeedsElite hasSchedule={page.schedule !== null} />
          )}
        </>
      )}
    </>
  );
}
