import { type FactsByRoute, owners } from './facts.ts';

// An ADMIN or a VIEWER finds them once an OWNER named them.
export const expenseTaxPages = {
  'expenses.tax._index.tsx': {
    address: '/expenses/tax',
    also: [
      '/expenses/tax?year=2024',
      '/expenses/tax?year=2025&income=50000&expenses=1,000&retirement=5000&equipment=x',
    ],
    may: owners,
    statements: 10,
    html: 60_000,
  },
  'expenses.tax.payments[.]csv.ts': {
    address: '/expenses/tax/payments.csv?year=2024',
    may: owners,
    type: 'text/csv',
    statements: 3,
  },
  'expenses.tax.settings.tsx': {
    address: '/expenses/tax/settings',
    also: ['/expenses/tax/settings?year=2024'],
    may: owners,
    statements: 5,
    html: 45_000,
  },
  // Every line with its rule, values, source and links.
  'expenses.tax.$year._index.tsx': {
    address: '/expenses/tax/2025',
    also: ['/expenses/tax/2025?print'],
    may: owners,
    statements: 10,
    html: 60_000,
  },
  'expenses.tax.$year_.$quarter.tsx': {
    address: '/expenses/tax/2025/2',
    also: ['/expenses/tax/2025/4?print'],
    may: owners,
    statements: 10,
    html: 40_000,
  },
  'expenses.income._index.tsx': {
    address: '/expenses/income',
    also: ['/expenses/income?q=zzzzzz', '/expenses/income?year=2024&kind=BUSINESS'],
    may: owners,
    statements: 5,
    html: 60_000,
  },
  'expenses.income_.$id.tsx': { address: '/expenses/income/:income', may: owners, statements: 4 },
  'expenses.income[.]csv.ts': { address: '/expenses/income.csv', may: owners, type: 'text/csv', statements: 3 },
  'expenses.years.tsx': { address: '/expenses/years', may: ['viewer', 'admin', 'owner'], statements: 3 },
} as const satisfies FactsByRoute;
