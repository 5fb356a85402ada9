import type { ActionCase } from './world.ts';

export const campaignPlans = {} as const satisfies Record<string, ActionCase>;
