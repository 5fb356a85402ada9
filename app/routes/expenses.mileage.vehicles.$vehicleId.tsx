import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { readEntry } from '~/modules/expenses/kept-entry.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { countOtherMiles, formatMiles, sayMiles } from '~/modules/expenses/trips/miles.ts';
import { deleteVehicle, saveVehicle, saveVehicleYear } from '~/modules/expenses/vehicles/commands.server.ts';
import { keptVehicle, keptYear } from '~/modules/expenses/vehicles/entry.ts';
import { explainVehicle } from '~/modules/expenses/vehicles/outcomes.ts';
import { findVehicle } from '~/modules/expenses/vehicles/queries.server.ts';
import { vehicleMethodLabels, vehiclePageSchema } from '~/modules/expenses/vehicles/schema.ts';
import { VehicleForm } from '~/modules/expenses/vehicles/vehicle-form.tsx';
import { VehicleYearForm } from '~/modules/expenses/vehicles/year-form.tsx';
import { YearFilter } from '~/modules/expenses/year-filter.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { isolateName } from '~/utils/names.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Vehicle');

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.vehicleId);
  const year = readBookYear(new URL(args.request.url).searchParams.get('year'));
  const [{ mayWrite, role, user }, { found }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ found: findVehicle(handle, id, year) })),
  ]);
  const [vehicle] = found;
  if (!vehicle) throw notFound();
  const mayChange = mayWrite && (role === 'OWNER' || role === 'ADMIN' || vehicle.personId === user.id);
  const isInUse =
    Number(vehicle.firstUsedOn.slice(0, 4)) <= year &&
    (!vehicle.lastUsedOn || Number(vehicle.lastUsedOn.slice(0, 4)) >= year);
  return { vehicle, kept: keptVehicle(vehicle), keptYear: keptYear(vehicle), year, mayChange, isInUse };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.vehicleId);
  const form = await parseForm(args.request, vehiclePageSchema);
  if (!form.ok) return form.answer;
  const { value } = form;
  if (value.intent === 'save' && (value.id !== id || value.version === null)) throw notFound();
  const { mayWrite } = await requireModule(args, expenses);
  if (!mayWrite) throw notFound();
  const { done } = await args.context.database.write((handle) => ({
    done:
      value.intent === 'save'
        ? saveVehicle(handle, value)
        : value.intent === 'save-year'
          ? saveVehicleYear(handle, id, value)
          : deleteVehicle(handle, id),
  }));
  const outcome = done[0]?.outcome;
  const page = `/expenses/mileage/vehicles/${id}`;
  if (outcome === 'DELETED') return redirectWithToast(args.context, '/expenses/mileage', 'The vehicle is deleted.');
  if (outcome === 'SAVED') {
    return value.intent === 'save-year'
      ? redirectWithToast(args.context, `${page}?year=${value.taxYear}`, `The year ${value.taxYear} is saved.`)
      : redirectWithToast(args.context, page, 'The vehicle is saved.');
  }
  const refusal = outcome && explainVehicle(outcome);
  if (!refusal) throw notFound();
  const { field, message } = refusal;
  return form.refuse(value.intent !== 'delete' && field ? { [field]: message } : message, 409);
}

export default function VehiclePage() {
  const { vehicle, kept, keptYear, year, mayChange, isInUse } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isOfYear = answer?.initialValue?.intent === 'save-year';
  const ofYear = isOfYear ? answer : undefined;
  const ofVehicle = isOfYear ? undefined : answer;
  const path = `/expenses/mileage/vehicles/${vehicle.id}`;
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: '/expenses/mileage', label: 'Mileage' },
        ]}
        current={vehicle.name}
      />
      <PageHeader
        title={vehicle.name}
        description={
          vehicle.personId === null
            ? 'A vehicle of the business.'
            : `The vehicle of ${vehicle.personName === null ? 'somebody who has left' : isolateName(vehicle.personName)}. Its miles are deductible as far as they were paid back.`
        }
        actions={
          mayChange && (
            <Confirmation
              id="delete-vehicle"
              label="Delete"
              title={`Delete ${vehicle.name}?`}
              confirmLabel="Yes, delete it"
              fields={{ intent: 'delete' }}
            >
              <p>Only a vehicle without trips and costs can be deleted. Others end with their last day of use.</p>
            </Confirmation>
          )
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <YearFilter action={path} year={year} />
      <section className="flex flex-col gap-4">
        <h2>{`In ${year}`}</h2>
        <Card>
          <DefinitionList
            entries={[
              { term: 'Costs are deducted by', details: vehicleMethodLabels[vehicle.method] },
              { term: 'Business miles, approved', details: formatMiles(vehicle.businessMiles) },
              { term: 'Commuting miles', details: sayMiles(vehicle.commutingMiles) },
              { term: 'Other miles', details: sayMiles(countOtherMiles(vehicle)) },
              {
                term: 'Driven for the business',
                details: vehicle.businessPercent === null ? 'Not known yet' : `${vehicle.businessPercent} %`,
              },
              { term: 'Deductible by the mile', details: <Money cents={vehicle.tripsDeductible} /> },
              { term: 'Other costs', details: <Money cents={vehicle.costs} /> },
              { term: 'Deductible of them', details: <Money cents={vehicle.costsDeductible} /> },
            ]}
          />
        </Card>
        {vehicle.personId === null && vehicle.method === 'ACTUAL' && vehicle.businessPercent === null && (
          <Notice kind="warning" title="Its costs count nothing yet">
            <p>They count as far as it is driven for the business. Enter both readings of the odometer.</p>
          </Notice>
        )}
        {vehicle.isClosed ? (
          <Notice>{`The year ${year} is closed, so nothing of it changes.`}</Notice>
        ) : !isInUse ? (
          <Notice>{`The vehicle was not in use in ${year}.`}</Notice>
        ) : (
          mayChange && (
            <VehicleYearForm
              entry={readEntry(ofYear, keptYear)}
              errors={ofYear?.error}
              year={year}
              isOfPerson={vehicle.personId !== null}
            />
          )
        )}
      </section>
      <section className="flex flex-col gap-4">
        <h2>The vehicle</h2>
        {mayChange ? (
          <VehicleForm entry={readEntry(ofVehicle, kept)} errors={ofVehicle?.error} drivers={[]} />
        ) : (
          <p className="text-muted">
            {'In use since '}
            <Day date={vehicle.firstUsedOn} />
            {vehicle.lastUsedOn && (
              <>
                {' until '}
                <Day date={vehicle.lastUsedOn} />
              </>
            )}
          </p>
        )}
      </section>
    </>
  );
}
