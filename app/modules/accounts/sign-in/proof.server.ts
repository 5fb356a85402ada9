import { redirect, type TypedResponse } from '@remix-run/cloudflare';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { pageOfForm, toPath } from '~/services/http.server.ts';
import { derivePasswordKey } from '~/services/password.server.ts';
import { writeAddress } from '~/utils/addresses.ts';

// A function of the database that answers PROVE wants to know once more who is there: password, passkey or code, unless one was
// given in the last ten minutes. Nothing was done.

/**
 * Leads to the page that asks who is there once more, and from there back to the page of the form. Throw or return it.
 * @param headers  of the answer, such as the cookie of `keepDraft`
 */
export function redirectToProof(request: Request, headers?: Headers): TypedResponse<never> {
  const redirectTo = pageOfForm(request) ?? toPath(new URL(request.url));
  return redirect(writeAddress('/confirm-identity', { redirectTo }), headers && { headers });
}

/** Counts an attempt to type the viewer's password, and finds how its key is derived. No row for nobody. */
function startProof(handle: QueryHandle) {
  return callFunction(handle, 'start_proof', {});
}

/** Notes that the viewer typed their password, by its derived key; false when it is another one. */
function proveByPassword(handle: QueryHandle, passwordKey: string) {
  return callFunction(handle, 'prove_by_password', { passwordKey });
}

/** A password that was typed by somebody signed in: its key, or the seconds until they may try again. */
type TypedPassword = { key: string } | { waitInSeconds: number };

/**
 * Derives the key of the password that the viewer typed.
 * @throws a redirect to the sign-in page for nobody; DatabaseError
 */
export async function readOwnPassword(
  request: Request,
  { database }: RequestContext,
  password: string,
): Promise<TypedPassword> {
  const { viewer, started } = await database.write((handle) => ({ started: startProof(handle) }));
  requireViewer(viewer, request);
  const { passwordSalt = null, waitSeconds: waitInSeconds = 0 } = started[0] ?? {};
  if (passwordSalt === null) return { waitInSeconds };
  return { key: await derivePasswordKey(password, passwordSalt) };
}

/** Answers of proving who one is by password. */
type Proof = { outcome: 'PROVED' } | { outcome: 'WRONG' } | { outcome: 'WAIT'; waitInSeconds: number };

/**
 * Notes that the viewer is there, if they typed their password. Two calls to the database, as at sign-in.
 * @throws a redirect to the sign-in page for nobody; DatabaseError
 */
export async function proveIdentity(request: Request, context: RequestContext, password: string): Promise<Proof> {
  const typed = await readOwnPassword(request, context, password);
  if (!('key' in typed)) return { outcome: 'WAIT', waitInSeconds: typed.waitInSeconds };
  const { proved } = await context.database.write((handle) => ({ proved: proveByPassword(handle, typed.key) }));
  return { outcome: proved[0]?.value ? 'PROVED' : 'WRONG' };
}
