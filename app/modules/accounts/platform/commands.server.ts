import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { PlatformRole } from '#db/schema/index.ts';

/** Gives somebody with an account a role of the platform. For SUPERADMIN; refused (42501) for anybody else. */
export function grantPlatformRole(handle: QueryHandle, email: string, role: PlatformRole) {
  return callFunction(handle, 'grant_platform_role', { email, role });
}

/** Takes a role of the platform from somebody. For SUPERADMIN; refused (42501) for anybody else. */
export function revokePlatformRole(handle: QueryHandle, userId: string, role: PlatformRole) {
  return callFunction(handle, 'revoke_platform_role', { userId, role });
}

/**
 * Decides what waits for a second person, and does it when confirmed. For BILLING; refused (42501) for anybody else. Only
 * `CONFIRMED` and `DECLINED` write something.
 */
export function decideApproval(handle: QueryHandle, id: string, isConfirmed: boolean) {
  return callFunction(handle, 'decide_approval', { id, isConfirmed });
}
