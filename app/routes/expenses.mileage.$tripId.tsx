import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { readEntry } from '~/modules/expenses/kept-entry.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listPropertyChoices } from '~/modules/expenses/properties/choices.server.ts';
import { deleteTrip, saveTrip } from '~/modules/expenses/trips/commands.server.ts';
import { keptTrip } from '~/modules/expenses/trips/entry.ts';
import { formatMiles, formatRate } from '~/modules/expenses/trips/miles.ts';
import { explainTrip } from '~/modules/expenses/trips/outcomes.ts';
import { findTrip } from '~/modules/expenses/trips/queries.server.ts';
import { tripPageSchema } from '~/modules/expenses/trips/schema.ts';
import { TripForm } from '~/modules/expenses/trips/trip-form.tsx';
import { listVehiclesToPick } from '~/modules/expenses/vehicles/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { toWords } from '~/utils/words.ts';
import { MemberName } from '~/components/ui/name.tsx';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Trip');

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.tripId);
  const [{ mayWrite, role, user }, { found, vehicles, properties }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      found: findTrip(handle, id),
      vehicles: listVehiclesToPick(handle),
      properties: listPropertyChoices(handle),
    })),
  ]);
  const [trip] = found;
  if (!trip) throw notFound();
  const decides = role === 'OWNER' || role === 'ADMIN';
  const mayChange = mayWrite && !trip.isClosed && (decides || (trip.userId === user.id && trip.status !== 'APPROVED'));
  return { trip, entry: keptTrip(trip), vehicles, properties, mayWrite, mayChange };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.tripId);
  const form = await parseForm(args.request, tripPageSchema);
  if (!form.ok) return form.answer;
  const { value } = form;
  if (value.intent === 'save' && (value.id !== id || value.version === null)) throw notFound();
  const { mayWrite } = await requireModule(args, expenses);
  if (!mayWrite) throw notFound();
  const { done } = await args.context.database.write((handle) => ({
    done: value.intent === 'save' ? saveTrip(handle, value) : deleteTrip(handle, id, value.version),
  }));
  const outcome = done[0]?.outcome;
  const list = `/expenses/mileage${value.intent === 'save' ? `?year=${value.date.slice(0, 4)}` : ''}`;
  if (outcome === 'SAVED') return redirectWithToast(args.context, list, 'The trip is saved.');
  if (outcome === 'DELETED') return redirectWithToast(args.context, list, 'The trip is deleted.');
  if (outcome === 'OVERLAPS') {
    const message = 'The trip is saved. Its odometer readings overlap with another trip of that vehicle: check both.';
    return redirectWithToast(args.context, list, { kind: 'notice', message });
  }
  const refusal = outcome && explainTrip(outcome);
  if (!refusal) throw notFound();
  const { field, message } = refusal;
  return form.refuse(value.intent === 'save' && field ? { [field]: message } : message, 409);
}

export default function TripPage() {
  const { trip, entry, vehicles, properties, mayWrite, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const title = trip.from ? `${trip.from} to ${trip.to}` : 'Trip without places';
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: '/expenses/mileage', label: 'Mileage' },
        ]}
        current={title}
      />
      <PageHeader
        title={title}
        actions={
          <>
            {mayWrite && trip.vehicleId && (
              <LinkButton href={`/expenses/mileage/new?return=${trip.id}`}>Add return trip</LinkButton>
            )}
            {mayChange && (
              <Confirmation
                id="delete-trip"
                label="Delete"
                title="Delete this trip?"
                confirmLabel="Yes, delete it"
                fields={{ intent: 'delete', version: String(trip.version) }}
              >
                <p>It leaves the log and every total. It cannot be brought back.</p>
              </Confirmation>
            )}
          </>
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <Card>
        <DefinitionList
          entries={[
            { term: 'Status', details: toWords(trip.status) },
            { term: 'Driven by', details: <MemberName name={trip.driver} /> },
            { term: 'Date', details: <Day date={trip.date} /> },
            { term: 'Purpose', details: trip.purpose ?? 'Not noted' },
            { term: 'Vehicle', details: trip.vehicle ?? 'Not noted' },
            {
              term: 'Miles at the rate of the day',
              details: `${formatMiles(trip.miles)}${trip.rate === null ? '' : ` × ${formatRate(trip.rate)}`}`,
            },
            { term: 'Amount', details: <Money cents={trip.amount} /> },
            { term: 'Deductible by the mile', details: <Money cents={trip.deductible} /> },
          ]}
        />
      </Card>
      {trip.isClosed && <Notice>{`The year ${trip.date.slice(0, 4)} is closed, so this trip stays as it is.`}</Notice>}
      {mayWrite && !mayChange && !trip.isClosed && (
        <Notice>This trip is approved. An owner or admin can change it.</Notice>
      )}
      {mayChange && (
        <TripForm entry={readEntry(answer, entry)} errors={answer?.error} vehicles={vehicles} properties={properties} />
      )}
    </>
  );
}
