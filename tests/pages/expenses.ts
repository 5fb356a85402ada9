import { type FactsByRoute, people } from './facts.ts';

export const expensePages = {
  'expenses._index.tsx': { address: '/expenses', may: people, statements: 5 },
  'expenses.$expenseId.receipts.tsx': { address: '/expenses/:expense/receipts', may: people, statements: 7 },
  'expenses.receipts.$receiptId.ts': {
    address: '/expenses/receipts/:receipt',
    may: people,
    statements: 3,
    type: 'application/pdf',
    badForm: 'missing',
  },
} as const satisfies FactsByRoute;
