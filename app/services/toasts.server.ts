import { redirect } from '@remix-run/cloudflare';
import type { Cookies, ToastMessage } from './cookies.server.ts';

/**
 * Redirects to a page that shows a message once.
 * @param message  the text of a success, or a message of another kind
 * @param headers  further headers of the answer
 */
export async function redirectWithToast(
  { cookies }: { cookies: Cookies },
  address: string,
  message: string | ToastMessage,
  headers?: HeadersInit,
) {
  const toast: ToastMessage = typeof message === 'string' ? { kind: 'success', message } : message;
  const all = new Headers(headers);
  all.append('Set-Cookie', await cookies.writeToast(toast));
  return redirect(address, { headers: all });
}
