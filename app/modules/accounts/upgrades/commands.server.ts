import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle, SubscriptionTier } from '#db/request-db.server.ts';

/** Asks for a higher plan for the viewer's organization. Only `ASKED` writes anything. */
export function askForUpgrade(handle: QueryHandle, { tier, reason }: { tier: SubscriptionTier; reason: string }) {
  return callFunction(handle, 'ask_for_upgrade', { tier, reason });
}

/** Takes back what the viewer's organization asked for. */
export function withdrawUpgrade(handle: QueryHandle, id: string) {
  return callFunction(handle, 'withdraw_upgrade', { id });
}

/**
 * Grants or declines an upgrade. For SUPPORT; refused (42501) for anybody else. Only `GRANTED` and `DECLINED` write something.
 * @param note  to the organization; needed to decline
 */
export function decideUpgrade(handle: QueryHandle, id: string, isGranted: boolean, note: string) {
  return callFunction(handle, 'decide_upgrade', { id, isGranted, note });
}
