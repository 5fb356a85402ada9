import { z } from 'zod';
import { themeNames } from '~/components/layout/themes.ts';
import { emailChangeDropSchema, emailChangeSchema } from '~/modules/accounts/email-confirmation/schema.ts';
import { currentPassword, newPassword } from '~/modules/accounts/passwords.ts';
import { staleButton } from '~/services/form-values.ts';
import { nameText } from '~/services/name-text.ts';

export const ownNameSchema = z.object({ intent: z.literal('rename'), name: nameText('your name') });

export const passwordChangeSchema = z.object({
  intent: z.literal('change-password'),
  currentPassword,
  newPassword,
});

/** How the site looks: the button that was pressed. */
export const themeSchema = z.object({ theme: z.enum(themeNames, staleButton) });

/** Schemas of the forms of one's own account. */
export const ownAccountSchema = z.discriminatedUnion('intent', [
  ownNameSchema,
  passwordChangeSchema,
  emailChangeSchema,
  emailChangeDropSchema,
]);
