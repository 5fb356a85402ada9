import { Button, LinkButton } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { writeSort } from '~/components/ui/sorting.ts';
import { paymentMethodLabels, paymentStatusLabels } from '~/modules/marketplace/labels.ts';
import { judgeDays } from '~/utils/ranges.ts';
import { type OrderFilters, orderColumns } from './filters.ts';

/** Narrows the list of all orders by its address. */
export function OrderFilterForm({ filters }: { filters: OrderFilters }) {
  const order = writeSort(orderColumns, filters.sort, 'placed');
  return (
    <Card className="p-4">
      <form action="/admin/orders" className="grid grid-cols-2 items-end gap-4 xl:grid-cols-6">
        <TextField
          name="q"
          id="order-query"
          type="search"
          label="Order number, organization or buyer"
          maxLength={100}
          defaultValue={filters.query}
          className="col-span-2"
        />
        <SelectField
          name="status"
          label="Payment"
          defaultValue={filters.status ?? ''}
          options={optionsOf(paymentStatusLabels, 'Any')}
        />
        <SelectField
          name="method"
          label="Method"
          defaultValue={filters.method ?? ''}
          options={optionsOf(paymentMethodLabels, 'Any')}
        />
        <TextField name="from" type="date" label="From" defaultValue={filters.from ?? ''} />
        <TextField
          name="to"
          type="date"
          label="To"
          defaultValue={filters.to ?? ''}
          error={judgeDays(filters.from, filters.to)}
        />
        {order && <input type="hidden" name="sort" value={order} />}
        <div className="col-span-2 flex gap-2 xl:col-span-6">
          <Button>Find orders</Button>
          <LinkButton variant="quiet" href="/admin/orders">
            Clear
          </LinkButton>
        </div>
      </form>
    </Card>
  );
}
