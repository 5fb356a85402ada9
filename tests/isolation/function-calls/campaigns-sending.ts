import type { FunctionCall } from './describe.ts';

export const campaignSending: readonly FunctionCall[] = [];
