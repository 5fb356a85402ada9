import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { answerAlertCommand } from '~/modules/reid/alerts/alert-commands.server.ts';
import { AlertFacts, NewestEvents } from '~/modules/reid/alerts/facts.tsx';
import { AlertForm } from '~/modules/reid/alerts/form.tsx';
import { describeFilters, readTypedAlert, writeAlert } from '~/modules/reid/alerts/form-values.ts';
import { findAlert, listAlertSources, withoutReceivers } from '~/modules/reid/alerts/queries.server.ts';
import { answerSave, answerTest } from '~/modules/reid/alerts/saving.server.ts';
import { AlertTag } from '~/modules/reid/alerts/status-tag.tsx';
import { TestResult } from '~/modules/reid/alerts/test-result.tsx';
import { describeConditions } from '~/modules/reid/alerts/watched-figures.ts';
import { NewSecret, WebhookCard } from '~/modules/reid/alerts/webhook.tsx';
import { reid } from '~/modules/reid/module.ts';
import { readForm } from '~/services/forms.server.ts';
import { notFound, passOnRetryAfter, requireId } from '~/services/http.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(data.alert.name, 'Alerts') : writeTitle('Alert not found'),
];
export const headers = passOnRetryAfter;

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.alertId);
  const [visitor, { found, sources }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: findAlert(handle, id), sources: listAlertSources(handle) })),
  ]);
  const [alert] = found;
  if (!alert) throw notFound();
  const mayChange = visitor.mayWrite && (isManager(visitor.role) || alert.userId === visitor.user.id);
  return {
    alert: mayChange ? alert : withoutReceivers(alert),
    sources: sources.map(({ source }) => source),
    description: describeConditions(alert.conditions),
    testId: crypto.randomUUID(),
    mayChange,
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.alertId);
  const form = await readForm(args.request);
  if (!(form instanceof FormData)) return form.answer;
  const intent = form.get('intent');
  if (intent === 'test') return answerTest(args, form);
  // The address says which alert it is, whatever a changed form says.
  if (intent === 'save' && form.get('id') !== id) throw notFound();
  return intent === 'save' ? answerSave(args, form) : answerAlertCommand(args, id, form);
}

export default function AlertPage() {
  const { alert, description, sources, testId, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const secret = answer && 'created' in answer ? answer.created.secret : undefined;
  const refused = answer && 'status' in answer ? answer : undefined;
  const tested = answer && 'tested' in answer ? answer.tested : undefined;
  const given = answer && 'initialValue' in answer ? readTypedAlert(answer) : undefined;
  const typed = given?.texts.watch === undefined ? undefined : given;
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid/alerts', label: 'Alerts' }]} current={alert.name} />
      <PageHeader
        title={alert.name}
        description={description}
        actions={
          mayChange && (
            <OrganizationForm>
              <Button name="intent" value={alert.isActive ? 'turn-off' : 'turn-on'}>
                {alert.isActive ? 'Turn off' : 'Turn on'}
              </Button>
            </OrganizationForm>
          )
        }
      />
      <p>
        <AlertTag {...alert} />
      </p>
      <ErrorSummary errors={refused?.error} title="Nothing was changed" />
      {secret && <NewSecret secret={secret} />}
      {tested && <TestResult tested={tested} />}
      <NewestEvents alert={alert} />
      {alert.channels.includes('WEBHOOK') && <WebhookCard alert={alert} testId={testId} mayChange={mayChange} />}
      {mayChange ? (
        <section aria-labelledby="change" className="flex flex-col gap-3">
          <h2 id="change">Change the alert</h2>
          <AlertForm
            // A form keeps what was typed into it: after saving it shows what is saved.
            key={alert.version}
            values={typed ?? writeAlert(alert)}
            filters={describeFilters(alert)}
            errors={refused?.error}
            sources={sources}
            mayBeForAll={false}
            save="Save"
          />
        </section>
      ) : (
        <Card>
          <AlertFacts alert={alert} />
        </Card>
      )}
    </>
  );
}
