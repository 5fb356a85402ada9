import { Button } from '~/components/ui/button.tsx';
import { type FieldError, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { DetectedCsv, DetectedFile } from './detection.ts';
import { describeColumns, type SuggestedMapping } from './mapping.ts';

interface MappingFormProps {
  detected: DetectedFile;
  /** The mapping to begin with; null for OFX. */
  mapping: SuggestedMapping | null;
  moneyIn: string;
  /** Id of a category; empty for none. */
  category: string;
  categories: readonly { id: string; name: string }[];
  maySeeTaxes: boolean;
  /** What was typed before, by field. */
  typed: Record<string, string> | undefined;
  errors: Record<string, FieldError>;
}

const orders = [
  { value: 'MDY', label: 'Month, day, year: 03/25/2026' },
  { value: 'DMY', label: 'Day, month, year: 25/03/2026' },
  { value: 'YMD', label: 'Year, month, day: 2026-03-25' },
];
const decimals = [
  { value: 'POINT', label: 'Point: 1,234.56' },
  { value: 'COMMA', label: 'Comma: 1.234,56' },
];
const signs = [
  { value: 'OUT_NEGATIVE', label: 'Money out is negative: -14.50' },
  { value: 'OUT_POSITIVE', label: 'Money out is positive: 14.50' },
];

/** Says which column is what, and what becomes of money that came in. */
export function MappingForm(props: MappingFormProps) {
  const { detected, mapping, categories, maySeeTaxes, typed, errors } = props;
  return (
    <Card className="p-5">
      <OrganizationForm className="flex flex-col gap-5">
        <input type="hidden" name="intent" value={detected.format === 'CSV' ? 'map-table' : 'map-ofx'} />
        {detected.format === 'CSV' && mapping && (
          <ColumnFields detected={detected} mapping={mapping} typed={typed} errors={errors} />
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="moneyIn"
            label="Money that came in"
            hint={maySeeTaxes ? undefined : 'Income is entered by those who may see taxes.'}
            defaultValue={typed?.moneyIn ?? props.moneyIn}
            error={errors.moneyIn}
            options={[
              { value: 'SKIP', label: 'Skip it' },
              { value: 'REFUND', label: 'It is refunds of expenses' },
              ...(maySeeTaxes ? [{ value: 'INCOME', label: 'It is income' }] : []),
            ]}
          />
          <SelectField
            name="category"
            label="Category"
            hint="Of everything that no merchant rule knows."
            defaultValue={typed?.category ?? props.category}
            error={errors.category}
            options={[
              { value: '', label: 'Choose a category' },
              ...categories.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </div>
        <div>
          <Button variant="primary">Use this mapping</Button>
        </div>
      </OrganizationForm>
    </Card>
  );
}

function ColumnFields({
  detected,
  mapping,
  typed,
  errors,
}: {
  detected: DetectedCsv;
  mapping: SuggestedMapping;
  typed: Record<string, string> | undefined;
  errors: Record<string, FieldError>;
}) {
  const columns = describeColumns(detected).map((label, place) => ({ value: String(place), label }));
  const column = (name: keyof SuggestedMapping, label: string, none = 'None', hint?: string) => (
    <SelectField
      name={name}
      label={label}
      hint={hint}
      defaultValue={typed?.[name] ?? String(mapping[name] ?? '')}
      error={errors[name]}
      options={[{ value: '', label: none }, ...columns]}
    />
  );
  const choice = (name: 'dateOrder' | 'decimal' | 'sign', label: string, options: typeof orders) => (
    <SelectField
      name={name}
      label={label}
      defaultValue={typed?.[name] ?? mapping[name] ?? ''}
      error={errors[name]}
      options={mapping[name] === null ? [{ value: '', label: 'Choose one' }, ...options] : options}
    />
  );
  return (
    <>
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 text-base font-semibold">Columns</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          {column('date', 'Date', 'Choose a column')}
          {column('merchant', 'Merchant', 'Choose a column')}
          {column('amount', 'Amount', 'In two columns')}
          {column('notes', 'Description')}
          {column('spent', 'Money out', 'None', 'Where amounts are in two columns.')}
          {column('received', 'Money in', 'None', 'Where amounts are in two columns.')}
          {column('bankId', 'Reference of the bank')}
          {column('currency', 'Currency', 'All in US dollars')}
        </div>
      </fieldset>
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 text-base font-semibold">How they are written</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          {choice('dateOrder', 'Order of dates', orders)}
          {choice('decimal', 'Decimal sign', decimals)}
          {choice('sign', 'Sign of amounts', signs)}
          <TextField
            name="headerLine"
            label="Line of the column names"
            hint="Everything below it is read. 0 where there are no names."
            inputMode="numeric"
            required
            defaultValue={typed?.headerLine ?? String(mapping.headerLine ?? 0)}
            error={errors.headerLine}
          />
        </div>
      </fieldset>
    </>
  );
}

/** The first lines of a table as they stand in the file. A phone shows the first cells of each. */
export function SampleTable({ detected: { sample } }: { detected: DetectedCsv }) {
  return (
    <details className="card p-5" open>
      <summary className="font-semibold">The first lines of the file</summary>
      <ol className="mt-3 flex flex-col gap-2">
        {sample.slice(0, 8).map(({ line, cells }) => (
          <li key={line} className="text-xs break-words text-muted">
            <span className="mr-2 tabular-nums">{`Line ${line}:`}</span>
            {cells.map((cell, place) => (
              <span key={place} className="mr-1 inline-block rounded-sm bg-surface-2 px-1 text-ink">
                {cell || '–'}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </details>
  );
}
