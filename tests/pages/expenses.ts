import { everybody, type FactsByRoute, people, workers } from './facts.ts';

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
  'expenses.$id.tsx': { address: '/expenses/:expense', may: people, statements: 10, hydrates: true, html: 55_000 },
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
  'expenses.reports._index.tsx': {
    address: '/expenses/reports?index',
    also: ['/expenses/reports?before=2026-01-01T00:00:00.000000Z_00000000-0000-4000-8000-000000000000'],
    may: people,
    statements: 6,
    html: 40_000,
  },
  'expenses.reports[.]csv.ts': { address: '/expenses/reports.csv', may: people, type: 'text/csv', statements: 3 },
  'expenses.reports.$reportId.tsx': { address: '/expenses/reports/:report', may: people, statements: 5 },
  'expenses.reports.$reportId_.report[.]pdf.ts': {
    address: '/expenses/reports/:report/report.pdf',
    may: people,
    type: 'application/pdf',
    statements: 3,
  },
  'expenses.reports.$reportId_.rows[.]csv.ts': {
    address: '/expenses/reports/:report/rows.csv',
    may: people,
    type: 'text/csv',
    statements: 3,
  },
  // Receipts of others are not for MEMBERs, whatever report is shared with them.
  'expenses.reports.$reportId_.evidence[.]zip.ts': {
    address: '/expenses/reports/:report/evidence.zip',
    may: ['viewer', 'admin', 'owner'],
    type: 'application/zip',
    statements: 4,
  },
  'shared-reports.$token.tsx': { address: '/shared-reports/:reportLink', may: everybody, statements: 2 },
  'shared-reports.$token_.report[.]pdf.ts': {
    address: '/shared-reports/:reportLink/report.pdf',
    may: everybody,
    type: 'application/pdf',
    statements: 2,
  },
  'shared-reports.$token_.rows[.]csv.ts': {
    address: '/shared-reports/:reportLink/rows.csv',
    may: everybody,
    type: 'text/csv',
    statements: 2,
  },
} as const satisfies FactsByRoute;
