import { beforeAll, expect, test } from 'vitest';
import { a4, page as letter, loadFonts } from '~/services/pdf/document.ts';
import { formatMoney } from '~/utils/money.ts';
import { order as sample } from '../../../../tests/factories/mail.ts';
import { readPdf } from '../../../../tests/factories/pdf.ts';
import { writeCreditNote, writeInvoice } from './paper.ts';
import { drawPaper } from './pdf.server.ts';
import { describedCreditNote, describedOrder } from './schema.ts';

beforeAll(loadFonts);

const order = describedOrder.parse(sample);
const note = describedCreditNote.parse({
  number: 'CRN-4C2A1E9B-2026-0002',
  total: 10_000,
  currency: 'USD',
  reason: 'Bought by mistake',
  issuedAt: '2026-03-05T09:00:00+00:00',
  seller: sample.seller,
  lines: [{ name: 'CMA Generator', amount: 10_000 }],
});
const credited = { number: note.number, total: note.total, issuedAt: note.issuedAt };

test('an invoice says who sells to whom, when, what, for which time, and how to pay', () => {
  const paper = writeInvoice(order);
  expect(paper).toEqual({
    title: 'Invoice INV-4C2A1E9B-2026-0007',
    seller: [
      'Lotline, Inc.',
      '500 Market Street',
      'San Francisco, CA 94105',
      'billing@lotline.test',
      'Tax ID 94-1234567',
    ],
    recipient: ['Harbor Realty', '12 Harbor Way', 'Chicago, IL 60601', 'billing@harbor.test'],
    facts: [
      { term: 'Invoice date', details: 'Mar 4, 2026' },
      { term: 'Due', details: 'Apr 3, 2026' },
      { term: 'Terms', details: 'Net 30' },
      { term: 'Order', details: 'LOT-100042' },
      { term: 'Purchase order', details: 'PO-7' },
      { term: 'Ordered by', details: 'Zoë O’Hara' },
    ],
    headings: ['Price', 'Credit', 'Amount'],
    rows: [
      {
        name: 'Listing Domination',
        notes: [
          'Photo Enhancement, $375.00. Monthly, Mar 4, 2026 to Apr 4, 2026',
          'Virtual Staging, $300.00. One-time, from Mar 4, 2026 on',
          'Property Alerts: paid for already, with order LOT-100017',
        ],
        amounts: ['$750.00', '-$75.00', '$675.00'],
      },
      {
        name: 'CMA Generator',
        notes: ['Monthly, Mar 4, 2026 to Apr 4, 2026'],
        amounts: ['$100.00', '', '$100.00'],
      },
    ],
    totals: [
      { label: 'Sum of prices', amount: '$850.00' },
      { label: 'Credit for tools paid for already', amount: '-$75.00' },
      { label: 'Subtotal', amount: '$775.00' },
      { label: 'Tax (0%)', amount: '$0.00' },
      { label: 'Total', amount: '$775.00', strong: true },
      { label: 'Amount due', amount: '$775.00', strong: true },
    ],
    remarks: [
      {
        heading: 'How to pay',
        lines: [
          'First Bank, routing 011000015',
          'Account 000123456789',
          'Give INV-4C2A1E9B-2026-0007 as the reference.',
        ],
      },
      { heading: 'Tax', lines: ['No sales tax is charged on this sale.'] },
    ],
  });
});

test('the tools of a bundle stand below it, each with its share, price model and time', () => {
  const [bundle, ...others] = order.lines;
  const tools = [
    { name: 'Photo Enhancement', priceModel: 'ONE_TIME', price: 37_500, periodStart: null, periodEnd: null },
    {
      name: 'Virtual Staging',
      priceModel: 'ANNUAL',
      price: 30_000,
      periodStart: '2026-03-04T23:59:59Z',
      periodEnd: '2027-03-04T23:59:59Z',
    },
  ] as const;
  const paper = writeInvoice(describedOrder.parse({ ...order, lines: [{ ...bundle, tools }, ...others] }));
  expect(paper.rows[0]?.notes).toEqual([
    'Photo Enhancement, $375.00. One-time, from Mar 4, 2026 on',
    'Virtual Staging, $300.00. Annual, Mar 4, 2026 to Mar 4, 2027',
    'Property Alerts: paid for already, with order LOT-100017',
  ]);
});

/** Cents of an amount as it is written. */
const cents = (amount: string) => Number(amount.replaceAll(/[$,.]/g, ''));

test.each([
  ['open', {}, 77_500, 'Amount due'],
  ['credited in part', { creditNotes: [credited], refundedTotal: 10_000 }, 67_500, 'Amount due'],
  ['paid', { paymentStatus: 'COMPLETED', paidAt: '2026-03-20T00:00:00Z' }, 0, 'Nothing due'],
  [
    'credited, then paid',
    { paymentStatus: 'COMPLETED', paidAt: '2026-03-20T00:00:00Z', creditNotes: [credited], refundedTotal: 10_000 },
    0,
    'Nothing due',
  ],
  [
    'paid, then credited',
    { paymentStatus: 'COMPLETED', paidAt: '2026-03-04T15:00:00Z', creditNotes: [credited], refundedTotal: 10_000 },
    0,
    'Nothing due',
  ],
  ['cancelled', { paymentStatus: 'CANCELLED' }, 0, 'Nothing due'],
] as const)('%s: what stands below the total sums up to what is due', (_state, changes, due, label) => {
  const { totals, remarks } = writeInvoice(describedOrder.parse({ ...order, ...changes }));
  const total = totals.findIndex((line) => line.label === 'Total');
  const last = totals.at(-1);
  expect(last).toMatchObject({ label, strong: true });
  expect(cents(last?.amount ?? '')).toBe(due);
  expect(totals.slice(total, -1).reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(due);
  expect(remarks.some(({ heading }) => heading === 'How to pay')).toBe(due > 0);
});

test('an order that cost nothing is no invoice', () => {
  const paper = writeInvoice(
    describedOrder.parse({
      ...order,
      total: 0,
      subtotal: 0,
      creditTotal: 0,
      billingName: null,
      invoiceNumber: null,
      lines: [],
    }),
  );
  expect(paper).toMatchObject({
    title: 'Order LOT-100042',
    recipient: [],
    totals: [{ label: 'Total', amount: '$0.00' }],
  });
});

test.each([
  ['an invoice', writeInvoice(order), letter],
  ['an invoice on A4', writeInvoice(order), a4],
  ['a credit note', writeCreditNote(order, note), letter],
  ['a credit note on A4', writeCreditNote(order, note), a4],
])('%s as a PDF holds every word and amount of it, inside its page', (_what, paper, size) => {
  const file = drawPaper(paper, size);
  expect(Buffer.from(file).toString('latin1')).toContain(`/MediaBox [0 0 ${size.width} ${size.height}]`);
  const { pages, title } = readPdf(file);
  expect(title).toBe(paper.title);
  expect(pages).toHaveLength(1);
  const words = pages
    .flat()
    .map(({ text }) => text)
    .join(' ');
  const said = [
    ...[paper.title, ...paper.seller, ...paper.recipient, ...paper.headings],
    ...paper.facts.flatMap(({ term, details }) => [term, details]),
    ...paper.rows.flatMap(({ name, notes, amounts }) => [name, ...notes, ...amounts]),
    ...paper.totals.flatMap(({ label, amount }) => [label, amount]),
    ...paper.remarks.flatMap(({ heading, lines }) => [heading, ...lines]),
  ];
  for (const text of said) expect(words).toContain(text);
  for (const { x, y } of pages.flat()) {
    expect(x).toBeGreaterThanOrEqual(53.9);
    expect(x).toBeLessThan(size.width - 54);
    expect(y).toBeGreaterThanOrEqual(30);
    expect(y).toBeLessThan(size.height - 54);
  }
});

test('a credit note of no tool says that it is a part of the amount', () => {
  const part = writeCreditNote(order, { ...note, lines: [] });
  expect(part.rows).toEqual([{ name: 'Part of the amount', notes: [], amounts: [formatMoney(note.total)] }]);
  expect(writeCreditNote(order, { ...note, total: 0, lines: [] }).rows).toEqual([]);
});

test('many lines and long texts go on over the pages, each with its headings and its number', () => {
  const lines = Array.from({ length: 60 }, (_, index) => ({
    ...order.lines[index % 2],
    name: `${'Wideword'.repeat(20)} tool number ${index}`,
  }));
  const paper = writeInvoice(describedOrder.parse({ ...order, lines, billingName: 'X'.repeat(120) }));
  const { pages, texts } = readPdf(drawPaper(paper));
  expect(pages.length).toBeGreaterThan(3);
  for (const [index, texts] of pages.entries())
    expect(texts.map(({ text }) => text)).toContain(`Page ${index + 1} of ${pages.length}`);
  for (let index = 0; index < 60; index++) expect(texts.join('').replaceAll(' ', '')).toContain(`toolnumber${index}`);
  for (const { y } of pages.flat()) expect(y).toBeGreaterThanOrEqual(30);
});

test('an invoice of many credit notes goes on over the pages, and nothing of it is below them', () => {
  const creditNotes = Array.from({ length: 90 }, (_, index) => ({
    ...credited,
    number: `CRN-4C2A1E9B-2026-${String(index + 1).padStart(4, '0')}`,
    total: 100,
  }));
  const paper = writeInvoice(describedOrder.parse({ ...order, creditNotes, refundedTotal: 9_000 }));
  for (const size of [letter, a4]) {
    const { pages, texts } = readPdf(drawPaper(paper, size));
    expect(pages.length).toBeGreaterThan(2);
    for (const { y } of pages.flat()) expect(y).toBeGreaterThanOrEqual(30);
    expect(texts).toContain('Amount due');
    expect(texts.filter((text) => text === '-$1.00')).toHaveLength(90);
  }
});
