import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { setSpendingLimit } from '~/modules/marketplace/checkout/commands.server.ts';
import { findSpending } from '~/modules/marketplace/checkout/queries.server.ts';
import { leftToSpend, spendingLimitSchema } from '~/modules/marketplace/checkout/spending.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm, readForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { formatMoney, writeDollars } from '~/utils/money.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, formsFrom: ['OWNER'] } satisfies RouteHandle;
export const meta = pageTitle('Spending limit');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, spending } = await context.database.read((handle) => ({ spending: findSpending(handle) }));
  const { role } = requireRole(requireViewer(viewer, request), managerRoles);
  const [month] = spending;
  if (!month) throw notFound();
  return { month, mayChange: role === 'OWNER' };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const sent = await readForm(request);
  if (!(sent instanceof FormData)) return sent.answer;
  const form = await parseForm(sent, spendingLimitSchema);
  if (!form.ok) return form.answer;
  // An empty field means no limit; a form that was cut off before the field says nothing about it.
  if (!sent.has('limit')) return form.refuse({ limit: 'Enter an amount, or nothing for no limit.' });
  const { limit = null } = form.value;
  const { viewer, done } = await context.database.write((handle) => ({ done: setSpendingLimit(handle, limit) }));
  requireViewer(viewer, request);
  if (done[0]?.outcome !== 'SET') throw notFound();
  const message =
    limit === null ? 'Admins order without a limit now.' : `Admins may order ${formatMoney(limit)} a month now.`;
  return redirectWithToast(context, '/organization/spending-limit', message);
}

export default function SpendingLimitPage() {
  const { month, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  const left = leftToSpend(month);
  return (
    <WorkLayout>
      <Breadcrumbs links={[{ href: '/organization', label: 'Organization' }]} current="Spending limit" />
      <PageHeader
        title="Spending limit"
        description="What admins may order in a calendar month (UTC). Every order of the organization counts, less refunds; owners order without a limit."
      />
      <Card className="max-w-xl p-5">
        <DefinitionList
          entries={[
            {
              term: 'Limit for a month',
              details: month.limit === null ? 'No limit' : <Money cents={month.limit} />,
            },
            { term: 'Ordered this month', details: <Money cents={month.ordered} /> },
            ...(left === null ? [] : [{ term: 'Left for admins', details: <Money cents={left} /> }]),
          ]}
        />
      </Card>
      {mayChange ? (
        <Card className="max-w-xl p-5">
          <OrganizationForm className="flex flex-col gap-4">
            <ErrorSummary errors={answer?.error} />
            <TextField
              name="limit"
              label="Limit in dollars"
              hint="Leave it empty for no limit. An order above it is sent to an owner."
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
              required={false}
              defaultValue={typed ? (typed.limit ?? '') : formatLimit(month.limit)}
              error={answer?.error?.limit}
              className="max-w-80"
            />
            <div>
              <Button variant="primary">Save</Button>
            </div>
          </OrganizationForm>
        </Card>
      ) : (
        <p className="text-muted">Owners set it. What is above it can be sent to an owner from the checkout.</p>
      )}
    </WorkLayout>
  );
}

const formatLimit = (cents: number | null) => (cents === null ? '' : writeDollars(cents));
