import type { ChangeEventHandler } from 'react';
import { type FieldError, SelectField } from '~/components/ui/field.tsx';
import type { CategoryChoice, PayeeChoice, VehicleChoice } from './choices.server.ts';
import type { PropertyChoice } from './properties/choices.server.ts';
import { isolateName } from '~/utils/names.ts';

interface ChoiceFieldProps {
  name: string;
  id?: string;
  label?: string;
  /** Id of what is chosen. */
  value?: string;
  error?: FieldError;
  hint?: string;
}

/** Chooses a category. `empty` is the label of the choice of none; without it, one has to be chosen. */
export function CategoryField({
  label = 'Category',
  categories,
  empty,
  onChange,
  value = '',
  ...field
}: ChoiceFieldProps & {
  categories: readonly CategoryChoice[];
  empty?: string;
  onChange?: ChangeEventHandler<HTMLSelectElement>;
}) {
  const own = categories.filter(({ isSystem }) => !isSystem);
  const system = categories.filter(({ isSystem }) => isSystem);
  return (
    <SelectField
      {...field}
      label={label}
      defaultValue={value}
      required={empty === undefined || undefined}
      onChange={onChange}
    >
      <option value="">{empty ?? 'Choose a category'}</option>
      {own.length > 0 && (
        <optgroup label="Yours">
          <CategoryOptions categories={own} />
        </optgroup>
      )}
      <optgroup label="Of the tax forms">
        <CategoryOptions categories={system} />
      </optgroup>
    </SelectField>
  );
}

function CategoryOptions({ categories }: { categories: readonly CategoryChoice[] }) {
  return categories.map(({ id, name, isActive }) => (
    <option key={id} value={id}>
      {isActive ? name : `${name} (archived)`}
    </option>
  ));
}

/**
 * Chooses a property, or none. Those that are no longer kept are offered only where they are chosen already.
 * @param none  where nothing is chosen at first: the label of the choice of none, whose value is "NONE"
 */
export function PropertyField({
  label = 'Property',
  properties,
  value = '',
  empty = 'None',
  none,
  ...field
}: ChoiceFieldProps & { properties: readonly PropertyChoice[]; empty?: string; none?: string }) {
  const offered = properties.filter(({ id, isActive }) => isActive || id === value);
  return (
    <SelectField
      {...field}
      label={label}
      defaultValue={value}
      options={[
        { value: '', label: empty },
        ...offered.map(({ id, name, kind }) => ({ value: id, label: kind === 'RENTAL' ? `${name} (rental)` : name })),
        ...(none ? [{ value: 'NONE', label: none }] : []),
      ]}
    />
  );
}

/** Chooses a payee, or none. Those that were put away are offered only where they are chosen already. */
export function PayeeField({ payees, value = '', ...field }: ChoiceFieldProps & { payees: readonly PayeeChoice[] }) {
  const offered = payees.filter(({ id, isActive }) => isActive || id === value);
  return (
    <SelectField
      {...field}
      label="Payee"
      hint={field.hint ?? 'Who gets a Form 1099, if anybody.'}
      defaultValue={value}
      options={[{ value: '', label: 'None' }, ...offered.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}

/** Chooses the vehicle that something was paid for, or none. */
export function VehicleField({
  vehicles,
  onChange,
  value = '',
  ...field
}: ChoiceFieldProps & {
  vehicles: readonly VehicleChoice[];
  onChange: ChangeEventHandler<HTMLSelectElement>;
}) {
  return (
    <SelectField
      {...field}
      onChange={onChange}
      label="Vehicle"
      hint="Beside a rate for miles, only parking, tolls, interest and property tax of a vehicle count."
      defaultValue={value}
      options={[
        { value: '', label: 'None' },
        ...vehicles.map(({ id, name, personName }) => ({
          value: id,
          label: personName ? `${name} (${isolateName(personName)})` : name,
        })),
      ]}
    />
  );
}
