import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { readEntry } from '~/modules/expenses/kept-entry.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { saveVehicle } from '~/modules/expenses/vehicles/commands.server.ts';
import { explainVehicle } from '~/modules/expenses/vehicles/outcomes.ts';
import { listDrivers } from '~/modules/expenses/vehicles/queries.server.ts';
import { vehicleSchema } from '~/modules/expenses/vehicles/schema.ts';
import { VehicleForm } from '~/modules/expenses/vehicles/vehicle-form.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { today } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Add vehicle');

export async function loader(args: LoaderFunctionArgs) {
  const [{ mayWrite, role, user }, { people }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ people: listDrivers(handle) })),
  ]);
  if (!mayWrite) throw notFound();
  const ownOnly = role === 'MEMBER';
  const entry = { id: crypto.randomUUID(), firstUsedOn: today() };
  return { entry, ownOnly, drivers: ownOnly ? people.filter(({ id }) => id === user.id) : people };
}

export async function action(args: ActionFunctionArgs) {
  const form = await parseForm(args.request, vehicleSchema);
  if (!form.ok) return form.answer;
  const { mayWrite } = await requireModule(args, expenses);
  if (!mayWrite) throw notFound();
  const { saved } = await args.context.database.write((handle) => ({ saved: saveVehicle(handle, form.value) }));
  const outcome = saved[0]?.outcome;
  if (outcome === 'SAVED') return redirectWithToast(args.context, '/expenses/mileage', 'The vehicle is added.');
  const refusal = outcome && explainVehicle(outcome);
  if (!refusal) throw notFound();
  return form.refuse(refusal.field ? { [refusal.field]: refusal.message } : refusal.message, 409);
}

export default function NewVehiclePage() {
  const { entry, ownOnly, drivers } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: '/expenses/mileage', label: 'Mileage' },
        ]}
        current="Add vehicle"
      />
      <PageHeader title="Add vehicle" description="A car, van or truck that is driven for the business." />
      <ErrorSummary errors={answer?.error} title="The vehicle was not added" />
      <VehicleForm entry={readEntry(answer, entry)} errors={answer?.error} drivers={drivers} ownOnly={ownOnly} />
    </>
  );
}
