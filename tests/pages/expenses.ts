import { type FactsByRoute, people, workers } from './facts.ts';

export const expensePages = {
  // A page of rows, the filters and what can be done to ticked rows.
  'expenses._index.tsx': {
    address: '/expenses?index',
    also: ['/expenses?q=zzzzzz&year=2024', '/expenses?sort=largest&receipt=without&kind=expense'],
    may: people,
    statements: 9,
    html: 60_000,
  },
  'expenses[.]csv.ts': { address: '/expenses.csv', may: people, type: 'text/csv', statements: 3 },
  // Duplicates and rules are told while somebody types.
  'expenses.new.tsx': {
    address: '/expenses/new',
    also: ['/expenses/new?from=:expense'],
    may: workers,
    statements: 6,
    hydrates: true,
    html: 45_000,
  },
  'expenses.hints.ts': {
    address: '/expenses/hints?amount=1250&date=2024-05-06&merchant=Store',
    may: people,
    type: 'application/json',
    statements: 4,
  },
  'expenses.$id.tsx': { address: '/expenses/:expense', may: people, statements: 11, hydrates: true, html: 55_000 },
  // Sums what is left over while somebody types.
  'expenses.$id_.split.tsx': {
    address: '/expenses/:expense/split',
    may: workers,
    statements: 5,
    hydrates: true,
    html: 50_000,
  },
  'expenses.approvals.tsx': {
    address: '/expenses/approvals',
    also: ['/expenses/approvals?before=2026-01-01_00000000-0000-4000-8000-000000000000'],
    may: people,
    statements: 4,
    html: 60_000,
  },
  'expenses.recurring.tsx': { address: '/expenses/recurring', may: people, statements: 6, html: 40_000 },
  'expenses.categories.tsx': {
    address: '/expenses/categories',
    also: ['/expenses/categories?year=2024'],
    may: people,
    statements: 6,
    html: 50_000,
  },
  'expenses.$id_.receipts.tsx': { address: '/expenses/:expense/receipts', may: people, statements: 7 },
  'expenses.receipts.$receiptId.ts': {
    address: '/expenses/receipts/:receipt',
    may: people,
    statements: 3,
    type: 'application/pdf',
    badForm: 'missing',
  },
} as const satisfies FactsByRoute;
