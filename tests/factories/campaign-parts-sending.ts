import type { Client } from 'pg';
import type { PartsOwner } from './campaign-parts.ts';

/** What has an address in this part of the module. */
export async function createSendingParts(_sql: Client, _owner: PartsOwner) {
  return {};
}
