import type { FactsByRoute } from './facts.ts';

export const campaignEditorPages = {} as const satisfies FactsByRoute;
