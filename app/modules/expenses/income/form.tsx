import { Button } from '~/components/ui/button.tsx';
import { type FieldError, optionsOf, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { writeDollars } from '~/utils/money.ts';
import { incomeKindLabels } from './filters.ts';
import type { IncomeRow, Property } from './queries.server.ts';

/** The texts that the form of an entry starts with. */
export function writeIncome(row: IncomeRow): Record<string, string> {
  return {
    id: row.id,
    version: String(row.version),
    date: row.date,
    kind: row.kind,
    payer: row.payer,
    amount: writeDollars(row.amount),
    listingId: row.listingId ?? '',
    federalWithheld: row.federalWithheld ? writeDollars(row.federalWithheld) : '',
    stateWithheld: row.stateWithheld ? writeDollars(row.stateWithheld) : '',
    description: row.description ?? '',
  };
}

/**
 * An entry of income.
 * @param values  texts by the names of the fields, its id and version among them
 * @param button  "Add income", or "Save"
 */
export function IncomeForm({
  values,
  errors,
  properties,
  today,
  button,
  isReadOnly = false,
}: {
  values: Record<string, string>;
  errors: Record<string, FieldError> | null | undefined;
  properties: readonly Property[];
  today: string;
  button: string;
  isReadOnly?: boolean;
}) {
  const field = (name: string) => ({ name, defaultValue: values[name] ?? '', error: errors?.[name] });
  const dollars = { inputMode: 'decimal', autoComplete: 'off', maxLength: 20 } as const;
  return (
    <OrganizationForm>
      <fieldset disabled={isReadOnly} className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <legend className="sr-only">Entry of income</legend>
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="id" value={values.id} />
        <input type="hidden" name="version" value={values.version} />
        <TextField {...field('date')} label="Received on" type="date" required max={today} />
        <SelectField {...field('kind')} label="Kind" required options={optionsOf(incomeKindLabels)} />
        <TextField {...field('amount')} {...dollars} label="Amount in dollars" required hint="Before withholding" />
        <TextField {...field('payer')} label="Paid by" required maxLength={200} autoComplete="off" />
        <SelectField
          {...field('listingId')}
          label="Property"
          hint="A rent needs one. The rent of a rental is on Schedule E."
          options={[
            { value: '', label: 'None' },
            ...properties.map(({ id, address }) => ({ value: id, label: address })),
          ]}
        />
        <TextField {...field('federalWithheld')} {...dollars} label="Federal tax withheld" required={false} />
        <TextField {...field('stateWithheld')} {...dollars} label="State tax withheld" required={false} />
        <TextareaField
          {...field('description')}
          label="Description"
          required={false}
          rows={2}
          maxLength={2000}
          className="sm:col-span-2"
        />
        {!isReadOnly && (
          <div className="sm:col-span-2 lg:col-span-3">
            <Button variant="primary">{button}</Button>
          </div>
        )}
      </fieldset>
    </OrganizationForm>
  );
}
