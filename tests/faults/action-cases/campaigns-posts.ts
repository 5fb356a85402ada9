import type { ActionCase } from './world.ts';

export const campaignPosts = {} as const satisfies Record<string, ActionCase>;
