import { z } from 'zod';
import { peopleCommands } from '~/modules/accounts/people/schema.ts';
import { incompletePage, lineOfText } from '~/services/form-values.ts';

export const organizationNameSchema = z.object({
  intent: z.literal('rename'),
  name: lineOfText("your organization's name", 120),
});

export const newOrganizationSchema = z.object({
  id: z.guid(incompletePage),
  name: lineOfText("your organization's name", 120),
});

/** Schemas of the forms of the organization's page. */
export const organizationCommandSchema = z.discriminatedUnion('intent', [organizationNameSchema, ...peopleCommands]);
export type OrganizationCommand = z.infer<typeof organizationCommandSchema>;
