import { type FactsByRoute, workers } from './facts.ts';

export const expensePages = {
  'expenses._index.tsx': { address: '/expenses', may: workers, statements: 5 },
} as const satisfies FactsByRoute;
