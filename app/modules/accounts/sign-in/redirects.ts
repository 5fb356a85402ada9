import { writeAddress } from '~/utils/addresses.ts';

/** Where signing in leads somebody who came from no page. */
export const firstPage = '/home';

const pagesWithToken =
  /^\/(?:confirm-billing|confirm-email|f\/confirm|invitations|login\/mail|r|reset-password|shared-reports|u|v)\/[^/?#]/i;

/** Whether an address opens something to whoever knows it. It stands in no query of another address: logs and histories keep those. */
export function holdsToken(address: string): boolean {
  return pagesWithToken.test(address);
}

/** The address of a page on the way, and in it the address to go on to, unless that holds a token (see `keepDestination`). */
export function withRedirect(path: string, redirectTo: string): string {
  return writeAddress(path, { redirectTo: redirectTo !== '/' && !holdsToken(redirectTo) && redirectTo });
}

/** The address of a page on the way to being signed in, and in it the address to go on to where that is not the first page. */
export function withDestination(path: string, destination: string): string {
  return writeAddress(path, { redirectTo: destination !== firstPage && !holdsToken(destination) && destination });
}
