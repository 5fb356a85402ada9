import { type FactsByRoute, workers } from './facts.ts';

export const campaignPages = {
  'campaigns._index.tsx': { address: '/campaigns', may: workers, statements: 5 },
} as const satisfies FactsByRoute;
