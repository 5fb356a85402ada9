import type { Environment } from '~/services/environment.server.ts';

/**
 * Where a weakness is reported to, as an address to follow: what the settings say, otherwise the sender of all mail, otherwise the page that tells
 * how else.
 */
export function findSecurityContact({
  SECURITY_CONTACT,
  MAIL_FROM,
  PUBLIC_URL,
}: Pick<Environment, 'SECURITY_CONTACT' | 'MAIL_FROM' | 'PUBLIC_URL'>): string {
  return SECURITY_CONTACT ?? (MAIL_FROM ? `mailto:${MAIL_FROM.address}` : `${PUBLIC_URL}/trust#report`);
}

/** Days for which what security.txt says may be kept. It is made anew each time, so it is never older than that. */
const daysValid = 90;

/** The file of RFC 9116, in which who finds a weakness looks for whom to tell. */
export function writeSecurityFile(environment: Parameters<typeof findSecurityContact>[0], now: Date): string {
  const expires = new Date(now.getTime() + daysValid * 24 * 60 * 60 * 1000);
  return [
    `Contact: ${findSecurityContact(environment)}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${environment.PUBLIC_URL}/.well-known/security.txt`,
    `Policy: ${environment.PUBLIC_URL}/trust#report`,
    '',
  ].join('\n');
}
