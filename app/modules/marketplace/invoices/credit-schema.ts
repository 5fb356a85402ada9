import { z } from 'zod';
import { optionalDollars } from '~/services/form-values.ts';

/** Ten million dollars, in cents. */
const highestCredit = 1_000_000_000;

/** The form of an organization's credit: amounts in dollars as people type them, parsed to cents. */
export const creditSchema = z.object({
  invoiceLimit: optionalDollars(
    'Enter an amount in dollars like 2,500, or nothing for the usual limit.',
    highestCredit,
  ),
  invoiceApproval: optionalDollars(
    'Enter an amount in dollars like 1,200, or nothing to approve no order.',
    highestCredit,
  ).refine((cents) => cents !== 0, 'Enter more than $0, or nothing to approve no order.'),
});
