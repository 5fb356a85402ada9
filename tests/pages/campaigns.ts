import { type FactsByRoute, people } from './facts.ts';

export const campaignPages = {
  'campaigns._index.tsx': { address: '/campaigns', may: people, statements: 5 },
} as const satisfies FactsByRoute;
