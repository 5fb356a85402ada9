import { z } from 'zod';

const incomplete = 'This page is incomplete. Reload it and try again.';
const purchaseId = z.guid(incomplete);

/** What the forms of an owned tool's page send. */
export const ownedToolCommandSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('open') }),
  z.object({ intent: z.literal('assign-seat'), userId: z.guid('Choose who gets the seat.') }),
  z.object({ intent: z.literal('revoke-seat'), userId: z.guid(incomplete) }),
  z.object({
    intent: z.literal('set-renewal'),
    purchaseId,
    // An unchecked box sends nothing.
    renews: z
      .literal('on', incomplete)
      .optional()
      .transform((value) => value === 'on'),
  }),
  z.object({ intent: z.literal('cancel'), kind: z.enum(['TOOL', 'BUNDLE'], incomplete), purchaseId }),
]);
export type OwnedToolCommand = z.infer<typeof ownedToolCommandSchema>;
