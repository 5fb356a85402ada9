import type { FactsByRoute } from './facts.ts';

export const campaignContactsPages = {} as const satisfies FactsByRoute;
