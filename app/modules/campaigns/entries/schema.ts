import { z } from 'zod';
import { incompletePage, lineOfText, optionalDollars } from '~/services/form-values.ts';
import { parseDollars } from '~/utils/money.ts';
import { highestAmount } from '../campaigns/schema.ts';
import { day, optionalCount, rowId } from '../typed-values.ts';

const wrongCost = 'Enter what it cost in dollars, like 250 or 250.50.';

const cost = z
  .object({
    intent: z.literal('add-cost'),
    id: rowId,
    costLabel: lineOfText('what it was for', 200),
    costDate: day('Enter the day it was paid.'),
    costAmount: z.string(wrongCost).transform((text, context) => {
      const cents = parseDollars(text);
      if (cents !== null && cents >= 1 && cents <= highestAmount) return cents;
      context.addIssue({ code: 'custom', message: wrongCost });
      return z.NEVER;
    }),
  })
  .transform(({ intent, id, costLabel: label, costDate: occurredOn, costAmount: amount }) => ({
    intent,
    id,
    label,
    occurredOn,
    amount,
    leads: 0,
  }));

const result = z
  .object({
    intent: z.literal('add-result'),
    id: rowId,
    resultLabel: lineOfText('what happened', 200),
    resultDate: day('Enter the day it happened.'),
    resultAmount: optionalDollars('Enter the revenue in dollars, like 1,250 or 1250.50.', highestAmount),
    resultLeads: optionalCount('Enter the leads as a whole number, such as 3.', { least: 0, most: 10_000_000 }),
  })
  .transform(({ intent, id, resultLabel: label, resultDate: occurredOn, resultAmount, resultLeads }, context) => {
    const [amount, leads] = [resultAmount ?? 0, resultLeads ?? 0];
    if (amount === 0 && leads === 0)
      context.addIssue({ code: 'custom', path: ['resultAmount'], message: 'Enter revenue, leads, or both.' });
    return { intent, id, label, occurredOn, amount, leads };
  });

/** The forms of a campaign's costs and results. */
export const entryCommandSchema = z.discriminatedUnion('intent', [
  cost,
  result,
  z.object({ intent: z.literal('remove-entry'), entryId: z.guid(incompletePage) }),
]);

/** The buttons of these forms. */
export const entryIntents = ['add-cost', 'add-result', 'remove-entry'] as const;
