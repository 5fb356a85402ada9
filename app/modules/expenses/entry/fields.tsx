import { useRef, useState } from 'react';
import {
  CheckboxField,
  type FieldError,
  optionsOf,
  SelectField,
  TextareaField,
  TextField,
} from '~/components/ui/field.tsx';
import { CategoryField, PayeeField, PropertyField, VehicleField } from '../choice-fields.tsx';
import type { CategoryChoice, PayeeChoice, VehicleChoice } from '../choices.server.ts';
import { paymentMethodLabels } from '../labels.ts';
import type { PropertyChoice } from '../properties/choices.server.ts';
import { useHints } from './use-hints.tsx';
import { type EntryValues, limitOn } from './values.ts';

export interface Choices {
  categories: readonly CategoryChoice[];
  properties: readonly PropertyChoice[];
  payees: readonly PayeeChoice[];
  vehicles: readonly VehicleChoice[];
}

/**
 * The fields of an expense. With script, a chosen category brings its percent, and what the merchant's rule and possible duplicates
 * are is told while somebody types.
 * @param values  that stand in the fields
 * @param expenseId  of the expense that is changed; undefined for a new one
 * @param followsExpense  for a refund, whose category, property and percent are those of its expense
 */
export function ExpenseFields({
  values,
  errors = {},
  choices: { categories, properties, payees, vehicles },
  expenseId,
  followsExpense = false,
}: {
  values: EntryValues;
  errors?: Record<string, FieldError>;
  choices: Choices;
  expenseId?: string;
  followsExpense?: boolean;
}) {
  const [categoryId, setCategoryId] = useState(values.categoryId ?? '');
  const [vehicleId, setVehicleId] = useState(values.vehicleId ?? '');
  const [date, setDate] = useState(values.date ?? '');
  const percentField = useRef<HTMLDivElement>(null);
  const { hints, ask } = useHints({ expenseId });
  const isNew = expenseId === undefined;
  const category = categories.find(({ id }) => id === categoryId);
  const limit = category && limitOn(category, date);

  /** The percent that a category starts with; for a cost of a vehicle it follows from its method and miles, so it is left empty. */
  function fillPercent(chosenCategory: string, chosenVehicle: string) {
    const input = percentField.current?.querySelector('input');
    const chosen = categories.find(({ id }) => id === chosenCategory);
    if (input && chosen) input.value = chosenVehicle ? '' : String(chosen.start);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to the fields inside
    <div className="grid gap-4 sm:grid-cols-2" onBlur={(event) => ask(event.currentTarget)}>
      <TextField
        name="date"
        label="Date"
        type="date"
        required
        min="2020-01-01"
        defaultValue={values.date}
        error={errors.date}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <TextField
        name="amount"
        label="Amount"
        inputMode="decimal"
        required
        maxLength={14}
        placeholder="0.00"
        autoComplete="off"
        defaultValue={values.amount}
        error={errors.amount}
      />
      <TextField
        name="merchant"
        label="Merchant"
        required
        maxLength={200}
        defaultValue={values.merchant}
        error={errors.merchant}
        className="sm:col-span-2"
      />
      {hints}
      {!followsExpense && (
        <>
          <CategoryField
            name="categoryId"
            categories={categories}
            value={values.categoryId}
            error={errors.categoryId}
            empty={isNew ? 'By the rule for the merchant' : undefined}
            onChange={(event) => {
              setCategoryId(event.currentTarget.value);
              fillPercent(event.currentTarget.value, vehicleId);
            }}
          />
          <div ref={percentField}>
            <TextField
              name="percent"
              label="Percent deducted"
              inputMode="decimal"
              required={false}
              maxLength={7}
              autoComplete="off"
              hint={
                limit === undefined
                  ? 'Empty: what the category starts with.'
                  : `At most ${limit} for ${category?.name}. Empty: what the category starts with.`
              }
              defaultValue={values.percent}
              error={errors.percent}
            />
          </div>
          <PropertyField
            name="listingId"
            properties={properties}
            value={values.listingId}
            error={errors.listingId}
            hint="Expenses of a rental go to Schedule E."
          />
        </>
      )}
      <PayeeField name="payeeId" payees={payees} value={values.payeeId} error={errors.payeeId} />
      <SelectField
        name="paymentMethod"
        label="Paid by"
        options={optionsOf(paymentMethodLabels, 'Not said')}
        defaultValue={values.paymentMethod}
        error={errors.paymentMethod}
      />
      {vehicles.length > 0 && (
        <>
          <VehicleField
            name="vehicleId"
            vehicles={vehicles}
            value={values.vehicleId}
            error={errors.vehicleId}
            onChange={(event) => {
              setVehicleId(event.currentTarget.value);
              fillPercent(categoryId, event.currentTarget.value);
            }}
          />
          <CheckboxField
            name="isParkingOrToll"
            label="Parking or toll"
            hint="Deductible beside the miles of the vehicle."
            defaultChecked={values.isParkingOrToll === 'on'}
            error={errors.isParkingOrToll}
          />
        </>
      )}
      <TextField
        name="description"
        label="Description"
        required={false}
        maxLength={2_000}
        hint="What it was for; for a meal, with whom."
        defaultValue={values.description}
        error={errors.description}
        className="sm:col-span-2"
      />
      <TextareaField
        name="notes"
        label="Notes"
        required={false}
        maxLength={2_000}
        rows={2}
        defaultValue={values.notes}
        error={errors.notes}
        className="sm:col-span-2"
      />
    </div>
  );
}
