import { z } from 'zod';
import { emailAddress, incompletePage, staleButton } from '~/services/form-values.ts';
import { platformRoleNames } from './areas.ts';

const role = z.enum(platformRoleNames, 'Choose a role.');

/** Forms about who works for the platform. */
export const platformPeopleSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('grant'), email: emailAddress(), role }),
    z.object({ intent: z.literal('revoke'), userId: z.guid(incompletePage), role }),
  ],
  { error: staleButton },
);

/** Forms about what waits for a second person. */
export const approvalSchema = z.object({
  intent: z.enum(['confirm', 'decline'], staleButton),
  approval: z.guid(incompletePage),
});
