import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { readEntry } from '~/modules/expenses/kept-entry.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listPropertyChoices } from '~/modules/expenses/properties/choices.server.ts';
import { saveTrip } from '~/modules/expenses/trips/commands.server.ts';
import { newTrip, returnTrip } from '~/modules/expenses/trips/entry.ts';
import { explainTrip } from '~/modules/expenses/trips/outcomes.ts';
import { findTrip } from '~/modules/expenses/trips/queries.server.ts';
import { tripSchema } from '~/modules/expenses/trips/schema.ts';
import { TripForm } from '~/modules/expenses/trips/trip-form.tsx';
import { listVehiclesToPick } from '~/modules/expenses/vehicles/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Add trip');

export async function loader(args: LoaderFunctionArgs) {
  const back = new URL(args.request.url).searchParams.get('return');
  const backId = back === null ? null : requireId(back);
  const [{ mayWrite }, { vehicles, properties, found }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      vehicles: listVehiclesToPick(handle),
      properties: listPropertyChoices(handle),
      found: findTrip(handle, backId),
    })),
  ]);
  const [trip] = found;
  if (!mayWrite || (backId && !trip)) throw notFound();
  return { entry: trip ? returnTrip(trip) : newTrip(vehicles), isReturn: Boolean(trip), vehicles, properties };
}

export async function action(args: ActionFunctionArgs) {
  const form = await parseForm(args.request, tripSchema);
  if (!form.ok) return form.answer;
  const { mayWrite } = await requireModule(args, expenses);
  if (!mayWrite) throw notFound();
  const { saved } = await args.context.database.write((handle) => ({ saved: saveTrip(handle, form.value) }));
  const outcome = saved[0]?.outcome;
  const year = form.value.date.slice(0, 4);
  if (outcome === 'SAVED')
    return redirectWithToast(args.context, `/expenses/mileage?year=${year}`, 'The trip is added.');
  if (outcome === 'OVERLAPS') {
    return redirectWithToast(args.context, `/expenses/mileage?year=${year}`, {
      kind: 'notice',
      message: 'The trip is added. Its odometer readings overlap with another trip of that vehicle: check both.',
    });
  }
  const refusal = outcome && explainTrip(outcome);
  if (!refusal) throw notFound();
  return form.refuse(refusal.field ? { [refusal.field]: refusal.message } : refusal.message, 409);
}

export default function NewTripPage() {
  const { entry, isReturn, vehicles, properties } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const title = isReturn ? 'Add return trip' : 'Add trip';
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: '/expenses/mileage', label: 'Mileage' },
        ]}
        current={title}
      />
      <PageHeader title={title} description="The amount follows from the miles and the rate of the day." />
      <ErrorSummary errors={answer?.error} title="The trip was not added" />
      {vehicles.length === 0 ? (
        <EmptyState icon="map-pinned" title="There is no vehicle yet">
          <a href="/expenses/mileage/vehicles/new" className="link">
            Add vehicle
          </a>
          , then its trips.
        </EmptyState>
      ) : (
        <TripForm entry={readEntry(answer, entry)} errors={answer?.error} vehicles={vehicles} properties={properties} />
      )}
    </>
  );
}
