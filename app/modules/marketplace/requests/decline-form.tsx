import { Button } from '~/components/ui/button.tsx';
import { type FieldError, TextareaField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { isolateName } from '~/utils/names.ts';

interface DeclineRequestProps {
  requester: string;
  /** The note that was typed before. */
  note?: string;
  error?: FieldError;
}

/** Declines the request of the page it is on. */
export function DeclineRequest({ requester, note, error }: DeclineRequestProps) {
  return (
    <Card>
      <OrganizationForm className="flex flex-col gap-4">
        <h2>Decline</h2>
        <input type="hidden" name="intent" value="decline" />
        <TextareaField
          name="note"
          label={`Note to ${isolateName(requester)}`}
          hint="Why not, and what to do instead."
          required
          maxLength={1000}
          rows={3}
          defaultValue={note}
          error={error}
        />
        <div>
          <Button variant="quiet">Decline</Button>
        </div>
      </OrganizationForm>
    </Card>
  );
}
