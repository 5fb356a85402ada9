import { callFunction } from '#db/call-function.server.ts';
import type { ColorTheme, QueryHandle } from '#db/request-db.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { findPasswordProblem } from '~/modules/accounts/password-rules.server.ts';
import { readOwnPassword } from '~/modules/accounts/sign-in/proof.server.ts';
import { describeWait } from '~/modules/accounts/sign-in/waiting.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { type ChosenPassword, choosePassword } from '~/services/password.server.ts';

/** Gives the viewer another name. */
export function changeName(handle: QueryHandle, name: string) {
  return callFunction(handle, 'change_name', { name });
}

/** Keeps how the site looks for the viewer. */
export function changeTheme(handle: QueryHandle, theme: ColorTheme) {
  return callFunction(handle, 'change_theme', { theme });
}

/**
 * Sets the viewer's password and ends their other sessions; false when the current one is another.
 * @param currentKey  derived from the current password, as it was typed
 */
function finishPasswordChange(handle: QueryHandle, currentKey: string, { salt, key }: ChosenPassword) {
  return callFunction(handle, 'finish_password_change', { currentKey, passwordSalt: salt, passwordKey: key });
}

type PasswordChange =
  | { changed: true }
  | { changed: false; problem: { currentPassword?: string; newPassword?: string }; waitInSeconds?: number };

/**
 * Changes the viewer's password if they know the current one. Two calls to the database, as at sign-in: scrypt runs
 * between them.
 * @throws a redirect to the sign-in page for nobody; DatabaseError
 */
export async function changePassword(
  request: Request,
  context: RequestContext,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<PasswordChange> {
  const { database } = context;
  const { viewer } = await database.read(() => ({}));
  const problem = findPasswordProblem(newPassword, requireViewer(viewer, request).user);
  if (problem) return { changed: false, problem: { newPassword: problem } };
  const typed = await readOwnPassword(request, context, currentPassword);
  if (!('key' in typed)) {
    const { waitInSeconds } = typed;
    return {
      changed: false,
      problem: { currentPassword: `Too many attempts. Wait ${describeWait(waitInSeconds)}, then try again.` },
      waitInSeconds,
    };
  }
  const chosen = await choosePassword(newPassword);
  const { finished } = await database.write((handle) => ({
    finished: finishPasswordChange(handle, typed.key, chosen),
  }));
  if (!finished[0]?.value)
    return { changed: false, problem: { currentPassword: 'This is not your current password.' } };
  deliverMailSoon(context);
  return { changed: true };
}

/** Ends one of the viewer's sessions; false when it is not theirs, or has ended. */
export function endOwnSession(handle: QueryHandle, id: string) {
  return callFunction(handle, 'end_own_session', { id });
}
