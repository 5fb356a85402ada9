import { z } from 'zod';
import { organizationRoles } from './people/roles.ts';

export const shortestPassword = 8;
/** Hashing time does not depend on the length, but reading a megabyte of password would take some. */
const longestPassword = 200;

/**
 * One line of text that Postgres can keep (no NUL) and that cannot break a mail header, trimmed.
 * @param name  of what is asked for, as the message says it: "your name"
 * @param longest  in UTF-16 units, so never more characters than the column allows
 */
function lineOfText(name: string, longest: number) {
  return z
    .string({ error: `Enter ${name}.` })
    .trim()
    .min(1, `Enter ${name}.`)
    .max(longest, `Use at most ${longest} characters.`)
    .regex(/^\P{Cc}*$/u, 'Use letters, digits and punctuation only.');
}

const email = z
  .string({ error: 'Enter an email address.' })
  .trim()
  .max(254, 'Use at most 254 characters.')
  .pipe(z.email('Enter an email address like name@example.com.'));

const newPassword = z
  .string({ error: 'Enter a password.' })
  .min(shortestPassword, `Use at least ${shortestPassword} characters.`)
  .max(longestPassword, `Use at most ${longestPassword} characters.`);

/** Where to go afterwards: whatever it is, `parseLocalPath` makes it an address of this site. */
const redirectTo = z.unknown().optional();

const currentPassword = z
  .string({ error: 'Enter your password.' })
  .max(longestPassword, `Passwords have at most ${longestPassword} characters.`);

export const signInSchema = z.object({
  email,
  password: currentPassword,
  redirectTo,
});

export const signUpSchema = z.object({
  name: lineOfText('your name', 120),
  email,
  password: newPassword,
  organization: lineOfText("your organization's name", 120),
  redirectTo,
});

export const forgotPasswordSchema = z.object({ email });

export const resetPasswordSchema = z.object({ password: newPassword });

const role = z.enum(organizationRoles, 'Choose a role.');

export const invitationSchema = z.object({ intent: z.literal('invite'), email, role });

export const organizationNameSchema = z.object({
  intent: z.literal('rename'),
  name: lineOfText("your organization's name", 120),
});

/** What the forms of the organization's page send. */
export const organizationCommandSchema = z.discriminatedUnion('intent', [
  invitationSchema,
  organizationNameSchema,
  z.object({ intent: z.enum(['resend', 'revoke']), invitationId: z.guid() }),
  z.object({ intent: z.literal('change-role'), userId: z.guid(), role }),
  z.object({ intent: z.enum(['remove', 'hand-over']), userId: z.guid('Choose a person.') }),
  z.object({ intent: z.literal('leave') }),
]);
export type OrganizationCommand = z.infer<typeof organizationCommandSchema>;

export const ownNameSchema = z.object({ intent: z.literal('rename'), name: lineOfText('your name', 120) });

export const passwordChangeSchema = z.object({
  intent: z.literal('change-password'),
  currentPassword,
  newPassword,
});

/** What the forms of one's own account send. */
export const ownAccountSchema = z.discriminatedUnion('intent', [ownNameSchema, passwordChangeSchema]);

/** Of somebody who was invited and has an account: the button says it all. */
export const joinSchema = z.object({});

/** Of somebody who was invited and has no account yet. */
export const newMemberSchema = z.object({ name: lineOfText('your name', 120), password: newPassword });

export const signOutSchema = z.object({
  /** `everywhere` ends every session of the account, otherwise this one. */
  scope: z.literal('everywhere').optional().catch(undefined),
  redirectTo,
});

export const switchOrganizationSchema = z.object({ organizationId: z.guid(), returnTo: redirectTo });

/** A token as `createToken` makes it, in the address of a reset or an invitation. */
export const tokenSchema = z.string().regex(/^[\w-]{43}$/);
