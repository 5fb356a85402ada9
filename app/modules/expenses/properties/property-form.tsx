import { Button, LinkButton } from '~/components/ui/button.tsx';
import { CheckboxField, optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { states } from '~/utils/us-states.ts';
import { propertyKindLabels } from './schema.ts';

type Errors = Record<string, string[] | null | undefined> | null | undefined;

/** A property, new or kept. */
export function PropertyForm({
  entry,
  errors = {},
  back,
}: {
  entry: Readonly<Record<string, string | undefined>>;
  errors: Errors;
  back: string;
}) {
  const field = (name: string) => ({ name, defaultValue: entry[name], error: errors?.[name] });
  const isNew = entry.version === undefined;
  return (
    <OrganizationForm className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="id" value={entry.id} />
      {!isNew && <input type="hidden" name="version" value={entry.version} />}
      <TextField {...field('address')} label="Street and number" maxLength={200} required />
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField {...field('city')} label="City" maxLength={200} required />
        <SelectField {...field('state')} label="State" required>
          <option value="">Choose</option>
          {states.map((state) => (
            <option key={state}>{state}</option>
          ))}
        </SelectField>
        <TextField {...field('zipCode')} label="ZIP code" inputMode="numeric" required />
      </div>
      <SelectField
        {...field('kind')}
        label="Kind"
        options={optionsOf(propertyKindLabels)}
        hint="Expenses of a rental go to Schedule E, those of a property for sale to Schedule C."
      />
      {!isNew && (
        <CheckboxField
          name="isRetired"
          label="Retired: sold, or no longer rented out"
          hint="It keeps its expenses and stays in the years it has."
          defaultChecked={entry.isRetired === 'on'}
          error={errors?.isRetired}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary">{isNew ? 'Add property' : 'Save'}</Button>
        <LinkButton href={back} variant="quiet">
          Back
        </LinkButton>
      </div>
    </OrganizationForm>
  );
}
