import type { FunctionCall } from './describe.ts';

export const campaignPlans: readonly FunctionCall[] = [];
