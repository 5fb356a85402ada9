import { describeLine } from '~/modules/marketplace/invoices/paper.ts';
import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import type { ContentOf } from './contents.ts';
import type { Block, Fact } from './letter.ts';
import { isolateName } from '~/utils/names.ts';

type Order = ContentOf<'order-confirmation'>;

/** The lines of an order with their credits, and its totals. */
export function orderAmounts({ lines, subtotal, creditTotal, total, currency, placedAt }: Order): Block {
  const money = (cents: number) => formatMoney(cents, currency);
  return {
    type: 'amounts',
    caption: `Ordered on ${formatDate(placedAt)}`,
    rows: lines.map((line) => ({
      name: line.name,
      notes: [
        ...describeLine(line, money),
        ...(line.credit > 0 ? [`${money(line.listPrice)}, less ${money(line.credit)} credit`] : []),
      ],
      amount: money(line.price),
    })),
    totals: [
      ...(creditTotal > 0
        ? [
            { label: 'Subtotal', amount: money(subtotal) },
            { label: 'Credit', amount: money(-creditTotal) },
          ]
        : []),
      { label: 'Total', amount: money(total), strong: true },
    ],
  };
}

/** The means and the date of payment of an order. */
export function paymentFact({ total, paymentMethod, paymentStatus, dueOn }: Order): Fact {
  const details =
    total === 0
      ? 'Nothing to pay'
      : paymentStatus === 'COMPLETED'
        ? `Paid${paymentMethod === 'CREDIT_CARD' ? ' by card' : ''}`
        : dueOn
          ? `Due on ${formatDate(dueOn)}`
          : 'Not paid yet';
  return { term: 'Payment', details: [details] };
}

/** The name and address that an order is billed to, where it costs anything. */
export function billingFacts(order: Order): Fact[] {
  return [
    ...(order.purchaseOrderNumber ? [{ term: 'Purchase order', details: [order.purchaseOrderNumber] }] : []),
    ...(order.billingName && order.billingStreet
      ? [
          {
            term: 'Billed to',
            details: [
              isolateName(order.billingName),
              order.billingStreet,
              `${order.billingCity}, ${order.billingState} ${order.billingPostalCode}`,
            ],
          },
        ]
      : []),
  ];
}
