import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { type BillingColumns, readBilling } from '~/modules/marketplace/invoices/billing.ts';
import { decidePaymentState, type PayableOrder } from '~/modules/marketplace/invoices/payment-state.ts';
import {
  type PaymentMethod,
  type PaymentStatus,
  type PriceModel,
  paymentMethodLabels,
  purchaseStatusLabels,
} from '~/modules/marketplace/labels.ts';
import type { UsageTerms } from '~/modules/marketplace/uses/terms.ts';
import { formatDateTime } from '~/utils/dates.ts';
import { BillingAddress, purchaseOrderFacts } from './billing-address.tsx';
import { describeOrderEvent } from './events.ts';
import { OrderTable } from './order-table.tsx';

interface PlatformOrder extends BillingColumns, PayableOrder {
  organizationName: string;
  buyerName: string;
  buyerEmail: string;
  paymentMethod: PaymentMethod;
  purchaseOrderNumber: string | null;
  subtotal: number;
  creditTotal: number;
  currency: string;
  placedAt: string | Date;
  dueOn: string | null;
  paidAt: string | Date | null;
  invoiceNumber: string | null;
  disputedAt: string | Date | null;
}

/** The organization of an order, the address of its invoice, and its sums. */
export function PlatformOrderFacts({ order }: { order: PlatformOrder }) {
  const { currency, refundedTotal } = order;
  const billing = readBilling(order);
  const isSettled = decidePaymentState(order) === 'SETTLED';
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card>
        <h2>Buyer</h2>
        <DefinitionList
          entries={[
            { term: 'Organization', details: <bdi>{order.organizationName}</bdi> },
            { term: 'Placed by', details: <bdi>{order.buyerName}</bdi> },
            { term: 'Email', details: <span className="break-all">{order.buyerEmail}</span> },
            { term: 'Billed to', details: billing ? <BillingAddress billing={billing} /> : 'Nobody: it costs nothing' },
          ]}
        />
      </Card>
      <Card>
        <h2>Payment</h2>
        <DefinitionList
          entries={[
            ...(order.invoiceNumber ? [{ term: 'Invoice', details: order.invoiceNumber }] : []),
            { term: 'Placed', details: <Day date={order.placedAt} /> },
            ...(order.paidAt ? [{ term: 'Paid', details: <Day date={order.paidAt} /> }] : []),
            ...(order.dueOn && !isSettled ? [{ term: 'Due', details: <Day date={order.dueOn} /> }] : []),
            ...(order.disputedAt ? [{ term: 'Disputed since', details: <Day date={order.disputedAt} /> }] : []),
            { term: 'Method', details: paymentMethodLabels[order.paymentMethod] },
            ...purchaseOrderFacts(order.purchaseOrderNumber),
            ...(order.creditTotal > 0
              ? [
                  { term: 'Subtotal', details: <Money cents={order.subtotal} currency={currency} /> },
                  { term: 'Credit', details: <Money cents={-order.creditTotal} currency={currency} /> },
                ]
              : []),
            { term: 'Total', details: <Money cents={order.total} currency={currency} /> },
            ...(refundedTotal > 0
              ? [
                  { term: 'Refunded', details: <Money cents={-refundedTotal} currency={currency} /> },
                  {
                    term: 'Remaining total',
                    details: <Money cents={order.total - refundedTotal} currency={currency} />,
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </div>
  );
}

interface OrderLine {
  id: string;
  kind: 'TOOL' | 'BUNDLE';
  name: string;
  price: number;
  credited: { name: string; orderNumber: string | null }[];
}

interface OrderTool extends UsageTerms {
  id: string;
  orderLineId: string;
  name: string;
  priceModel: PriceModel;
  price: number;
  periodStart: string | Date | null;
  periodEnd: string | Date | null;
  unitsBilled: number | null;
  creditNoteNumber: string | null;
  purchaseStatus: keyof typeof purchaseStatusLabels | null;
}

/** The lines of an order with the tools they charged, and the state of each. */
export function PlatformOrderLines({
  lines,
  tools,
  currency,
}: {
  lines: OrderLine[];
  tools: OrderTool[];
  currency: string;
}) {
  return (
    <section className="flex flex-col gap-3">
      <h2>Lines</h2>
      <OrderTable
        caption="Lines of the order"
        lines={lines.map((line) => ({ ...line, tools: tools.filter(({ orderLineId }) => orderLineId === line.id) }))}
        showTool={({ id }) => <ToolState tool={tools.find((tool) => tool.id === id)} />}
        amountOf={({ price }) => price}
        currency={currency}
      />
    </section>
  );
}

function ToolState({ tool }: { tool: OrderTool | undefined }) {
  if (!tool) return null;
  const { creditNoteNumber, purchaseStatus, unitsBilled } = tool;
  return (
    <span className="ml-2 inline-flex items-center gap-1.5">
      {creditNoteNumber ? (
        <>
          <Tag>Refunded</Tag> {creditNoteNumber}
        </>
      ) : purchaseStatus ? (
        <Tag hue={purchaseStatus === 'ACTIVE' ? 'success' : 'neutral'}>{purchaseStatusLabels[purchaseStatus]}</Tag>
      ) : unitsBilled !== null ? null : (
        'Nothing is unlocked by it now'
      )}
    </span>
  );
}

interface OrderEvent {
  id: string;
  occurredAt: string | Date;
  actorName: string | null;
  statusBefore: PaymentStatus | null;
  statusAfter: PaymentStatus;
  refunded: number;
  wasDisputed: boolean;
  isDisputed: boolean;
}

/** The events of an order, latest first, from the audit trail. */
export function PlatformOrderHistory({ events, currency }: { events: OrderEvent[]; currency: string }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>History</h2>
      <Card className="px-5 py-2.5">
        <ol className="divide-y divide-line">
          {events.map((event) => (
            <li key={event.id} className="flex flex-wrap justify-between gap-x-4 gap-y-1 py-2.5">
              <span>
                <span className="font-medium">{describeOrderEvent(event, currency)}</span>
                <span className="text-muted"> by {event.actorName ? <bdi>{event.actorName}</bdi> : 'the system'}</span>
              </span>
              <time dateTime={new Date(event.occurredAt).toISOString()} className="text-muted tabular-nums">
                {formatDateTime(event.occurredAt)}
              </time>
            </li>
          ))}
        </ol>
      </Card>
    </section>
  );
}
