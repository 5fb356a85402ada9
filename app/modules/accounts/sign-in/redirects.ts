import { writeAddress } from '~/utils/addresses.ts';

/** The address of a page on the way, such as signing in, and in it the address to go on to. */
export function withRedirect(path: string, redirectTo: string): string {
  return writeAddress(path, { redirectTo: redirectTo !== '/' && redirectTo });
}
