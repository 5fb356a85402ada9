import type { ActionCase } from './world.ts';

export const campaignContacts = {} as const satisfies Record<string, ActionCase>;
