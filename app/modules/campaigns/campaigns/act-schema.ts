import { z } from 'zod';
import { incompletePage, lineOfText, optionalLine } from '~/services/form-values.ts';
import { platformLabels } from '../posts/platforms.ts';
import { keyOf, rowId, rowVersion, ticked } from '../typed-values.ts';
import { campaignStatusLabels } from './labels.ts';

/** What the buttons of a campaign's page do, beside its own form and those of its costs and results. */
export const campaignActSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('move'), to: keyOf(campaignStatusLabels, incompletePage), version: rowVersion }),
  z.object({ intent: z.literal('archive') }),
  z.object({ intent: z.literal('restore') }),
  z.object({ intent: z.literal('delete') }),
  z.object({ intent: z.literal('new-email'), id: rowId, emailName: lineOfText('a name for the email', 200) }),
  z.object({ intent: z.literal('new-post'), id: rowId, platform: keyOf(platformLabels, 'Choose a platform.') }),
  z.object({
    intent: z.literal('link-content'),
    contentId: z.guid('Choose content of the list.'),
    isPrimary: ticked,
    notes: optionalLine(500).optional(),
  }),
  z.object({ intent: z.literal('unlink-content'), contentId: z.guid(incompletePage) }),
]);
export type CampaignAct = z.output<typeof campaignActSchema>;
