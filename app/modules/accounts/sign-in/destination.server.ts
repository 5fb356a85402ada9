import type { RequestContext } from '~/load-context.ts';
import { parseLocalPath } from '~/services/http.server.ts';
import { firstPage, holdsToken } from './redirects.ts';

/**
 * The address to go on to once somebody is signed in.
 * @param value  of the form or the address, which is not trusted
 * @returns the first page for anything that is no address of this site
 */
export function readDestination(value: unknown): string {
  return parseLocalPath(value, firstPage);
}

/** The destination that the address of a page on the way names, or else the one that `keepDestination` kept. */
export function readDestinationOf({ url }: Request, { destination }: Pick<RequestContext, 'destination'>): string {
  return readDestination(new URL(url).searchParams.get('redirectTo') ?? destination);
}

/**
 * The headers of an answer on the way to being signed in: they keep a destination that no address may name, because it holds a
 * token. None for any other destination.
 */
export async function keepDestination(
  { cookies }: Pick<RequestContext, 'cookies'>,
  destination: string,
): Promise<Headers> {
  const headers = new Headers();
  if (holdsToken(destination)) headers.append('Set-Cookie', await cookies.writeDestination(destination));
  return headers;
}
