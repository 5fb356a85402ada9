import type { FactsByRoute } from './facts.ts';

export const campaignSendingPages = {} as const satisfies FactsByRoute;
