import { Authenticator } from 'remix-auth';
import { FormStrategy } from 'remix-auth-form';
import type { RequestContext } from '~/load-context.ts';
import { limitMessage, limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import { parseForm, type RefusedForm, readForm } from '~/services/forms.server.ts';
import { derivePasswordKey } from '~/services/password.server.ts';
import { createToken, hashToken } from '~/services/tokens.server.ts';
import { finishSignIn, noteFailedSignIn, type SignInResult, startSignIn } from './commands.server.ts';
import { type Device, describeDevice } from './device.ts';
import { signInSchema } from './schema.ts';
import { describeWait } from './waiting.ts';

/** Who has given the right password: the token is that of the new session, or of the waiting for a second factor. */
type SignIn =
  | { ok: true; token: string; result: Exclude<SignInResult, { outcome: 'WRONG' }>; redirectTo: unknown }
  | RefusedForm;

/**
 * Signs somebody in by the form "Email", "Password".
 * @returns the token of their new session, or of a sign-in that waits for a second factor; or the answer: 400 alike for an
 *   unknown email and a wrong password, 429 while there is a wait after too many failures, or when too many came from one
 *   network address
 * @throws DatabaseError
 */
export async function signIn(request: Request, context: RequestContext): Promise<SignIn> {
  const form = await readForm(request);
  if (!(form instanceof FormData)) return form;
  const device = describeDevice(request, context);
  const authenticator = new Authenticator<SignIn>().use(
    new FormStrategy(({ form }) => checkPassword(form, device, context)),
    'password',
  );
  // The strategy reads a body itself and without a limit: it gets one made of what was read within the limit.
  return authenticator.authenticate('password', new Request(request.url, { method: 'POST', body: form }));
}

/**
 * Two calls to the database, because scrypt runs between them: Postgres has none, and a transaction cannot stay open
 * over HTTP while the Worker computes. Both are made whether or not there is such an account: the Worker never learns it.
 */
async function checkPassword(fields: FormData, device: Device, context: RequestContext): Promise<SignIn> {
  const { database, guestCart, limits } = context;
  const form = await parseForm(fields, signInSchema);
  if (!form.ok) return form;
  const { email, password, redirectTo } = form.value;
  // Before the database is asked and before scrypt, which keeps everybody else in this isolate waiting.
  if (!(await limits.allowsForm('sign-in'))) {
    return { ok: false, answer: form.refuseForNow(limitMessage, limitPeriodInSeconds) };
  }

  const { started } = await database.write((handle) => ({ started: startSignIn(handle, email, device.tokenHash) }));
  const { passwordSalt = null, waitSeconds: waitInSeconds = 0 } = started[0] ?? {};
  if (passwordSalt === null) {
    const message = `Too many attempts with this email. Wait ${describeWait(waitInSeconds)}, then try again, or sign in by mail now.`;
    return { ok: false, answer: form.refuseForNow(message, waitInSeconds) };
  }

  const passwordKey = await derivePasswordKey(password, passwordSalt);
  const token = createToken();
  const { finished } = await database.write((handle) => ({
    finished: finishSignIn(handle, { email, passwordKey, tokenHash: hashToken(token), guestCart, device }),
  }));
  const result = finished[0]?.result;
  if (!result || result.outcome === 'WRONG') {
    noteFailedSignIn(context, email, device);
    return { ok: false, answer: form.refuse('The email or the password is wrong.') };
  }
  return { ok: true, token, result, redirectTo };
}
