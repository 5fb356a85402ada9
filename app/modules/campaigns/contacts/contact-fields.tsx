import { type FieldError, TextareaField, TextField } from '~/components/ui/field.tsx';
import type { Entry } from './entry.ts';

export type Errors = Record<string, FieldError> | null | undefined;

/** The fields of a contact, new or kept. */
export function ContactFields({ entry, errors }: { entry: Entry; errors: Errors }) {
  const field = (name: string) => ({ name, defaultValue: entry[name], error: errors?.[name] });
  return (
    <>
      <input type="hidden" name="id" value={entry.id} />
      {entry.version && <input type="hidden" name="version" value={entry.version} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...field('name')} label="Name" required={false} maxLength={200} autoComplete="off" />
        <TextField
          {...field('email')}
          label="Email"
          type="text"
          inputMode="email"
          required
          maxLength={320}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          hint={
            entry.version
              ? 'A new address starts anew: the consent and the lists they left stay with the old one.'
              : undefined
          }
        />
        <TextField {...field('phone')} label="Phone" type="tel" required={false} maxLength={50} autoComplete="off" />
        <TextField
          {...field('timeZone')}
          label="Time zone"
          required={false}
          maxLength={64}
          autoCapitalize="none"
          autoComplete="off"
          hint="Like America/Chicago. An email can come at a time of their own clock."
        />
        <TextField
          {...field('tags')}
          label="Tags"
          required={false}
          maxLength={5_000}
          autoComplete="off"
          hint="With commas between: buyer, past client."
          className="sm:col-span-2"
        />
        <TextareaField
          {...field('notes')}
          label="Notes"
          required={false}
          maxLength={5_000}
          hint="For your organization. Nothing of it is ever mailed."
          className="sm:col-span-2"
        />
      </div>
    </>
  );
}
