import { z } from 'zod';
import { newPassword } from '~/modules/accounts/passwords.ts';
import { emailAddress, incompletePage } from '~/services/form-values.ts';
import { nameText } from '~/services/name-text.ts';
import { organizationRoles } from './roles.ts';

const role = z.enum(organizationRoles, 'Choose a role.');

/** As many as are typed by hand; a longer list is sent in parts. */
const mostInvitedAtOnce = 50;
/** Of a line that is no address, as much is shown as tells which one it is. */
const longestShown = 60;

/**
 * Addresses, one a line, each once; commas and semicolons part them as well, as mail programs do. A refusal names each line that is
 * no address.
 */
const emailLines = z.string({ error: 'Enter an email address.' }).transform((text, context): string[] => {
  const lines = new Map(
    text
      .split(/[\r\n,;]+/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => [line.toLowerCase(), line]),
  );
  const emails = [...lines.values()];
  const refuse = (message: string) => context.addIssue({ code: 'custom', message });
  if (emails.length === 0) refuse('Enter an email address.');
  if (emails.length > mostInvitedAtOnce) {
    refuse(`Invite at most ${mostInvitedAtOnce} people at once.`);
    return z.NEVER;
  }
  for (const email of emails) {
    if (emailAddress().safeParse(email).success) continue;
    const shown = email.length > longestShown ? `${email.slice(0, longestShown)}…` : email;
    refuse(`${shown}: this is no email address like name@example.com.`);
  }
  return emails;
});

export const invitationSchema = z.object({ intent: z.literal('invite'), email: emailLines, role });

/** Schemas of the forms about people and invitations. */
export const peopleCommands = [
  invitationSchema,
  z.object({ intent: z.enum(['resend', 'revoke']), invitationId: z.guid(incompletePage) }),
  z.object({ intent: z.literal('change-role'), userId: z.guid(incompletePage), role }),
  z.object({ intent: z.enum(['remove', 'sign-out']), userId: z.guid('Choose a person.') }),
  z.object({
    intent: z.literal('hand-over'),
    userId: z.guid('Choose a person.'),
    typed: nameText('the name of the organization'),
  }),
  z.object({ intent: z.literal('leave') }),
] as const;

/** The form by which the platform signs somebody out everywhere. */
export const signPersonOutSchema = z.object({ intent: z.literal('sign-person-out'), email: emailAddress() });

/** The form of an invited person who has an account. It has no fields: its button is the answer. */
export const joinSchema = z.object({});

/** The form of an invited person who has no account yet. */
export const newMemberSchema = z.object({ name: nameText('your name'), password: newPassword });
