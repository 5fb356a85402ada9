import { Button } from '~/components/ui/button.tsx';
import { CheckboxField, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { Errors } from '../contacts/contact-fields.tsx';
import type { Entry } from '../contacts/entry.ts';
import type { ListChoice } from '../contacts/queries.server.ts';
import type { DetectedFile } from './detection.ts';
import { describeColumns, type SuggestedMapping } from './mapping.ts';

/** The texts of the form that begins an import, from what is suggested. */
export function suggestedEntry(mapping: SuggestedMapping): Entry {
  const write = (place: number | null) => (place === null ? '' : String(place));
  return {
    headerLine: write(mapping.headerLine),
    email: write(mapping.email),
    fullName: write(mapping.name),
    firstName: write(mapping.firstName),
    lastName: write(mapping.lastName),
    phone: write(mapping.phone),
    tagColumn: write(mapping.tags),
    timeZone: write(mapping.timeZone),
  };
}

/** Says which column is what, where the people agreed, and what is done with all of them. */
export function StartForm({
  detected,
  lists,
  entry,
  errors,
}: {
  detected: DetectedFile;
  lists: readonly ListChoice[];
  entry: Entry;
  errors: Errors;
}) {
  const field = (name: string) => ({ name, defaultValue: entry[name], error: errors?.[name] });
  const columns = describeColumns(detected).map((label, place) => ({ value: String(place), label }));
  const column = (name: string, label: string, none = 'None') => (
    <SelectField {...field(name)} label={label} options={[{ value: '', label: none }, ...columns]} />
  );
  return (
    <Card className="p-5">
      <OrganizationForm className="flex flex-col gap-6">
        <fieldset>
          <legend className="mb-3 text-base font-semibold">Columns</legend>
          <div className="grid gap-4 sm:grid-cols-2">
            {column('email', 'Email', 'Choose a column')}
            {column('fullName', 'Full name')}
            {column('firstName', 'First name')}
            {column('lastName', 'Last name')}
            {column('phone', 'Phone')}
            {column('tagColumn', 'Tags')}
            {column('timeZone', 'Time zone')}
            <TextField
              {...field('headerLine')}
              label="Line of the column names"
              hint="Everything below it is read. 0 where there are no names."
              inputMode="numeric"
              required
            />
          </div>
        </fieldset>
        <fieldset className="flex flex-col gap-4">
          <legend className="mb-3 text-base font-semibold">Consent</legend>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              {...field('consentSource')}
              label="Where they agreed to email"
              required
              maxLength={160}
              hint="It is kept with each of them, like “Sign-up sheets of 2026”."
            />
            <TextField
              {...field('consentDate')}
              label="When they agreed"
              type="date"
              required
              hint="The day, or that of the last of them."
            />
          </div>
          <TextareaField
            {...field('consentWording')}
            label="What they agreed to"
            required={false}
            rows={2}
            maxLength={2_000}
            hint="Word by word, as far as you know."
          />
          <CheckboxField
            name="attested"
            label="Every one of these people agreed to email from us"
            hint="Who took their consent back, is suppressed or left the list stays as they are, whatever the file says."
            defaultChecked={entry.attested === 'on'}
            error={errors?.attested}
          />
        </fieldset>
        <fieldset>
          <legend className="mb-3 text-base font-semibold">For all of them</legend>
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              {...field('listId')}
              label="Put them on a list"
              options={[{ value: '', label: 'No list' }, ...lists.map(({ id, name }) => ({ value: id, label: name }))]}
            />
            <TextField
              {...field('tags')}
              label="Add tags"
              required={false}
              maxLength={1_100}
              autoComplete="off"
              hint="With commas between, at most 20."
            />
          </div>
        </fieldset>
        <div>
          <Button variant="primary" name="intent" value="start">
            Import
          </Button>
        </div>
      </OrganizationForm>
    </Card>
  );
}
