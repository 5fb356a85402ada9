import { z } from 'zod';
import { currentPassword, newPassword } from '~/modules/accounts/passwords.ts';
import { nameText } from '~/services/name-text.ts';

export const ownNameSchema = z.object({ intent: z.literal('rename'), name: nameText('your name') });

export const passwordChangeSchema = z.object({
  intent: z.literal('change-password'),
  currentPassword,
  newPassword,
});

/** Schemas of the forms of one's own account. */
export const ownAccountSchema = z.discriminatedUnion('intent', [ownNameSchema, passwordChangeSchema]);
