import type { ActionCase } from './world.ts';

export const campaignResults = {} as const satisfies Record<string, ActionCase>;
