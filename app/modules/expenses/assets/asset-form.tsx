import { Button, LinkButton } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { PropertyField } from '../choice-fields.tsx';
import type { PropertyChoice } from '../properties/choices.server.ts';
import { assetClassLabels } from './schema.ts';

type Errors = Record<string, string[] | null | undefined> | null | undefined;

/** An asset, new or kept. */
export function AssetForm({
  entry,
  errors = {},
  properties,
  back,
}: {
  entry: Readonly<Record<string, string | undefined>>;
  errors: Errors;
  properties: readonly PropertyChoice[];
  back: string;
}) {
  const field = (name: string) => ({ name, defaultValue: entry[name], error: errors?.[name] });
  const isNew = entry.version === undefined;
  return (
    <OrganizationForm className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="id" value={entry.id} />
      {!isNew && <input type="hidden" name="version" value={entry.version} />}
      <TextField {...field('name')} label="Name" hint="Like “Building” or “Roof 2026”." maxLength={200} required />
      <PropertyField
        name="listingId"
        properties={properties}
        value={entry.listingId}
        empty="None: it serves the business (Schedule C)"
        error={errors?.listingId}
      />
      <SelectField {...field('assetClass')} label="Depreciation" options={optionsOf(assetClassLabels)} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          {...field('basis')}
          label="Cost without land"
          inputMode="decimal"
          hint="Dollars. Land is not depreciated."
          required
        />
        <TextField {...field('inServiceOn')} label="Placed in service" type="date" required />
      </div>
      <TextareaField
        {...field('yearlyAmounts')}
        label="Amounts typed for a year"
        hint="One line a year, like “2026: 1200.00”. For section 179, bonus depreciation, other classes, and the year of a sale, which ends the table."
        rows={3}
        maxLength={2_000}
        required={false}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary">{isNew ? 'Add asset' : 'Save'}</Button>
        <LinkButton href={back} variant="quiet">
          Back
        </LinkButton>
      </div>
    </OrganizationForm>
  );
}
