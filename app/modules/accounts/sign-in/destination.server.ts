import { parseLocalPath } from '~/services/http.server.ts';
import { firstPage } from './redirects.ts';

/**
 * The address to go on to once somebody is signed in.
 * @param value  of the form or the address, which is not trusted
 * @returns the first page for anything that is no address of this site
 */
export function readDestination(value: unknown): string {
  return parseLocalPath(value, firstPage);
}

/** The destination that the address of a page on the way names. */
export function readDestinationOf({ url }: Request): string {
  return readDestination(new URL(url).searchParams.get('redirectTo'));
}
