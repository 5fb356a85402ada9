import { z } from 'zod';
import { incompletePage, lineOfText, optionalDollars, severalLines, staleButton } from '~/services/form-values.ts';
import { day, requiredDollars } from '../entry-values.ts';

/** Cents; the most that the database takes. */
const highestAmount = 10_000_000_000;
const withheld = optionalDollars('Enter what was withheld, like 250 or 250.50.', highestAmount).transform(
  (cents) => cents ?? 0,
);

const entry = z
  .object({
    intent: z.literal('save'),
    id: z.guid(staleButton),
    version: z
      .string(incompletePage)
      .regex(/^\d{1,9}$/, incompletePage)
      .transform(Number),
    date: day('Enter the day the money came in.'),
    kind: z.enum(['COMMISSION', 'RENT', 'OTHER'], { error: 'Choose what it is.' }),
    payer: lineOfText('who paid', 200),
    amount: requiredDollars('Enter the amount before anything was withheld, like 2,500 or 2500.50.', highestAmount),
    listingId: z
      .guid({ error: 'Choose a property of the list.' })
      .optional()
      .transform((id) => id ?? null),
    federalWithheld: withheld,
    stateWithheld: withheld,
    description: severalLines(2000).optional().default(''),
  })
  .superRefine((value, context) => {
    if (value.kind === 'RENT' && value.listingId === null) {
      context.addIssue({ code: 'custom', path: ['listingId'], message: 'Choose the property the rent is for.' });
    }
    if (value.federalWithheld + value.stateWithheld > value.amount) {
      context.addIssue({
        code: 'custom',
        path: ['federalWithheld'],
        message: 'More was withheld than the amount: enter the amount before withholding.',
      });
    }
  });

/** The forms of the income pages. */
export const incomeCommandSchema = z.discriminatedUnion('intent', [
  entry,
  z.object({ intent: z.literal('delete'), id: z.guid(staleButton) }),
]);
export type TypedIncome = z.infer<typeof entry>;
