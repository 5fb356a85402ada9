import type { Client } from 'pg';
import { createContactsParts } from './campaign-parts-contacts.ts';
import { createEditorParts } from './campaign-parts-editor.ts';
import { createFormsParts } from './campaign-parts-forms.ts';
import { createPlansParts } from './campaign-parts-plans.ts';
import { createPostsParts } from './campaign-parts-posts.ts';
import { createResultsParts } from './campaign-parts-results.ts';
import { createSendingParts } from './campaign-parts-sending.ts';

/** The organization of a site, and the person whose rows are made. */
export interface PartsOwner {
  organizationId: string;
  requesterId: string;
}

/** Makes one of everything of Campaigns that has an address. */
export async function createCampaignParts(sql: Client, owner: PartsOwner) {
  return {
    ...(await createContactsParts(sql, owner)),
    ...(await createFormsParts(sql, owner)),
    ...(await createEditorParts(sql, owner)),
    ...(await createSendingParts(sql, owner)),
    ...(await createResultsParts(sql, owner)),
    ...(await createPostsParts(sql, owner)),
    ...(await createPlansParts(sql, owner)),
  };
}
