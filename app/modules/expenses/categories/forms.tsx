import { Button } from '~/components/ui/button.tsx';
import { type FieldError, optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { CategoryField, PropertyField } from '../choice-fields.tsx';
import type { CategoryChoice } from '../choices.server.ts';
import type { PropertyChoice } from '../properties/choices.server.ts';
import { irsCategoryLabels } from './irs-categories.ts';

interface FormProps {
  /** Made with the form, so that a second click adds nothing. */
  id: string;
  /** The texts that were typed before. */
  typed?: Record<string, string>;
  errors?: Record<string, FieldError>;
}

/** Adds a category of the organization. */
export function AddCategory({ id, typed, errors = {} }: FormProps) {
  return (
    <details className="card p-5" open={typed !== undefined}>
      <summary className="cursor-pointer font-medium">Add a category</summary>
      <OrganizationForm className="mt-4 grid gap-4 sm:grid-cols-2">
        <input type="hidden" name="id" value={typed?.id ?? id} />
        <TextField name="name" label="Name" required maxLength={200} defaultValue={typed?.name} error={errors.name} />
        <SelectField
          name="irsCategory"
          label="On the tax forms"
          options={optionsOf(irsCategoryLabels, 'Not decided: other expenses')}
          defaultValue={typed?.irsCategory}
          error={errors.irsCategory}
        />
        <TextField
          name="limit"
          label="Percent deducted at most"
          inputMode="decimal"
          required={false}
          maxLength={7}
          hint="Empty: 100, for meals 50."
          defaultValue={typed?.limit}
          error={errors.limit}
        />
        <TextField
          name="description"
          label="Description"
          required={false}
          maxLength={2_000}
          defaultValue={typed?.description}
          error={errors.description}
        />
        <div>
          <Button variant="primary" name="intent" value="add-category">
            Add category
          </Button>
        </div>
      </OrganizationForm>
    </details>
  );
}

/** Adds a rule about merchants. */
export function AddRule({
  id,
  typed,
  errors = {},
  categories,
  properties,
}: FormProps & { categories: readonly CategoryChoice[]; properties: readonly PropertyChoice[] }) {
  return (
    <details className="card p-5" open={typed !== undefined}>
      <summary className="cursor-pointer font-medium">Add a merchant rule</summary>
      <OrganizationForm className="mt-4 grid gap-4 sm:grid-cols-3">
        <input type="hidden" name="id" value={typed?.id ?? id} />
        <TextField
          name="merchant"
          label="Merchant holds"
          required
          maxLength={200}
          hint="Part of the name, like “home depot”. The longest text that fits decides."
          defaultValue={typed?.merchant}
          error={errors.merchant}
        />
        <CategoryField name="categoryId" categories={categories} value={typed?.categoryId} error={errors.categoryId} />
        <PropertyField name="listingId" properties={properties} value={typed?.listingId} error={errors.listingId} />
        <div>
          <Button variant="primary" name="intent" value="add-rule">
            Add rule
          </Button>
        </div>
      </OrganizationForm>
    </details>
  );
}
