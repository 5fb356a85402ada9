import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { CategoryField, PropertyField } from '../choice-fields.tsx';
import type { CategoryChoice } from '../choices.server.ts';
import type { PropertyChoice } from '../properties/choices.server.ts';

/**
 * What can be done to the expenses that are ticked, in the form around their list.
 * @param decides  whether the viewer decides about expenses
 * @param typed  the texts that were typed before
 */
export function BulkBar({
  decides,
  categories,
  properties,
  typed = {},
  errors = {},
}: {
  decides: boolean;
  categories: readonly CategoryChoice[];
  properties: readonly PropertyChoice[];
  typed?: Record<string, string>;
  errors?: Record<string, string | string[] | null>;
}) {
  const note = <TextField name="note" label="Note" maxLength={1_000} defaultValue={typed.note} error={errors.note} />;
  return (
    <fieldset className="card flex flex-wrap items-end gap-x-3 gap-y-4 p-4 md:sticky md:bottom-3 md:z-10">
      <legend className="sr-only">Do to the ticked expenses</legend>
      {decides && (
        <>
          <Button name="act" value="APPROVE" variant="primary">
            Approve
          </Button>
          {/* What is wrong with it is said where it is seen: the question is shut after the answer. */}
          {errors.note && <div className="min-w-0 basis-full">{note}</div>}
          <Confirmation
            id="reject-ticked"
            label="Reject"
            title="Reject the ticked expenses?"
            confirmLabel="Reject them"
            sends={{ name: 'act', value: 'REJECT' }}
          >
            <p>Rejected expenses count nowhere. Whoever spent the money reads the note.</p>
            {!errors.note && note}
          </Confirmation>
        </>
      )}
      <div className="flex min-w-0 items-end gap-2">
        <CategoryField
          name="category"
          label="New category"
          categories={categories}
          empty="Choose a category"
          value={typed.category}
          error={errors.category}
        />
        <Button name="act" value="SET_CATEGORY" className="shrink-0">
          Set category
        </Button>
      </div>
      <div className="flex min-w-0 items-end gap-2">
        <PropertyField
          name="property"
          label="New property"
          properties={properties}
          empty="Choose a property"
          none="None: take it off"
          value={typed.property}
          error={errors.property}
        />
        <Button name="act" value="SET_PROPERTY" className="shrink-0">
          Set property
        </Button>
      </div>
      <Confirmation
        id="delete-ticked"
        label="Delete"
        title="Delete the ticked expenses?"
        confirmLabel="Delete them"
        sends={{ name: 'act', value: 'DELETE' }}
      >
        <p>They leave the books, with their receipts. This cannot be undone.</p>
      </Confirmation>
    </fieldset>
  );
}
