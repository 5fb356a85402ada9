import { Button, LinkButton } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { writeDollars } from '~/utils/money.ts';
import { judgeAmounts, judgeDays } from '~/utils/ranges.ts';
import type { CategoryChoice, PayeeChoice } from '../choices.server.ts';
import { expenseStatusLabels } from '../labels.ts';
import type { PropertyChoice } from '../properties/choices.server.ts';
import {
  countFilters,
  type ExpenseFilters,
  expenseKindLabels,
  noProperty,
  propertyGroups,
  receiptLabels,
  sortLabels,
} from './filters.ts';

/** What the filters of the expenses offer. */
export interface FilterChoices {
  categories: readonly CategoryChoice[];
  properties: readonly PropertyChoice[];
  payees: readonly PayeeChoice[];
  /** Empty for a viewer who sees their own expenses only. */
  members: readonly { id: string; name: string }[];
}

const toOptions = (choices: readonly { id: string; name: string }[]) =>
  choices.map(({ id, name }) => ({ value: id, label: name }));

/** Narrows the list of expenses. The form only reads, so its answer has an address. */
export function ExpenseFilterForm({
  filters,
  choices: { categories, properties, payees, members },
  years,
}: {
  filters: ExpenseFilters;
  choices: FilterChoices;
  /** The tax years that books are kept of, the latest first. */
  years: readonly number[];
}) {
  const { min, max } = filters;
  const chosen = countFilters(filters);
  return (
    <details className="card p-5" open={chosen > 0}>
      <summary className="cursor-pointer font-medium">{chosen > 0 ? `Filter (${chosen} chosen)` : 'Filter'}</summary>
      <form method="get" action="/expenses" className="mt-4 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <TextField
          name="q"
          label="Merchant or description"
          type="search"
          maxLength={100}
          defaultValue={filters.query}
          className="sm:col-span-2"
        />
        <SelectField
          name="year"
          label="Tax year"
          defaultValue={filters.year ?? ''}
          options={[
            { value: '', label: 'All' },
            ...years.map((year) => ({ value: String(year), label: String(year) })),
          ]}
        />
        <SelectField
          name="status"
          label="Status"
          defaultValue={filters.status ?? ''}
          options={optionsOf(expenseStatusLabels, 'All')}
        />
        <TextField name="from" label="From" type="date" defaultValue={filters.from ?? ''} />
        <TextField
          name="to"
          label="To"
          type="date"
          defaultValue={filters.to ?? ''}
          error={judgeDays(filters.from, filters.to)}
        />
        <TextField
          name="min"
          label="Amount from"
          inputMode="decimal"
          maxLength={14}
          defaultValue={min === null ? '' : writeDollars(min)}
        />
        <TextField
          name="max"
          label="Amount to"
          inputMode="decimal"
          maxLength={14}
          defaultValue={max === null ? '' : writeDollars(max)}
          error={judgeAmounts(min, max)}
        />
        <SelectField
          name="category"
          label="Category"
          defaultValue={filters.categoryId ?? ''}
          options={[{ value: '', label: 'All' }, ...toOptions(categories)]}
        />
        <SelectField
          name="listing"
          label="Property"
          defaultValue={filters.listing ?? ''}
          options={[
            { value: '', label: 'All' },
            { value: noProperty, label: 'Of no property' },
            ...optionsOf(propertyGroups),
            ...toOptions(properties),
          ]}
        />
        {members.length > 0 && (
          <SelectField
            name="member"
            label="Spent by"
            defaultValue={filters.memberId ?? ''}
            options={[{ value: '', label: 'Anybody' }, ...toOptions(members)]}
          />
        )}
        <SelectField
          name="payee"
          label="Payee"
          defaultValue={filters.payeeId ?? ''}
          options={[{ value: '', label: 'All' }, ...toOptions(payees)]}
        />
        <SelectField
          name="receipt"
          label="Receipt"
          defaultValue={filters.receipt ?? ''}
          options={optionsOf(receiptLabels, 'All')}
        />
        <SelectField
          name="kind"
          label="Kind"
          defaultValue={filters.kind ?? ''}
          options={optionsOf(expenseKindLabels, 'All')}
        />
        <SelectField name="sort" label="Order" defaultValue={filters.sort} options={optionsOf(sortLabels)} />
        <div className="flex flex-wrap items-end gap-2 sm:col-span-2 lg:col-span-4">
          <Button>Filter</Button>
          {chosen > 0 && (
            <LinkButton variant="quiet" href="/expenses">
              Clear
            </LinkButton>
          )}
        </div>
      </form>
    </details>
  );
}
