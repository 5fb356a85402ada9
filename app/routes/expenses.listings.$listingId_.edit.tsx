import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { readEntry } from '~/modules/expenses/kept-entry.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { saveProperty } from '~/modules/expenses/properties/commands.server.ts';
import { explainProperty } from '~/modules/expenses/properties/outcomes.ts';
import { PropertyForm } from '~/modules/expenses/properties/property-form.tsx';
import { findProperty } from '~/modules/expenses/properties/queries.server.ts';
import { propertySchema } from '~/modules/expenses/properties/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Edit property');

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.listingId);
  const [{ mayWrite }, { found }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ found: findProperty(handle, id, new Date().getUTCFullYear()) })),
  ]);
  const [property] = found;
  if (!property || !mayWrite) throw notFound();
  const { address, city, state, zipCode, kind, isActive, version } = property;
  const retired: Record<string, string> = isActive ? {} : { isRetired: 'on' };
  return { id, address, entry: { id, address, city, state, zipCode, kind, version: String(version), ...retired } };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.listingId);
  const form = await parseForm(args.request, propertySchema);
  if (!form.ok) return form.answer;
  if (form.value.id !== id || form.value.version === null) throw notFound();
  await requireModule(args, expenses);
  const { saved } = await args.context.database.write((handle) => ({ saved: saveProperty(handle, form.value) }));
  const outcome = saved[0]?.outcome;
  if (outcome === 'SAVED') return redirectWithToast(args.context, `/expenses/listings/${id}`, 'The property is saved.');
  const message = outcome && explainProperty(outcome);
  if (!message) throw notFound();
  return form.refuse(outcome === 'CLOSED' ? { kind: message } : message, 409);
}

export default function EditPropertyPage() {
  const { id, address, entry } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: '/expenses/listings', label: 'Properties' },
          { href: `/expenses/listings/${id}`, label: address },
        ]}
        current="Edit property"
      />
      <PageHeader title="Edit property" />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <PropertyForm entry={readEntry(answer, entry)} errors={answer?.error} back={`/expenses/listings/${id}`} />
    </>
  );
}
