import { Button, LinkButton } from '~/components/ui/button.tsx';
import { SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { PropertyField } from '../choice-fields.tsx';
import type { PropertyChoice } from '../properties/choices.server.ts';
import type { PickedVehicle } from '../vehicles/queries.server.ts';
import { isolateName } from '~/utils/names.ts';

type Errors = Record<string, string[] | null | undefined> | null | undefined;

/**
 * A trip, new or kept.
 * @param entry  texts by field, with `version` for a kept one
 */
export function TripForm({
  entry,
  errors = {},
  vehicles,
  properties,
}: {
  entry: Readonly<Record<string, string | undefined>>;
  errors: Errors;
  vehicles: readonly PickedVehicle[];
  properties: readonly PropertyChoice[];
}) {
  const field = (name: string) => ({ name, defaultValue: entry[name], error: errors?.[name] });
  const ofTaxpayer = vehicles.filter(({ personId }) => personId === null);
  const ofPeople = vehicles.filter(({ personId }) => personId !== null);
  return (
    <OrganizationForm className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="id" value={entry.id} />
      {entry.version !== undefined && <input type="hidden" name="version" value={entry.version} />}
      <TextField {...field('date')} label="Date" type="date" required />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...field('from')} label="From" maxLength={200} required />
        <TextField {...field('to')} label="To" maxLength={200} required />
      </div>
      <TextField
        {...field('purpose')}
        label="Purpose"
        hint="Say why it was for the business, like “Showing for the Lee family”."
        maxLength={200}
        required
      />
      <SelectField {...field('vehicleId')} label="Vehicle" required>
        <option value="">Choose a vehicle</option>
        {ofTaxpayer.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {ofPeople.map(({ id, name, personName }) => (
          <option key={id} value={id}>
            {`${name} (of ${personName === null ? 'somebody who has left' : isolateName(personName)})`}
          </option>
        ))}
      </SelectField>
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField {...field('odometerStart')} label="Odometer at the start" inputMode="decimal" required={false} />
        <TextField {...field('odometerEnd')} label="Odometer at the end" inputMode="decimal" required={false} />
        <TextField
          {...field('distance')}
          label="Miles for the business"
          inputMode="decimal"
          hint="May be left empty with both readings."
        />
      </div>
      {ofPeople.length > 0 && (
        <TextField
          {...field('reimbursedAmount')}
          label="Paid back to the vehicle’s owner"
          inputMode="decimal"
          required={false}
          hint="Dollars, for a vehicle of a person only. The trip is deductible as far as it was paid back, at most at the rate. Book the payment itself on the vehicle, so that it does not count a second time."
        />
      )}
      <PropertyField name="listingId" properties={properties} value={entry.listingId} error={errors?.listingId} />
      <TextareaField {...field('notes')} label="Notes" rows={2} maxLength={2_000} required={false} />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary">{entry.version === undefined ? 'Add trip' : 'Save'}</Button>
        <LinkButton href="/expenses/mileage" variant="quiet">
          Back to the trips
        </LinkButton>
      </div>
    </OrganizationForm>
  );
}
