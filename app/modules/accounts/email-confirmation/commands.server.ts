import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Mails the viewer a new link and code, for the address they are changing to or for their own. */
export function sendEmailConfirmation(handle: QueryHandle) {
  return callFunction(handle, 'send_email_confirmation', {});
}

/**
 * Confirms the viewer's address, or the one they are changing to.
 * @param code  six digits; null for somebody who typed none, which only says whether the address is confirmed
 */
export function confirmEmail(handle: QueryHandle, code: string | null) {
  return callFunction(handle, 'confirm_email', { code });
}

/** Confirms the address that a link was sent to, for the account it was sent for. */
export function confirmEmailByLink(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'confirm_email_by_link', { tokenHash });
}

/** Takes an address away from an account that somebody else made with it, or that wants to change to it. */
export function disownEmail(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'disown_email', { tokenHash });
}

/** Starts changing the viewer's address; it becomes theirs once it is confirmed. */
export function changeEmail(handle: QueryHandle, email: string) {
  return callFunction(handle, 'change_email', { email });
}

/** Leaves the viewer's address as it is; false when no change was waiting. */
export function dropEmailChange(handle: QueryHandle) {
  return callFunction(handle, 'drop_email_change', {});
}
