import { writeAddress } from '~/utils/addresses.ts';

/** Where signing in leads somebody who came from no page. */
export const firstPage = '/home';

/** The address of a page on the way, and in it the address to go on to. */
export function withRedirect(path: string, redirectTo: string): string {
  return writeAddress(path, { redirectTo: redirectTo !== '/' && redirectTo });
}

/** The address of a page on the way to being signed in, and in it the address to go on to where that is not the first page. */
export function withDestination(path: string, destination: string): string {
  return writeAddress(path, { redirectTo: destination !== firstPage && destination });
}
