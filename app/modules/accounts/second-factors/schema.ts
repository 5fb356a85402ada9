import { z } from 'zod';
import { emailAddress, lineOfText } from '~/services/form-values.ts';
import { assertionField, passkeyName, registrationField } from './passkey-schema.ts';

/** The address to go to afterwards. `parseLocalPath` turns any other value into an address of this site. */
const redirectTo = z.unknown().optional();

/** A code of an app, or a recovery code: both are typed into the same field. */
export const factorCode = z
  .string({ error: 'Enter the code.' })
  .trim()
  .min(1, 'Enter the code.')
  .max(60, 'A code has six digits, a recovery code 16 characters.');

export const codeStepSchema = z.object({ intent: z.literal('code'), code: factorCode, redirectTo });

/** The forms of the second step of signing in. */
export const secondStepSchema = z.discriminatedUnion('intent', [
  codeStepSchema,
  z.object({ intent: z.literal('passkey'), credential: assertionField, redirectTo }),
]);

/** The form by which a passkey alone signs in. */
export const passkeySignInSchema = z.object({ credential: assertionField, redirectTo });

/** The form that takes an app into use. */
export const authenticatorSchema = z.object({ authenticatorId: z.guid(), code: factorCode });

/** The forms of the page of one's second factors. */
export const factorCommandSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('start-authenticator') }),
  z.object({ intent: z.literal('remove-authenticator') }),
  z.object({ intent: z.literal('add-passkey'), name: passkeyName, credential: registrationField }),
  z.object({ intent: z.literal('remove-passkey'), passkeyId: z.guid() }),
  z.object({ intent: z.literal('replace-codes') }),
]);
export type FactorCommand = z.infer<typeof factorCommandSchema>;

/** The form by which the platform takes lost second factors away. */
export const resetFactorsSchema = z.object({
  intent: z.literal('reset-factors'),
  email: emailAddress(),
  reason: lineOfText('how you made sure who asks', 500),
});

const day = z.iso.date('Enter a day.');

export const requireFactorSchema = z.object({ intent: z.literal('require'), from: day });

/** The forms of the page of the organization's security. */
export const organizationSecuritySchema = z.discriminatedUnion('intent', [
  requireFactorSchema,
  z.object({ intent: z.literal('stop') }),
]);
