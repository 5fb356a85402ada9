import { type SubmissionResult, useForm } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card, PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { OrganizationTabs } from '~/modules/accounts/organizations/tabs.tsx';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { requireSecondFactorFrom } from '~/modules/accounts/second-factors/organization-security.server.ts';
import { PeopleFactors } from '~/modules/accounts/second-factors/people-factors.tsx';
import { findRequiredDay, listSecondFactors } from '~/modules/accounts/second-factors/queries.server.ts';
import { organizationSecuritySchema, type requireFactorSchema } from '~/modules/accounts/second-factors/schema.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { today } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, formsFrom: ['OWNER'] } satisfies RouteHandle;
export const meta = pageTitle('Security of the organization');

const page = '/organization/security';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, people, required } = await context.database.read((handle) => ({
    people: listSecondFactors(handle),
    required: findRequiredDay(handle),
  }));
  const { organization, role } = requireRole(requireViewer(viewer, request), managerRoles);
  return {
    organization: organization.name,
    role,
    people,
    from: required[0]?.from ?? null,
    earliest: today(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, organizationSecuritySchema);
  if (!form.ok) return form.answer;
  const from = form.value.intent === 'require' ? form.value.from : null;
  const saved = await requireSecondFactorFrom(request, context, from);
  return 'problem' in saved ? form.refuse(saved.problem) : redirectWithToast(context, page, saved.message);
}

export default function OrganizationSecurity() {
  const { organization, role, people, from, earliest } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const without = people.filter(({ hasSecondFactor }) => !hasSecondFactor).length;
  return (
    <WorkLayout>
      <PageHeader
        title="Security"
        description={
          <>
            Who works for <bdi>{organization}</bdi> with a password alone, and from when on that is not enough.
          </>
        }
      />
      <OrganizationTabs />
      <section aria-labelledby="requirement" className="flex flex-col gap-3">
        <h2 id="requirement">Second factor</h2>
        <Card className="flex flex-col gap-5 p-5">
          <p className="max-w-prose text-pretty">
            {from === null ? (
              'Everybody may have a second factor, and nobody has to.'
            ) : (
              <>
                {'Required from '}
                <Day date={from} />
                {' on: whoever has not signed in with one works for this organization only after they have.'}
              </>
            )}
          </p>
          {role === 'OWNER' ? (
            <RequirementForm from={from} earliest={earliest} lastResult={lastResult} />
          ) : (
            <p className="text-muted">An owner decides this.</p>
          )}
        </Card>
      </section>
      <section aria-labelledby="people" className="flex flex-col gap-3">
        <h2 id="people">People</h2>
        <p className="text-muted">
          {without === 0 ? 'Everybody has a second factor.' : `${without} of ${people.length} without a second factor.`}
        </p>
        <PeopleFactors people={people} />
      </section>
    </WorkLayout>
  );
}

function RequirementForm({
  from,
  earliest,
  lastResult,
}: {
  from: string | null;
  earliest: string;
  lastResult: SubmissionResult | undefined;
}) {
  const [form, fields] = useForm<z.input<typeof requireFactorSchema>>({
    lastResult,
    defaultNoValidate: false,
    defaultValue: { from: from ?? '' },
  });
  return (
    <>
      <ErrorSummary errors={lastResult?.error} title="Nothing was changed" />
      <OrganizationForm noValidate={form.noValidate} className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="require" />
        <TextField
          {...fieldProps(fields.from)}
          required
          type="date"
          min={earliest}
          label="Required from"
          hint="Midnight UTC. Whoever has none is told by mail now and three days before, and on every page until then."
          className="max-w-60"
        />
        <div>
          <Button variant="primary">{from === null ? 'Require it' : 'Change the day'}</Button>
        </div>
      </OrganizationForm>
      {from !== null && (
        <div>
          <Confirmation
            id="stop"
            label="Stop requiring it"
            title="Stop requiring a second factor?"
            confirmLabel="Yes, stop it"
            fields={{ intent: 'stop' }}
          >
            <p>Passwords alone are enough then. Those who have a second factor keep it.</p>
          </Confirmation>
        </div>
      )}
    </>
  );
}
