import { useState } from 'react';
import { Button } from '~/components/ui/button.tsx';
import { type FieldError, FieldMessage, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { formatMoney, parseDollars } from '~/utils/money.ts';
import { CategoryField, PropertyField } from '../choice-fields.tsx';
import type { CategoryChoice } from '../choices.server.ts';
import type { PropertyChoice } from '../properties/choices.server.ts';
import { leftOver, mostParts } from './divide.ts';

/** A part as its fields show it. */
export interface PartTexts {
  id: string;
  amount: string;
  categoryId: string;
  listingId: string;
  percent: string;
}

/**
 * The form that splits an expense. Without script "Add part" asks for the page with one part more; with it, the part comes at once,
 * and what is left over is summed while somebody types.
 * @param amount  of the expense, cents
 */
export function SplitForm({
  amount,
  version,
  parts: given,
  categories,
  properties,
  errors = {},
}: {
  amount: number;
  version: string;
  parts: readonly PartTexts[];
  categories: readonly CategoryChoice[];
  properties: readonly PropertyChoice[];
  errors?: Record<string, FieldError>;
}) {
  const [parts, setParts] = useState(given);
  const sums = parts.map(({ amount: text }) => (text.trim() === '' ? 0 : parseDollars(text)));
  const left = leftOver(amount, sums);
  const write = (id: string, text: string) =>
    setParts(parts.map((part) => (part.id === id ? { ...part, amount: text } : part)));

  return (
    <OrganizationForm className="flex flex-col gap-4">
      <input type="hidden" name="version" value={version} />
      {parts.map(({ id, amount: text, categoryId, listingId, percent }, index) => {
        const name = `parts[${index}]`;
        const field = (key: string) => ({
          id: `part-${index + 1}-${key}`,
          name: `${name}.${key}`,
          error: errors[`${name}.${key}`],
        });
        return (
          <Card key={id} className="p-5">
            <fieldset className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
              <legend className="mb-2 font-semibold">{`Part ${index + 1}`}</legend>
              <input type="hidden" name={`${name}.id`} value={id} />
              <TextField
                {...field('amount')}
                label="Amount"
                inputMode="decimal"
                maxLength={14}
                autoComplete="off"
                defaultValue={text}
                onChange={(event) => write(id, event.currentTarget.value)}
              />
              <CategoryField
                {...field('categoryId')}
                categories={categories}
                value={categoryId}
                empty="Choose a category"
              />
              <PropertyField {...field('listingId')} properties={properties} value={listingId} />
              <TextField
                {...field('percent')}
                label="Percent deducted"
                inputMode="decimal"
                required={false}
                maxLength={7}
                autoComplete="off"
                hint="Empty: what the category starts with."
                defaultValue={percent}
              />
            </fieldset>
          </Card>
        );
      })}
      <FieldMessage id="parts" error={errors.parts} />
      <p id="parts" role="status" className="font-medium">
        {left === null
          ? 'One of the amounts cannot be read.'
          : left === 0
            ? `The parts sum to ${formatMoney(amount)}.`
            : left > 0
              ? `${formatMoney(left)} of ${formatMoney(amount)} is left over.`
              : `The parts are ${formatMoney(-left)} more than ${formatMoney(amount)}.`}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" name="intent" value="save">
          Save split
        </Button>
        {parts.length < mostParts && (
          <Button
            name="intent"
            value="add-part"
            formNoValidate
            onClick={(event) => {
              event.preventDefault();
              setParts([...parts, { id: crypto.randomUUID(), amount: '', categoryId: '', listingId: '', percent: '' }]);
            }}
          >
            Add part
          </Button>
        )}
      </div>
    </OrganizationForm>
  );
}
