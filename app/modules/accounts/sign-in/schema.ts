import { z } from 'zod';
import { currentPassword, newPassword } from '~/modules/accounts/passwords.ts';
import { emailAddress, incompletePage } from '~/services/form-values.ts';
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

/** A code of a mail: eight letters and digits, with or without what stands between them. */
const typedCode = z
  .string({ error: 'Enter the code.' })
  .transform((text) => text.toUpperCase().replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[A-Z\d]{8}$/, 'Enter the code from the mail: eight letters and digits.'));

export const sendSignInMailSchema = z.object({ intent: z.literal('send'), email: emailAddress(), redirectTo });
export const signInCodeSchema = z.object({ intent: z.literal('code'), code: typedCode, redirectTo });

/** Schemas of the forms of signing in by mail. */
export const signInMailSchema = z.discriminatedUnion('intent', [sendSignInMailSchema, signInCodeSchema]);

/** The form behind the link of a sign-in mail. It has no fields: its button is the answer. */
export const signInLinkSchema = z.object({});

export const proofSchema = z.object({ password: currentPassword, redirectTo });

/** A session that is to end. */
export const endSessionSchema = z.object({ sessionId: z.guid(incompletePage) });

export const signOutSchema = z.object({
  /** `everywhere` ends every session of the account, otherwise this one. */
  scope: z.literal('everywhere').optional().catch(undefined),
  redirectTo,
});

export const switchOrganizationSchema = z.object({ organizationId: z.guid(), returnTo: redirectTo });

/** In the address of a form that was made for another organization: switches there, then sends it on. */
export const sendOnSchema = z.object({ organizationId: z.guid(), sendTo: z.string() });
