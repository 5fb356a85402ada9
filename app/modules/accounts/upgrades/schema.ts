import { z } from 'zod';
import { tierOrder } from '~/modules/marketplace/labels.ts';
import { incompletePage, severalLines, staleButton, writtenText } from '~/services/form-values.ts';

/** Characters of a reason or a note. */
export const longestReason = 1000;

/** The forms of who asks for an upgrade. */
export const upgradeSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('ask'),
    tier: z.enum(tierOrder, 'Choose a plan.'),
    reason: writtenText('Say what your organization needs it for.', longestReason),
  }),
  z.object({ intent: z.literal('withdraw'), upgrade: z.guid(staleButton) }),
]);

/** The form of who decides one. */
export const upgradeDecisionSchema = z.object({
  intent: z.enum(['grant', 'decline'], staleButton),
  upgrade: z.guid(incompletePage),
  // A browser leaves an empty field out of what conform sees.
  note: severalLines(longestReason)
    .optional()
    .transform((text = '') => text),
});
