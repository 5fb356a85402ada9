import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { MadeProfile } from './making.ts';

/** Keeps a new profile. @param id  from the form: a second click keeps no second one */
export function keepProfile(handle: QueryHandle, id: string, profile: MadeProfile) {
  return callFunction(handle, 'make_profile', { id, profile });
}

/** Puts the scores of now into a profile. @param seen  when it was refreshed last before the page was made */
export function refreshProfile(handle: QueryHandle, id: string, seen: string, profile: MadeProfile) {
  return callFunction(handle, 'refresh_profile', { id, seen, profile });
}

/** Shows a profile to the organization, or no longer. */
export function shareProfile(handle: QueryHandle, id: string, isShared: boolean) {
  return callFunction(handle, 'share_profile', { id, isShared });
}

/** Notes that the viewer stands by a profile as they saw it. */
export function verifyProfile(handle: QueryHandle, id: string, seen: string) {
  return callFunction(handle, 'verify_profile', { id, seen });
}
