import type { ActionCase } from './world.ts';

export const campaignSending = {} as const satisfies Record<string, ActionCase>;
