import type { FactsByRoute } from './facts.ts';

export const campaignFormsPages = {} as const satisfies FactsByRoute;
