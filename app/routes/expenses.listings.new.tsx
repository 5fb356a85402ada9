import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { readEntry } from '~/modules/expenses/kept-entry.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { saveProperty } from '~/modules/expenses/properties/commands.server.ts';
import { explainProperty } from '~/modules/expenses/properties/outcomes.ts';
import { PropertyForm } from '~/modules/expenses/properties/property-form.tsx';
import { propertySchema } from '~/modules/expenses/properties/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Add property');

export async function loader(args: LoaderFunctionArgs) {
  const { mayWrite } = await requireModule(args, expenses);
  if (!mayWrite) throw notFound();
  return { entry: { id: crypto.randomUUID() } };
}

export async function action(args: ActionFunctionArgs) {
  const form = await parseForm(args.request, propertySchema);
  if (!form.ok) return form.answer;
  await requireModule(args, expenses);
  const { saved } = await args.context.database.write((handle) => ({ saved: saveProperty(handle, form.value) }));
  const outcome = saved[0]?.outcome;
  if (outcome === 'SAVED') {
    return redirectWithToast(args.context, `/expenses/listings/${form.value.id}`, 'The property is added.');
  }
  const message = outcome && explainProperty(outcome);
  if (!message) throw notFound();
  return form.refuse(message, 409);
}

export default function NewPropertyPage() {
  const { entry } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: '/expenses/listings', label: 'Properties' },
        ]}
        current="Add property"
      />
      <PageHeader title="Add property" description="Expenses, rents and assets are booked on it." />
      <ErrorSummary errors={answer?.error} title="The property was not added" />
      <PropertyForm entry={readEntry(answer, entry)} errors={answer?.error} back="/expenses/listings" />
    </>
  );
}
