import { describePayment } from '~/modules/marketplace/uses/terms.ts';
import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { memberWords } from '~/utils/words.ts';
import { readBilling } from './billing.ts';
import { amountOwed, decidePaymentState } from './payment-state.ts';
import type { DescribedCreditNote, DescribedOrder, DescribedSeller } from './schema.ts';

/** A document for a bookkeeper, in words: the page, print and the PDF all show exactly this. */
export interface Paper {
  title: string;
  /** Lines of the seller's name and address. */
  seller: string[];
  /** Lines of the recipient's; none where nobody is billed. */
  recipient: string[];
  facts: { term: string; details: string }[];
  /** Headings of the amounts of each row. */
  headings: string[];
  rows: { name: string; notes: string[]; amounts: string[] }[];
  totals: { label: string; amount: string; strong?: boolean }[];
  remarks: { heading: string; lines: string[] }[];
}

/** Writes an order as its invoice; as a plain order where it has none. Names and prices are those of the day it was placed. */
export function writeInvoice(order: DescribedOrder): Paper {
  const money = (cents: number) => formatMoney(cents, order.currency);
  const owed = amountOwed(order);
  const hasCredit = order.creditTotal > 0;
  return {
    title: order.invoiceNumber ? `Invoice ${order.invoiceNumber}` : `Order ${order.number}`,
    seller: writeSeller(order.seller),
    recipient: writeRecipient(order),
    facts: [
      {
        term: order.invoiceNumber ? 'Invoice date' : 'Ordered on',
        details: formatDate(order.invoicedOn ?? order.placedAt),
      },
      ...paymentFacts(order),
      ...(order.invoiceNumber ? [{ term: 'Order', details: order.number }] : []),
      ...purchaseOrder(order),
      { term: 'Ordered by', details: order.buyer ?? memberWords },
    ],
    headings: hasCredit ? ['Price', 'Credit', 'Amount'] : ['Amount'],
    rows: order.lines.map((line) => ({
      name: line.name,
      notes: describeLine(line, money, order.invoicedOn),
      amounts: hasCredit
        ? [money(line.listPrice), line.credit > 0 ? money(-line.credit) : '', money(line.price)]
        : [money(line.price)],
    })),
    totals:
      order.total === 0
        ? [{ label: 'Total', amount: money(0), strong: true }]
        : [
            ...(hasCredit
              ? [
                  { label: 'Sum of prices', amount: money(order.subtotal) },
                  { label: 'Credit for tools paid for already', amount: money(-order.creditTotal) },
                ]
              : []),
            { label: 'Subtotal', amount: money(order.total) },
            { label: 'Tax (0%)', amount: money(0) },
            { label: 'Total', amount: money(order.total), strong: true },
            ...writePayments(order, money),
            { label: owed > 0 ? 'Amount due' : 'Nothing due', amount: money(owed), strong: true },
          ],
    remarks: [...howToPay(order), ...taxRemark(order.seller)],
  };
}

/** What was credited, paid and sent back, in the order it happened: taken off the total, they leave what is due. */
function writePayments(order: DescribedOrder, money: (cents: number) => string): Paper['totals'] {
  const { creditNotes, paidAt, total, refundedTotal, paymentStatus } = order;
  const writeNote = (note: DescribedOrder['creditNotes'][number]) => ({
    label: `Credit note ${note.number}, ${formatDate(note.issuedAt)}`,
    amount: money(-note.total),
  });
  if (paymentStatus === 'CANCELLED' || paymentStatus === 'FAILED')
    return [...creditNotes.map(writeNote), { label: 'Cancelled', amount: money(refundedTotal - total) }];
  if (!paidAt) return creditNotes.map(writeNote);
  const isBefore = ({ issuedAt }: { issuedAt: string }) => Date.parse(issuedAt) < Date.parse(paidAt);
  const before = creditNotes.filter(isBefore);
  const after = creditNotes.filter((note) => !isBefore(note));
  const sum = (notes: typeof creditNotes) => notes.reduce((cents, note) => cents + note.total, 0);
  return [
    ...before.map(writeNote),
    { label: `Paid on ${formatDate(paidAt)}`, amount: money(sum(before) - total) },
    ...after.map(writeNote),
    ...(after.length > 0 ? [{ label: 'Sent back', amount: money(sum(after)) }] : []),
  ];
}

/** Writes a credit note: what of an invoice was taken back, and why. */
export function writeCreditNote(order: DescribedOrder, note: DescribedCreditNote): Paper {
  const money = (cents: number) => formatMoney(cents, note.currency);
  const invoice = order.invoiceNumber ? `invoice ${order.invoiceNumber}` : `order ${order.number}`;
  const effect =
    order.paymentMethod === 'CREDIT_CARD'
      ? `The amount goes back to the card that ${invoice} was paid with.`
      : `The amount is taken off ${invoice}. What was paid for it already is sent back.`;
  return {
    title: `Credit note ${note.number}`,
    seller: writeSeller(note.seller),
    recipient: writeRecipient(order),
    facts: [
      { term: 'Date', details: formatDate(note.issuedAt) },
      ...(order.invoiceNumber ? [{ term: 'For invoice', details: order.invoiceNumber }] : []),
      ...(order.invoicedOn ? [{ term: 'Invoice date', details: formatDate(order.invoicedOn) }] : []),
      { term: 'Order', details: order.number },
      ...purchaseOrder(order),
    ],
    headings: ['Amount'],
    rows: creditedRows(note).map(({ name, amount }) => ({ name, notes: [], amounts: [money(amount)] })),
    totals: [
      { label: 'Subtotal', amount: money(note.total) },
      { label: 'Tax (0%)', amount: money(0) },
      { label: 'Total credited', amount: money(note.total), strong: true },
    ],
    remarks: [
      { heading: 'Reason', lines: [note.reason] },
      { heading: 'What happens with it', lines: [effect] },
      ...taxRemark(note.seller),
    ],
  };
}

/** What a credit note takes back: its tools, or a part of the amount that is no tool's. */
export function creditedRows({ lines, total }: DescribedCreditNote): { name: string; amount: number }[] {
  return lines.length > 0 || total === 0 ? lines : [{ name: 'Part of the amount', amount: total }];
}

function writeSeller(seller: DescribedSeller | null): string[] {
  if (!seller) return ['Lotline'];
  const { name, street, email, taxId } = seller;
  return [name, street, writePlace(seller), email, taxId && `Tax ID ${taxId}`].filter((line) => line !== '');
}

function writeRecipient(order: DescribedOrder): string[] {
  const billing = readBilling(order);
  if (!billing) return [];
  const { billingName, billingStreet, billingCity, billingState, billingPostalCode, billingEmail } = billing;
  const place = writePlace({ city: billingCity, state: billingState, postalCode: billingPostalCode });
  return [billingName, billingStreet, place, billingEmail];
}

/** The last line of an address: "Chicago, IL 60601". */
function writePlace({ city, state, postalCode }: { city: string; state: string; postalCode: string }): string {
  return [city, `${state} ${postalCode}`.trim()].filter((part) => part !== '').join(', ');
}

function paymentFacts(order: DescribedOrder) {
  if (order.total === 0) return [];
  const isDue = order.dueOn !== null && decidePaymentState(order) !== 'SETTLED';
  return [
    ...(order.dueOn !== null && isDue ? [{ term: 'Due', details: formatDate(order.dueOn) }] : []),
    { term: 'Terms', details: order.paymentMethod === 'CREDIT_CARD' ? 'Payment by card' : 'Net 30' },
  ];
}

const purchaseOrder = ({ purchaseOrderNumber }: DescribedOrder) =>
  purchaseOrderNumber === null ? [] : [{ term: 'Purchase order', details: purchaseOrderNumber }];

type Line = DescribedOrder['lines'][number];

/**
 * How a line is paid and for which time; of a bundle, that of each of its tools, and which of them were paid for already.
 * @param money  writes cents
 * @param from  the day from which on what has no period is the buyer's; null to leave it out
 */
export function describeLine(
  { kind, tools, credited }: Line,
  money: (cents: number) => string,
  from: string | null = null,
): string[] {
  if (kind === 'TOOL') return tools.map((tool) => describeTerms(tool, from));
  return [
    ...tools.map((tool) => `${tool.name}, ${money(tool.price)}. ${describeTerms(tool, from)}`),
    ...credited.map(({ name, orderNumber }) =>
      orderNumber ? `${name}: paid for already, with order ${orderNumber}` : `${name}: owned already`,
    ),
  ];
}

function describeTerms(tool: Line['tools'][number], from: string | null): string {
  const { periodStart, periodEnd, unitsBilled } = tool;
  const start = from !== null && unitsBilled === null ? `from ${formatDate(from)} on` : '';
  const period = periodStart && periodEnd ? `${formatDate(periodStart)} to ${formatDate(periodEnd)}` : start;
  return [describePayment(tool), period].filter(Boolean).join(', ');
}

function howToPay(order: DescribedOrder): Paper['remarks'] {
  if (amountOwed(order) === 0 || order.paymentMethod === 'CREDIT_CARD' || !order.invoiceNumber) return [];
  const instructions = order.seller?.paymentInstructions ?? '';
  const reference = `Give ${order.invoiceNumber} as the reference.`;
  return [
    { heading: 'How to pay', lines: [...instructions.split('\n').filter((line) => line.trim() !== ''), reference] },
  ];
}

const taxRemark = (seller: DescribedSeller | null) =>
  seller?.taxNote ? [{ heading: 'Tax', lines: [seller.taxNote] }] : [];
