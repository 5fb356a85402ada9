import { z } from 'zod';
import { currentPassword, newPassword } from '~/modules/accounts/passwords.ts';
import { emailAddress } from '~/services/form-values.ts';
import { nameText } from '~/services/name-text.ts';

/** The address to go to afterwards. `parseLocalPath` turns any other value into an address of this site. */
const redirectTo = z.unknown().optional();

export const signInSchema = z.object({ email: emailAddress(), password: currentPassword, redirectTo });

export const signUpSchema = z.object({
  name: nameText('your name'),
  email: emailAddress(),
  password: newPassword,
  organization: nameText("your organization's name"),
  redirectTo,
});

export const forgotPasswordSchema = z.object({ email: emailAddress() });

export const resetPasswordSchema = z.object({ password: newPassword });

export const signOutSchema = z.object({
  /** `everywhere` ends every session of the account, otherwise this one. */
  scope: z.literal('everywhere').optional().catch(undefined),
  redirectTo,
});

export const switchOrganizationSchema = z.object({ organizationId: z.guid(), returnTo: redirectTo });

/** In the address of a form that was made for another organization: switches there, then sends it on. */
export const sendOnSchema = z.object({ organizationId: z.guid(), sendTo: z.string() });
