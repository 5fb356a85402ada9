import type { Environment } from '~/services/environment.server.ts';

/** What an address at BOUNCE_DOMAIN is for: what comes back, or a wish for no more mail; with its token. */
export interface ReturnAddress {
  purpose: 'BOUNCE' | 'UNSUBSCRIBE';
  token: string;
}

const purposes: Readonly<Record<string, ReturnAddress['purpose']>> = { b: 'BOUNCE', u: 'UNSUBSCRIBE' };

/** Reads `b+TOKEN@` and `u+TOKEN@` at the domain, in whatever case; undefined for every other address. */
export function readReturnAddress(
  address: string | undefined,
  bounceDomain: Environment['BOUNCE_DOMAIN'],
): ReturnAddress | undefined {
  const [, letter = '', token = '', domain] = /^([bu])\+([a-z2-7]{32})@(.+)$/i.exec(address ?? '') ?? [];
  const purpose = purposes[letter.toLowerCase()];
  if (purpose === undefined || domain?.toLowerCase() !== bounceDomain) return undefined;
  return { purpose, token: token.toLowerCase() };
}
