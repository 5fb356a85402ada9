import { Card, DefinitionList, Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import {
  type PaymentMethod,
  type PaymentStatus,
  paymentMethodLabels,
  purchaseStatusLabels,
} from '~/modules/marketplace/labels.ts';
import { formatDateTime } from '~/utils/dates.ts';
import { describeOrderEvent } from './events.ts';

interface Order {
  organizationName: string;
  buyerName: string;
  buyerEmail: string;
  paymentMethod: PaymentMethod;
  purchaseOrderNumber: string | null;
  billingName: string;
  billingEmail: string;
  billingStreet: string;
  billingCity: string;
  billingState: string;
  billingPostalCode: string;
  subtotal: number;
  creditTotal: number;
  total: number;
  refundedTotal: number;
  currency: string;
  placedAt: string | Date;
  dueOn: string | null;
}

/** Whose an order is, where its invoice goes, and what it comes to. */
export function PlatformOrderFacts({ order }: { order: Order }) {
  const { currency, refundedTotal } = order;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card>
        <h2>Buyer</h2>
        <DefinitionList
          entries={[
            { term: 'Organization', details: order.organizationName },
            { term: 'Placed by', details: order.buyerName },
            { term: 'Email', details: <span className="break-all">{order.buyerEmail}</span> },
            {
              term: 'Billed to',
              details: (
                <address className="not-italic">
                  {order.billingName}
                  <br />
                  {order.billingStreet}
                  <br />
                  {order.billingCity}, {order.billingState} {order.billingPostalCode}
                  <br />
                  <span className="break-all">{order.billingEmail}</span>
                </address>
              ),
            },
          ]}
        />
      </Card>
      <Card>
        <h2>Payment</h2>
        <DefinitionList
          entries={[
            { term: 'Placed', details: <Day date={order.placedAt} /> },
            ...(order.dueOn ? [{ term: 'Due', details: <Day date={order.dueOn} /> }] : []),
            { term: 'Method', details: paymentMethodLabels[order.paymentMethod] },
            ...(order.purchaseOrderNumber
              ? [{ term: 'Purchase order', details: <span className="break-all">{order.purchaseOrderNumber}</span> }]
              : []),
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
  includedTools: string[];
  price: number;
  creditNoteNumber: string | null;
  purchaseStatus: keyof typeof purchaseStatusLabels | null;
}

/** The lines of an order, and what became of each. */
export function PlatformOrderLines({ lines, currency }: { lines: OrderLine[]; currency: string }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>Lines</h2>
      <Table caption="Lines of the order">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Now</th>
            <th scope="col" className="number">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row" className="w-full">
                {line.name}
                {line.kind === 'BUNDLE' && (
                  <span className="block text-xs font-normal text-pretty text-muted">
                    Bundle of {line.includedTools.length} tools: {line.includedTools.join(', ')}
                  </span>
                )}
              </th>
              <td>
                <LineState line={line} />
              </td>
              <td className="number">
                <Money cents={line.price} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function LineState({ line: { creditNoteNumber, purchaseStatus } }: { line: OrderLine }) {
  if (creditNoteNumber)
    return (
      <span className="flex flex-col items-start gap-1">
        <Tag>Refunded</Tag>
        <span className="text-xs whitespace-nowrap text-muted">{creditNoteNumber}</span>
      </span>
    );
  if (purchaseStatus)
    return <Tag hue={purchaseStatus === 'ACTIVE' ? 'success' : 'neutral'}>{purchaseStatusLabels[purchaseStatus]}</Tag>;
  return <span className="text-muted">By a later order</span>;
}

interface CreditNote {
  number: string;
  reason: string;
  total: number;
  currency: string;
  issuedAt: string | Date;
  issuedByName: string | null;
}

/** What was taken back of an order, when, by whom and why. */
export function PlatformCreditNotes({ creditNotes }: { creditNotes: CreditNote[] }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>Credit notes</h2>
      <Table caption="Credit notes of the order">
        <thead>
          <tr>
            <th scope="col">Credit note</th>
            <th scope="col">Reason</th>
            <th scope="col" className="max-sm:hidden">
              Issued by
            </th>
            <th scope="col" className="max-sm:hidden">
              Issued
            </th>
            <th scope="col" className="number">
              Refunded
            </th>
          </tr>
        </thead>
        <tbody>
          {creditNotes.map((note) => (
            <tr key={note.number}>
              <th scope="row" className="whitespace-nowrap">
                {note.number}
              </th>
              <td className="w-full min-w-28 break-words">{note.reason}</td>
              <td className="whitespace-nowrap max-sm:hidden">{note.issuedByName ?? 'The system'}</td>
              <td className="whitespace-nowrap max-sm:hidden">
                <Day date={note.issuedAt} />
              </td>
              <td className="number">
                <Money cents={note.total} currency={note.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

interface OrderEvent {
  id: string;
  occurredAt: string | Date;
  actorName: string | null;
  statusBefore: PaymentStatus | null;
  statusAfter: PaymentStatus;
  refunded: number;
}

/** What happened to an order, latest first, from the audit trail. */
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
                <span className="text-muted"> by {event.actorName ?? 'the system'}</span>
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
