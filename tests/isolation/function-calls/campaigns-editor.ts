import type { FunctionCall } from './describe.ts';

export const campaignEditor: readonly FunctionCall[] = [];
