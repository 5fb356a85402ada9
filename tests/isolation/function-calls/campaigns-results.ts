import type { FunctionCall } from './describe.ts';

export const campaignResults: readonly FunctionCall[] = [];
