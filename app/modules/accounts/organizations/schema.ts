import { z } from 'zod';
import { peopleCommands } from '~/modules/accounts/people/schema.ts';
import { incompletePage, lineOfText } from '~/services/form-values.ts';
import { nameText } from '~/services/name-text.ts';

export const organizationNameSchema = z.object({
  intent: z.literal('rename'),
  name: nameText("your organization's name"),
});

export const newOrganizationSchema = z.object({
  id: z.guid(incompletePage),
  name: nameText("your organization's name"),
});

/** The form by which the platform gives an organization without an owner a new one. */
export const appointOwnerSchema = z.object({
  intent: z.literal('appoint-owner'),
  userId: z.guid('Choose a person.'),
  reason: lineOfText('how you made sure who it is', 500),
});

/** Schemas of the forms of the organization's page. */
export const organizationCommandSchema = z.discriminatedUnion('intent', [organizationNameSchema, ...peopleCommands]);
export type OrganizationCommand = z.infer<typeof organizationCommandSchema>;
