import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { commonPasswordMessage, isCommonPassword } from '~/modules/accounts/sign-in/common-passwords.server.ts';
import { describeWait } from '~/modules/accounts/sign-in/waiting.ts';
import { hashPassword, verifyPassword } from '~/services/password.server.ts';

/** Gives the viewer another name. */
export function changeName(handle: QueryHandle, name: string) {
  return callFunction(handle, 'change_name', { name });
}

/**
 * Counts an attempt and finds what is needed to check the viewer's current password; the hash is null while the account
 * waits after too many failures, for `waitInSeconds`. No row for nobody.
 */
export function startPasswordChange(handle: QueryHandle) {
  return callFunction(handle, 'start_password_change', {});
}

/**
 * Sets the viewer's password and ends their other sessions; false when it was changed since the current one was checked.
 * @param checkedHash  the hash the current password was checked against
 */
export function finishPasswordChange(handle: QueryHandle, checkedHash: string, passwordHash: string) {
  return callFunction(handle, 'finish_password_change', { checkedHash, passwordHash });
}

type PasswordChange =
  | { changed: true }
  | { changed: false; problem: { currentPassword?: string; newPassword?: string }; waitInSeconds?: number };

const wrong: PasswordChange = {
  changed: false,
  problem: { currentPassword: 'This is not your current password.' },
};

/**
 * Changes the viewer's password if they know the current one. Two calls to the database, as at sign-in: scrypt runs
 * between them.
 * @throws DatabaseError
 */
export async function changePassword(
  request: Request,
  { database }: RequestContext,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<PasswordChange> {
  if (isCommonPassword(newPassword)) {
    return { changed: false, problem: { newPassword: commonPasswordMessage } };
  }
  const { viewer, started } = await database.write((handle) => ({ started: startPasswordChange(handle) }));
  requireViewer(viewer, request);
  const { passwordHash = null, waitSeconds: waitInSeconds = 0 } = started[0] ?? {};
  if (waitInSeconds > 0) {
    const wait = describeWait(waitInSeconds);
    return {
      changed: false,
      problem: { currentPassword: `Too many attempts. Wait ${wait}, then try again.` },
      waitInSeconds,
    };
  }
  if (passwordHash === null || !(await verifyPassword(currentPassword, passwordHash))) return wrong;

  const newHash = await hashPassword(newPassword);
  const { finished } = await database.write((handle) => ({
    finished: finishPasswordChange(handle, passwordHash, newHash),
  }));
  return finished[0]?.value ? { changed: true } : wrong;
}
