import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { readAreas } from '~/modules/reid/alerts/areas-field.ts';
import { AlertForm } from '~/modules/reid/alerts/form.tsx';
import { readTypedAlert, startAlert } from '~/modules/reid/alerts/form-values.ts';
import { AlertLimit } from '~/modules/reid/alerts/limit.tsx';
import { countAlerts, listAlertSources } from '~/modules/reid/alerts/queries.server.ts';
import { answerSave, answerTest } from '~/modules/reid/alerts/saving.server.ts';
import { TestResult } from '~/modules/reid/alerts/test-result.tsx';
import { NewSecret } from '~/modules/reid/alerts/webhook.tsx';
import { choosePriceSource } from '~/modules/reid/figures/prices.ts';
import { reid } from '~/modules/reid/module.ts';
import { readForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const meta = pageTitle('Create alert', reid.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const [area = null] = readAreas(new URL(args.request.url).searchParams.get('area') ?? '').keys;
  const [visitor, { found, counted }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: listAlertSources(handle), counted: countAlerts(handle) })),
  ]);
  const [counts] = counted;
  if (!visitor.mayWrite || !counts) throw notFound();
  const sources = found.map(({ source }) => source);
  return {
    sources,
    counts,
    values: startAlert({
      id: crypto.randomUUID(),
      email: visitor.user.email,
      source: choosePriceSource(sources) ?? '',
      area,
    }),
    mayBeForAll: isManager(visitor.role),
  };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  if (!(form instanceof FormData)) return form.answer;
  return form.get('intent') === 'test' ? answerTest(args, form) : answerSave(args, form);
}

export default function NewAlertPage() {
  const { sources, counts, values, mayBeForAll } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const created = answer && 'created' in answer ? answer.created : undefined;
  const refused = answer && 'status' in answer ? answer : undefined;
  const tested = answer && 'tested' in answer ? answer.tested : undefined;
  const typed = answer && 'initialValue' in answer ? readTypedAlert(answer) : undefined;
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid/alerts', label: 'Alerts' }]} current="Create alert" />
      <PageHeader title={created ? 'The alert is saved' : 'Create alert'} />
      {created ? (
        <>
          {created.isOff && <Notice kind="warning">It is switched off: your plan allows no more active alerts.</Notice>}
          <NewSecret secret={created.secret} />
          <div>
            <LinkButton variant="primary" href={`/reid/alerts/${created.id}`}>
              Open the alert
            </LinkButton>
          </div>
        </>
      ) : (
        <>
          <ErrorSummary errors={refused?.error} title="Nothing was saved" />
          <AlertLimit {...counts} mayWrite={false} />
          {tested && <TestResult tested={tested} />}
          <AlertForm
            values={typed ?? values}
            filters={null}
            errors={refused?.error}
            sources={sources}
            mayBeForAll={mayBeForAll}
            save="Create alert"
          />
        </>
      )}
    </>
  );
}
