import { redirect, type TypedResponse } from '@remix-run/cloudflare';
import type { RequestContext } from '~/load-context.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { SignInResult } from './commands.server.ts';
import { keepDestination, readDestination } from './destination.server.ts';
import { describeDroppedLines, type JoinedCart } from './joined-cart.ts';
import { withDestination } from './redirects.ts';

/**
 * The cookies of somebody who has just signed in: the session's token in place of any earlier one, the browser known from now on,
 * the guest cart gone because it is in their own cart now, and a message about what could not come along.
 * @param otherwise  the message where all of it came along
 */
export async function startSessionCookies(
  context: RequestContext,
  token: string,
  cart: JoinedCart,
  otherwise?: string,
): Promise<Headers> {
  const { cookies, guestCart, pendingToken, mailedSignIn, destination } = context;
  const headers = new Headers();
  headers.append('Set-Cookie', await cookies.writeSessionToken(token));
  headers.append('Set-Cookie', await cookies.writeDeviceToken(context.deviceToken));
  if (pendingToken) headers.append('Set-Cookie', await cookies.clearPendingToken());
  if (mailedSignIn) headers.append('Set-Cookie', await cookies.clearMailedSignIn());
  if (destination) headers.append('Set-Cookie', await cookies.clearDestination());
  if (guestCart.tools.length + guestCart.bundles.length > 0) {
    headers.append('Set-Cookie', await cookies.clearGuestCart());
  }
  const message = describeDroppedLines(cart) ?? otherwise;
  if (message) headers.append('Set-Cookie', await cookies.writeToast({ kind: 'notice', message }));
  return headers;
}

/**
 * Leads somebody on whose password or mail was right: to where they wanted to go, with a session, or to the page that asks for
 * their second factor.
 * @param token  of the session, or of the waiting
 * @param redirectTo  where they wanted to go; not trusted
 */
export async function goOnSignedIn(
  context: RequestContext,
  token: string,
  result: Exclude<SignInResult, { outcome: 'WRONG' }>,
  redirectTo: unknown,
): Promise<TypedResponse<never>> {
  const address = readDestination(redirectTo);
  if (result.outcome === 'SECOND_FACTOR') {
    const headers = await keepDestination(context, address);
    headers.append('Set-Cookie', await context.cookies.writePendingToken(token));
    // The waiting sign-in knows the browser by it, and so does whoever completes it.
    headers.append('Set-Cookie', await context.cookies.writeDeviceToken(context.deviceToken));
    return redirect(withDestination('/login/second-factor', address), { headers });
  }
  // Of a new device.
  deliverMailSoon(context);
  return redirect(address, { headers: await startSessionCookies(context, token, result.cart) });
}
