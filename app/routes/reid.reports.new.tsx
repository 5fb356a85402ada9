import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { isOfOtherOrganization } from '~/components/ui/organization-form.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { beginValues } from '~/modules/reid/reports/beginning.server.ts';
import { makeReport, previewReport } from '~/modules/reid/reports/commands.server.ts';
import { reportDataSchema } from '~/modules/reid/reports/content.ts';
import { findInsights } from '~/modules/reid/reports/insights.ts';
import { NewReportForm } from '~/modules/reid/reports/new-report-form.tsx';
import { readReportChoices } from '~/modules/reid/reports/queries.server.ts';
import { newReportSchema } from '~/modules/reid/reports/schema.ts';
import { readValues } from '~/modules/reid/reports/values.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { today } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = {
  ifInDoubt: 'The report may have been made. Look at the list before you make it again.',
} satisfies RouteHandle;
export const meta = pageTitle('New report', reid.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const { searchParams } = new URL(args.request.url);
  const from = searchParams.get('from');
  const startId = from === null ? null : requireId(from);
  const [visitor, { found }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: readReportChoices(handle, startId) })),
  ]);
  const choices = found[0]?.choices;
  if (!visitor.mayWrite || !choices || (startId && !choices.start)) throw notFound();
  return {
    formKey: crypto.randomUUID(),
    choices,
    values: beginValues(choices, searchParams.getAll('a').slice(0, 10), today()),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const form = await parseForm(request, newReportSchema);
  if (!form.ok) return form.answer;
  const { value: report, refuse } = form;
  const [, { found }] = await Promise.all([
    requireModule(args, reid),
    context.database.read((handle) => ({ found: previewReport(handle, report) })),
  ]);
  const [preview] = found;
  if (!preview) throw notFound();
  const insights = findInsights(reportDataSchema.parse(preview.data));
  const { made } = await context.database.write((handle) => ({
    made: makeReport(handle, report, { ...preview, insights }),
  }));
  const outcome = made[0]?.outcome;
  switch (outcome) {
    case 'MADE':
    case 'FAILED':
    case 'REPEATED':
      return redirect(`/reid/reports/${report.key}`);
    case 'CHANGED':
      return refuse('Figures of these areas are being imported at the moment. Press “Generate” again.', 409);
    case 'NO_PERSON':
      return refuse({ sharedWith: 'Somebody you chose does not belong to your organization any more.' }, 409);
    case 'NEEDS_ELITE':
      return refuse('Templates need the Elite plan. Make it without one.', 409);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/** After a failure, or for another organization, what the page offers stays as it is, with what was typed. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, actionResult }) =>
  actionStatus !== 503 && !isOfOtherOrganization(actionResult);

export default function NewReportPage() {
  const { formKey, choices, values } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { start, templates } = choices;
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid/reports', label: 'Reports' }]} current="New report" />
      <PageHeader
        title="New report"
        description={
          start ? `It begins like “${start.name}”.` : 'Choose what it is about. It freezes what is known now.'
        }
      />
      {templates.length > 0 && (
        <nav aria-label="Templates" className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span className="text-muted">Begin with a template:</span>
          {templates.map(({ id, name }) => (
            <a
              key={id}
              href={`/reid/reports/new?from=${id}`}
              aria-current={start?.id === id ? 'true' : undefined}
              className="link max-sm:py-2.5"
            >
              {name}
            </a>
          ))}
        </nav>
      )}
      <ErrorSummary errors={answer?.error} title="No report was made" />
      <NewReportForm
        formKey={formKey}
        choices={choices}
        values={answer?.initialValue ? readValues(answer) : values}
        answer={answer}
      />
    </>
  );
}
