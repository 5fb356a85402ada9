import { z } from 'zod';
import { newPassword } from '~/modules/accounts/passwords.ts';
import { emailAddress, incompletePage } from '~/services/form-values.ts';
import { nameText } from '~/services/name-text.ts';
import { organizationRoles } from './roles.ts';

const role = z.enum(organizationRoles, 'Choose a role.');

export const invitationSchema = z.object({ intent: z.literal('invite'), email: emailAddress(), role });

/** Schemas of the forms about people and invitations. */
export const peopleCommands = [
  invitationSchema,
  z.object({ intent: z.enum(['resend', 'revoke']), invitationId: z.guid(incompletePage) }),
  z.object({ intent: z.literal('change-role'), userId: z.guid(incompletePage), role }),
  z.object({ intent: z.enum(['remove', 'hand-over']), userId: z.guid('Choose a person.') }),
  z.object({ intent: z.literal('leave') }),
] as const;

/** The form of an invited person who has an account. It has no fields: its button is the answer. */
export const joinSchema = z.object({});

/** The form of an invited person who has no account yet. */
export const newMemberSchema = z.object({ name: nameText('your name'), password: newPassword });
