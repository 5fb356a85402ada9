import { type FactsByRoute, workers } from './facts.ts';

export const reidPages = {
  'reid._index.tsx': { address: '/reid', may: workers, statements: 6 },
} as const satisfies FactsByRoute;
