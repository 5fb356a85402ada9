import { Button } from '~/components/ui/button.tsx';
import { TextareaField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { Errors } from '../contacts/contact-fields.tsx';
import type { Entry } from '../contacts/entry.ts';

/** A list, new or kept. @param save  the text of the button */
export function ListForm({ entry, errors, save }: { entry: Entry; errors: Errors; save: string }) {
  return (
    <OrganizationForm className="flex flex-col gap-4">
      <input type="hidden" name="id" value={entry.id} />
      <TextField
        name="name"
        label="Name"
        required
        maxLength={200}
        autoComplete="off"
        hint="People see it where they unsubscribe."
        defaultValue={entry.name}
        error={errors?.name}
      />
      <TextareaField
        name="description"
        label="Description"
        required={false}
        rows={2}
        maxLength={1_000}
        defaultValue={entry.description}
        error={errors?.description}
      />
      <div>
        <Button name="intent" value="save">
          {save}
        </Button>
      </div>
    </OrganizationForm>
  );
}
