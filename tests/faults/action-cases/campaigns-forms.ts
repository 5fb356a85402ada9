import type { ActionCase } from './world.ts';

export const campaignForms = {} as const satisfies Record<string, ActionCase>;
