import { Button, LinkButton } from '~/components/ui/button.tsx';
import { CheckboxField, optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { states } from '~/utils/us-states.ts';
import { classificationLabels } from './schema.ts';

type Errors = Record<string, string[] | null | undefined> | null | undefined;

/** A payee, new or kept: what a Form 1099 needs, and never their whole tax number. */
export function PayeeForm({
  entry,
  errors = {},
}: {
  entry: Readonly<Record<string, string | undefined>>;
  errors: Errors;
}) {
  const field = (name: string) => ({ name, defaultValue: entry[name], error: errors?.[name] });
  const isNew = entry.version === undefined;
  return (
    <OrganizationForm className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="id" value={entry.id} />
      {!isNew && <input type="hidden" name="version" value={entry.version} />}
      <TextField {...field('name')} label="Name" hint="As it is on their Form W-9." maxLength={200} required />
      <SelectField
        {...field('classification')}
        label="Classification"
        options={optionsOf(classificationLabels, 'Not known yet')}
        hint="Corporations get no Form 1099, attorneys do."
      />
      <CheckboxField
        name="isAttorney"
        label="Attorney or law firm"
        defaultChecked={entry.isAttorney === 'on'}
        error={errors?.isAttorney}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...field('w9ReceivedOn')} label="Form W-9 received on" type="date" required={false} />
        <TextField
          {...field('taxNumberLastFour')}
          label="Tax number, last four digits"
          inputMode="numeric"
          autoComplete="off"
          pattern="[0-9]{4}"
          title="Four digits"
          required={false}
          hint="Never enter the whole number here."
        />
      </div>
      <TextField {...field('address')} label="Street and number" maxLength={200} required={false} />
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField {...field('city')} label="City" maxLength={200} required={false} />
        <SelectField {...field('state')} label="State" required={false}>
          <option value="">None</option>
          {states.map((state) => (
            <option key={state}>{state}</option>
          ))}
        </SelectField>
        <TextField {...field('zipCode')} label="ZIP code" inputMode="numeric" required={false} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary">{isNew ? 'Add payee' : 'Save'}</Button>
        <LinkButton href="/expenses/payees" variant="quiet">
          Back to the payees
        </LinkButton>
      </div>
    </OrganizationForm>
  );
}
