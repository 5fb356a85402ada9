import type { FunctionCall } from './describe.ts';

export const campaignContacts: readonly FunctionCall[] = [];
