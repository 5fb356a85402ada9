import type { FunctionCall } from './describe.ts';

export const campaignPosts: readonly FunctionCall[] = [];
