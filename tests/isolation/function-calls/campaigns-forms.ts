import type { FunctionCall } from './describe.ts';

export const campaignForms: readonly FunctionCall[] = [];
