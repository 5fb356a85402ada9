import { type FactsByRoute, managers, people, workers } from './facts.ts';

  },

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
  'expenses.$expenseId.receipts.tsx': { address: '/expenses/:expense/receipts', may: people, statements: 7 },
  'expenses.receipts.$receiptId.ts': {
    address: '/expenses/receipts/:receipt',
    may: people,
    statements: 3,
    type: 'application/pdf',
    badForm: 'missing',
  },
  'expenses.mileage._index.tsx': {
    address: '/expenses/mileage',
    also: ['/expenses/mileage?year=2024&vehicle=:vehicle', '/expenses/mileage?year=2020&before=2020-01-01_:vehicle'],
    may: people,
    statements: 6,
    html: 50_000,
  },
  'expenses.mileage[.]csv.ts': { address: '/expenses/mileage.csv', may: people, type: 'text/csv', statements: 3 },
  'expenses.mileage.log.tsx': { address: '/expenses/mileage/log?year=2024', may: people, statements: 4 },
  'expenses.mileage.new.tsx': {
    address: '/expenses/mileage/new',
    also: ['/expenses/mileage/new?return=:trip'],
    may: workers,
    statements: 5,
  },
  'expenses.mileage.$tripId.tsx': { address: '/expenses/mileage/:trip', may: people, statements: 5 },
  'expenses.mileage.vehicles.new.tsx': { address: '/expenses/mileage/vehicles/new', may: workers, statements: 3 },
  'expenses.mileage.vehicles.$vehicleId.tsx': {
    address: '/expenses/mileage/vehicles/:vehicle?year=2024',
    may: people,
    statements: 3,
  },
  'expenses.listings._index.tsx': {
    address: '/expenses/listings',
    also: ['/expenses/listings?year=2024', '/expenses/listings?after=z&id=:vehicle'],
    may: people,
    statements: 6,
    html: 40_000,
  },
  'expenses.listings[.]csv.ts': { address: '/expenses/listings.csv', may: people, type: 'text/csv', statements: 5 },
  'expenses.listings.new.tsx': { address: '/expenses/listings/new', may: workers, statements: 2 },
  'expenses.listings.$listingId.tsx': { address: '/expenses/listings/:property', may: people, statements: 6 },
  'expenses.listings.$listingId_.edit.tsx': {
    address: '/expenses/listings/:property/edit',
    may: workers,
    statements: 3,
  },
  'expenses.listings.assets.new.tsx': { address: '/expenses/listings/assets/new', may: managers, statements: 3 },
  'expenses.listings.assets.$assetId.tsx': {
    address: '/expenses/listings/assets/:asset',
    may: ['viewer', 'admin', 'owner'],
    statements: 4,
    html: 40_000,
  },
  'expenses.payees._index.tsx': {
    address: '/expenses/payees',
    also: ['/expenses/payees?year=2024', '/expenses/payees?after=z&id=:payee'],
    may: people,
    statements: 4,
  },
  'expenses.payees[.]csv.ts': {
    address: '/expenses/payees.csv',
    may: ['viewer', 'admin', 'owner'],
    type: 'text/csv',
    statements: 3,
  },
  'expenses.payees.new.tsx': { address: '/expenses/payees/new', may: managers, statements: 2 },
  'expenses.payees.$payeeId.tsx': {
    address: '/expenses/payees/:payee',
    may: ['viewer', 'admin', 'owner'],
    statements: 3,
  },
  'expenses.import._index.tsx': {
    address: '/expenses/import',
    also: ['/expenses/import?before=00000000-0000-4000-8000-000000000000'],
    may: people,
    statements: 4,
    html: 30_000,
  },
  // Lists of columns and categories to choose from.
  'expenses.import.$importId.tsx': {
    address: '/expenses/import/:statement',
    also: ['/expenses/import/:statement?show=READY&after=10'],
    may: people,
    statements: 8,
    html: 45_000,
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
