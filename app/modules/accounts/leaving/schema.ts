import { z } from 'zod';
import { emailAddress } from '~/services/form-values.ts';
import { nameText } from '~/services/name-text.ts';

/** The form that deletes one's account. */
export const deleteAccountSchema = z.object({
  typed: emailAddress('Type your email.'),
  /** Organizations that close with it. */
  closing: z.array(z.guid()).default([]),
});

export const closeOrganizationSchema = z.object({
  intent: z.literal('close'),
  typed: nameText('the name of the organization'),
});

/** Schemas of the forms of the organization's data. */
export const organizationDataSchema = z.discriminatedUnion('intent', [
  closeOrganizationSchema,
  z.object({ intent: z.literal('keep-open') }),
]);
