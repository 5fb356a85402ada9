import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { AssetEntry } from './schema.ts';

/** Adds an asset, or changes it; what closed years follow from is refused. */
export function saveAsset(handle: QueryHandle, entry: AssetEntry) {
  return callFunction(handle, 'save_asset', entry);
}

/** Deletes an asset that is at the version the page showed. */
export function deleteAsset(handle: QueryHandle, id: string, version: number | null) {
  return callFunction(handle, 'delete_asset', { id, version });
}
