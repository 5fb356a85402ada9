import { Authenticator } from 'remix-auth';
import { FormStrategy } from 'remix-auth-form';
import type { RequestContext } from '~/load-context.ts';
import { limitMessage, limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import { parseForm, type RefusedForm, readForm } from '~/services/forms.server.ts';
import { verifyPassword } from '~/services/password.server.ts';
import { createToken, hashToken } from '~/services/tokens.server.ts';
import { finishSignIn, startSignIn } from './commands.server.ts';
import type { JoinedCart } from './joined-cart.ts';
import { signInSchema } from './schema.ts';
import { describeWait } from './waiting.ts';

type SignIn = { ok: true; token: string; cart: JoinedCart; redirectTo: unknown } | RefusedForm;

/**
 * Signs somebody in by the form "Email", "Password".
 * @returns the token of their new session, or the answer: 400 alike for an unknown email and a wrong password, 429 while
 *   the account waits after too many failures, or when too many came from one network address
 * @throws DatabaseError
 */
export async function signIn(request: Request, context: RequestContext): Promise<SignIn> {
  const form = await readForm(request);
  if (!(form instanceof FormData)) return form;
  const authenticator = new Authenticator<SignIn>().use(
    new FormStrategy(({ form }) => checkPassword(form, context)),
    'password',
  );
  // The strategy reads a body itself and without a limit: it gets one made of what was read within the limit.
  return authenticator.authenticate('password', new Request(request.url, { method: 'POST', body: form }));
}

/**
 * Two calls to the database, because scrypt runs between them: Postgres has none, and a transaction cannot stay open
 * over HTTP while the Worker computes.
 */
async function checkPassword(fields: FormData, { database, guestCart, limits }: RequestContext): Promise<SignIn> {
  const form = await parseForm(fields, signInSchema);
  if (!form.ok) return form;
  const { email, password, redirectTo } = form.value;
  // Before the database is asked and before scrypt, which keeps everybody else in this isolate waiting.
  if (!(await limits.allowsForm('sign-in'))) {
    return { ok: false, answer: form.refuseForNow(limitMessage, limitPeriodInSeconds) };
  }

  const { started } = await database.write((handle) => ({ started: startSignIn(handle, email) }));
  const { userId = null, passwordHash = null, waitSeconds: waitInSeconds = 0 } = started[0] ?? {};
  if (waitInSeconds > 0) {
    const message = `Too many attempts with this email. Wait ${describeWait(waitInSeconds)}, then try again, or reset the password.`;
    return { ok: false, answer: form.refuseForNow(message, waitInSeconds) };
  }

  const refused = () => ({ ok: false as const, answer: form.refuse('The email or the password is wrong.') });
  const matches = await verifyPassword(password, passwordHash);
  if (!matches || userId === null || passwordHash === null) return refused();

  const token = createToken();
  const { finished } = await database.write((handle) => ({
    finished: finishSignIn(handle, { userId, passwordHash, tokenHash: hashToken(token), guestCart }),
  }));
  const cart = finished[0]?.cart;
  return cart ? { ok: true, token, cart, redirectTo } : refused();
}
