import type { FactsByRoute } from './facts.ts';

export const campaignResultsPages = {} as const satisfies FactsByRoute;
