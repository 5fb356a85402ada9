import { z } from 'zod';
import { peopleCommands } from '~/modules/accounts/people/schema.ts';
import { nameText } from '~/services/name-text.ts';

export const organizationNameSchema = z.object({
  intent: z.literal('rename'),
  name: nameText("your organization's name"),
});

/** Schemas of the forms of the organization's page. */
export const organizationCommandSchema = z.discriminatedUnion('intent', [organizationNameSchema, ...peopleCommands]);
export type OrganizationCommand = z.infer<typeof organizationCommandSchema>;
