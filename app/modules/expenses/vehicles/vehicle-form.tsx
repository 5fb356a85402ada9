import { Button, LinkButton } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { vehicleMethodLabels } from './schema.ts';

type Entry = Readonly<Record<string, string | undefined>>;
type Errors = Record<string, string[] | null | undefined> | null | undefined;

/**
 * A vehicle, new or kept. Whose it is and the method of its first year are asked once.
 * @param drivers  whom a new vehicle can belong to
 * @param ownOnly  whether the viewer adds vehicles of their own only
 */
export function VehicleForm({
  entry,
  errors = {},
  drivers,
  ownOnly = false,
}: {
  entry: Entry;
  errors: Errors;
  drivers: readonly { id: string; name: string }[];
  ownOnly?: boolean;
}) {
  const field = (name: string) => ({ name, defaultValue: entry[name], error: errors?.[name] });
  const isNew = entry.version === undefined;
  return (
    <OrganizationForm className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="id" value={entry.id} />
      {!isNew && <input type="hidden" name="version" value={entry.version} />}
      <TextField {...field('name')} label="Name" hint="Make, model or plate." maxLength={200} required />
      {isNew && (
        <SelectField
          {...field('personId')}
          label="Belongs to"
          hint="Costs of a person’s vehicle are deductible as far as the person was paid back."
        >
          {!ownOnly && <option value="">The business (the taxpayer)</option>}
          {drivers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...field('firstUsedOn')} label="First driven for the business" type="date" required />
        <TextField
          {...field('lastUsedOn')}
          label="Last driven for the business"
          type="date"
          required={false}
          hint="Once it is sold or given up."
        />
      </div>
      {isNew && !ownOnly && (
        <SelectField
          {...field('method')}
          label="Costs in its first year"
          options={optionsOf(vehicleMethodLabels)}
          hint="A vehicle with actual costs in its first year keeps them for good. Five or more vehicles at once cannot have the standard rate."
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant={isNew ? 'primary' : 'secondary'}>{isNew ? 'Add vehicle' : 'Save vehicle'}</Button>
        {isNew && (
          <LinkButton href="/expenses/mileage" variant="quiet">
            Back to the trips
          </LinkButton>
        )}
      </div>
    </OrganizationForm>
  );
}
