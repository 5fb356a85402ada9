import { z } from 'zod';

/** What is an address, but for a domain of letters beyond ASCII. */
const address = z.email().max(254);

/**
 * One spelling for one mailbox: without space around it, in NFC and lower case, its domain in ASCII.
 * @returns undefined for a text that is no address
 */
export function readMailbox(text: string): string | undefined {
  const typed = text.trim().normalize('NFC').toLowerCase();
  const at = typed.lastIndexOf('@');
  if (at < 1) return undefined;
  const domain = toAsciiDomain(typed.slice(at + 1));
  return domain === undefined ? undefined : address.safeParse(`${typed.slice(0, at)}@${domain}`).data;
}

/**
 * A domain in ASCII and lower case, such as "xn--bcher-kva.example".
 * @returns undefined for a text that is none: with a port, a path, one label only, or the address of a machine
 */
export function toAsciiDomain(text: string): string | undefined {
  const url = `https://${text}`;
  if (/[\s/\\?#@:%[\]]/.test(text) || !URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  const isDomain = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(hostname) && hostname.length <= 253;
  return isDomain && !/^[\d.]+$/.test(hostname) && hostname.split('.').every((label) => label.length <= 63)
    ? hostname
    : undefined;
}
