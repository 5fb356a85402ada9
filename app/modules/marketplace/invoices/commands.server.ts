import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { TypedSeller } from './seller.ts';

/**
 * Saves what documents issued from now on say of the seller, for platform admins. Of its outcomes, `CHANGED` writes nothing:
 * somebody else saved since the form was opened.
 */
export function saveSeller(handle: QueryHandle, { revision, ...seller }: TypedSeller) {
  return callFunction(handle, 'save_seller', { revision, seller });
}
