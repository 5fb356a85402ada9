import type { Row } from '#db/call-function.server.ts';
import { Tick, TickHeading } from '~/components/ui/bulk-bar.tsx';
import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { TextareaField } from '~/components/ui/field.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { SortableHeading } from '~/components/ui/sortable-heading.tsx';
import { type Sort, turnSort, writeSort } from '~/components/ui/sorting.ts';
import { Tag } from '~/components/ui/tag.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { formatMoney } from '~/utils/money.ts';
import { type OverdueColumn, overdueColumns } from './overdue.ts';

type OverdueInvoice = Row<'list_overdue_invoices'>;

/**
 * Invoices that should have been paid by now.
 * @param mayWrite  whether each shows what BILLING of the platform can do
 * @param typed  the texts of a refused form, by field
 */
export function OverdueInvoices({
  invoices,
  sort,
  mayWrite,
  typed = {},
}: {
  invoices: readonly OverdueInvoice[];
  sort: Sort<OverdueColumn>;
  mayWrite: boolean;
  typed?: Record<string, string>;
}) {
  const headingOf = (column: OverdueColumn) => ({
    column,
    sort,
    href: writeAddress('/admin/overdue', {
      sort: writeSort(overdueColumns, turnSort(overdueColumns, sort, column), 'due'),
    }),
  });
  return (
    <Table caption="Overdue invoices of all organizations">
      <thead>
        <tr>
          {mayWrite && <TickHeading thing="invoices" />}
          <SortableHeading {...headingOf('order')}>Order</SortableHeading>
          <SortableHeading {...headingOf('organization')}>Organization</SortableHeading>
          <SortableHeading {...headingOf('due')}>Due</SortableHeading>
          <SortableHeading {...headingOf('reminded')}>Reminded</SortableHeading>
          <SortableHeading {...headingOf('owed')} isNumber>
            Owed
          </SortableHeading>
        </tr>
      </thead>
      <tbody>
        {invoices.map((invoice) => (
          <tr key={invoice.number}>
            {mayWrite && (
              <td className="w-0 pr-0!">
                <Tick value={invoice.number} label={invoice.number} />
              </td>
            )}
            <th scope="row">
              <a href={`/admin/orders/${invoice.number}`} className="link">
                {invoice.number}
              </a>
            </th>
            <td className="w-full min-w-48">
              <a href={`/admin/organizations/${invoice.organizationId}`} className="link">
                <bdi>{invoice.organizationName}</bdi>
              </a>
              <span className="block text-xs break-all text-muted">{invoice.billingEmail}</span>
              {mayWrite && (
                <Actions invoice={invoice} reason={typed.number === invoice.number ? typed.reason : undefined} />
              )}
            </td>
            <td className="whitespace-nowrap">
              <Day date={invoice.dueOn} />
            </td>
            <td className="whitespace-nowrap">{invoice.remindedOn ? <Day date={invoice.remindedOn} /> : 'Not yet'}</td>
            <td className="number">
              <Money cents={invoice.owed} currency={invoice.currency} />
              <span className="mt-1 block">
                <Standing invoice={invoice} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Standing({ invoice: { isBeingPaid, suspendedAt } }: { invoice: OverdueInvoice }) {
  if (isBeingPaid) return <Tag hue="info">Being paid</Tag>;
  return suspendedAt ? <Tag hue="danger">Suspended</Tag> : null;
}

function Actions({ invoice, reason }: { invoice: OverdueInvoice; reason: string | undefined }) {
  const { number, owed, currency, suspendedAt, isBeingPaid, rowIds, refundedTotal } = invoice;
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      <form method="post">
        <input type="hidden" name="intent" value="remind" />
        <input type="hidden" name="number" value={number} />
        <Button size="small">Remind</Button>
      </form>
      {!suspendedAt && !isBeingPaid && (
        <Confirmation
          id={`suspend-${number}`}
          label="Suspend now"
          size="small"
          title={`Suspend what order ${number} unlocked?`}
          confirmLabel="Yes, suspend it"
          fields={{ intent: 'suspend', number }}
        >
          <p>
            Nobody in the organization can open its tools until it is paid. Data, exports and people stay, and nothing
            of it renews.
          </p>
        </Confirmation>
      )}
      {!isBeingPaid && (
        <Confirmation
          id={`write-off-${number}`}
          label="Write off"
          size="small"
          title={`Write off ${formatMoney(owed, currency)} of order ${number}?`}
          confirmLabel={`Write off ${formatMoney(owed, currency)}`}
          fields={{ intent: 'write-off', number, refundedTotal: String(refundedTotal) }}
        >
          {rowIds.map((id) => (
            <input key={id} type="hidden" name="tools" value={id} />
          ))}
          <p>
            Nothing of it is owed any more, and its tools are locked. A credit note with your reason goes to the buyer.
          </p>
          <TextareaField
            id={`reason-${number}`}
            name="reason"
            label="Reason"
            rows={3}
            maxLength={500}
            required
            defaultValue={reason}
          />
        </Confirmation>
      )}
    </div>
  );
}
