import type { FactsByRoute } from './facts.ts';

export const campaignPostsPages = {} as const satisfies FactsByRoute;
