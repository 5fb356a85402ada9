import { summaryFields } from './summary.ts';
import type { Summary } from './v2/calculate.ts';
import type { Strategy } from './v2/inputs.ts';

const headlines = {
  RENTAL: ['monthlyCashFlow', 'internalRate'],
  FLIP: ['profit', 'returnOnCash'],
  BRRRR: ['cashLeft', 'monthlyCashFlow'],
  REFINANCE: ['saving', 'monthsToRecover'],
  RENT_OR_BUY: ['aheadFrom', 'buyer'],
} as const satisfies Record<Strategy, readonly (keyof typeof summaryFields)[]>;

/** The two results that lists show of a simulation; those that are not stored are left out. */
export function listHeadline(strategy: Strategy, summary: Summary): { label: string; value: string }[] {
  return headlines[strategy].flatMap((name) => {
    const value = summary[name];
    const { label, write } = summaryFields[name];
    return value === undefined ? [] : [{ label, value: value === null ? '–' : write(value) }];
  });
}
