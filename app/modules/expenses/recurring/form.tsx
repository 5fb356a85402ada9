import { Button } from '~/components/ui/button.tsx';
import { type FieldError, optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { CategoryField, PayeeField, PropertyField } from '../choice-fields.tsx';
import type { Choices } from '../entry/fields.tsx';
import { paymentMethodLabels } from '../labels.ts';
import { recurrenceLabels } from './schema.ts';

/** Adds an expense that comes again. `id` is made with the form, so that a second click adds nothing. */
export function RecurringForm({
  id,
  today,
  choices: { categories, properties, payees },
  typed,
  errors = {},
}: {
  id: string;
  today: string;
  choices: Pick<Choices, 'categories' | 'properties' | 'payees'>;
  typed?: Record<string, string>;
  errors?: Record<string, FieldError>;
}) {
  return (
    <details className="card p-5" open={typed !== undefined}>
      <summary className="cursor-pointer font-medium">Add a recurring expense</summary>
      <OrganizationForm className="mt-4 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <input type="hidden" name="id" value={typed?.id ?? id} />
        <TextField
          name="merchant"
          label="Merchant"
          required
          maxLength={200}
          defaultValue={typed?.merchant}
          error={errors.merchant}
        />
        <TextField
          name="amount"
          label="Amount"
          inputMode="decimal"
          required
          maxLength={14}
          placeholder="0.00"
          defaultValue={typed?.amount}
          error={errors.amount}
        />
        <SelectField
          name="recurrence"
          label="Comes again"
          options={optionsOf(recurrenceLabels)}
          defaultValue={typed?.recurrence ?? 'MONTHLY'}
          error={errors.recurrence}
        />
        <TextField
          name="startsOn"
          label="First day"
          type="date"
          required
          min="2020-01-01"
          hint="Days that have passed are entered, too. The 31st is the last day of shorter months."
          defaultValue={typed?.startsOn ?? today}
          error={errors.startsOn}
        />
        <TextField
          name="endsOn"
          label="Last day"
          type="date"
          required={false}
          min="2020-01-01"
          defaultValue={typed?.endsOn}
          error={errors.endsOn}
        />
        <CategoryField name="categoryId" categories={categories} value={typed?.categoryId} error={errors.categoryId} />
        <PropertyField name="listingId" properties={properties} value={typed?.listingId} error={errors.listingId} />
        <PayeeField name="payeeId" payees={payees} value={typed?.payeeId} error={errors.payeeId} />
        <SelectField
          name="paymentMethod"
          label="Paid by"
          options={optionsOf(paymentMethodLabels, 'Not said')}
          defaultValue={typed?.paymentMethod}
          error={errors.paymentMethod}
        />
        <TextField
          name="description"
          label="Description"
          required={false}
          maxLength={2_000}
          defaultValue={typed?.description}
          error={errors.description}
          className="sm:col-span-2 lg:col-span-3"
        />
        <div>
          <Button variant="primary" name="intent" value="add">
            Add
          </Button>
        </div>
      </OrganizationForm>
    </details>
  );
}
