import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { TypedSettings } from './schema.ts';

/** Saves the settings of the organization. */
export function saveCampaignSettings(handle: QueryHandle, { intent: _, ...settings }: TypedSettings) {
  return callFunction(handle, 'save_campaign_settings', settings);
}
