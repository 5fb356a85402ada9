import { type FactsByRoute, people } from './facts.ts';

export const reidPages = {
  'reid._index.tsx': { address: '/reid', may: people, statements: 6 },
} as const satisfies FactsByRoute;
