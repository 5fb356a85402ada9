import { type FactsByRoute, people } from './facts.ts';

export const expensePages = {
  'expenses._index.tsx': { address: '/expenses', may: people, statements: 5 },
} as const satisfies FactsByRoute;
