import type { RequestContext } from '~/load-context.ts';
import { describeDroppedLines, type JoinedCart } from './joined-cart.ts';

/**
 * The cookies of somebody who has just signed in: the session's token in place of any earlier one, the guest cart gone
 * because it is in their own cart now, and a message about what could not come along.
 */
export async function startSessionCookies(context: RequestContext, token: string, cart: JoinedCart): Promise<Headers> {
  const { cookies, guestCart } = context;
  const headers = new Headers();
  headers.append('Set-Cookie', await cookies.writeSessionToken(token));
  if (guestCart.tools.length + guestCart.bundles.length > 0) {
    headers.append('Set-Cookie', await cookies.clearGuestCart());
  }
  const message = describeDroppedLines(cart);
  if (message) headers.append('Set-Cookie', await cookies.writeToast({ kind: 'notice', message }));
  return headers;
}
