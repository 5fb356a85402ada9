import { optionsOf, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import type { Errors } from './contact-fields.tsx';
import type { Entry } from './entry.ts';
import { consentLengths } from './schema.ts';

/** How somebody agreed to email: where, in which words, and for how long. */
export function ConsentFields({
  consentId,
  entry,
  errors,
  isRequired,
}: {
  /** The id that the entry gets. */
  consentId: string;
  entry: Entry;
  errors: Errors;
  isRequired: boolean;
}) {
  const field = (name: string) => ({ name, defaultValue: entry[name], error: errors?.[name] });
  return (
    <>
      <input type="hidden" name="consentId" value={entry.consentId ?? consentId} />
      <TextField
        {...field('consentSource')}
        label="Where they agreed"
        required={isRequired ? true : undefined}
        maxLength={200}
        hint="Like “Open house, 12 Lake Street” or “Form on our site”."
      />
      <TextareaField
        {...field('consentWording')}
        label="What they agreed to"
        required={false}
        rows={2}
        maxLength={2_000}
        hint="Word by word, as far as you know."
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField {...field('consentMonths')} label="How long it lasts" options={optionsOf(consentLengths)} />
        <TextField
          {...field('consentSince')}
          label="Day of the purchase or inquiry"
          type="date"
          required={false}
          hint="The months count from it; without one, from today."
        />
      </div>
    </>
  );
}
