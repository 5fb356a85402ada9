import type { ActionCase } from './world.ts';

export const campaignEditor = {} as const satisfies Record<string, ActionCase>;
