const localPart = /^[^\s@<>()[\],;:\\"\p{Cc}]{1,64}$/u;
const domainName = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/**
 * An email address in the one spelling that the database keeps: trimmed, composed (NFC), in lower case, its domain in ASCII.
 * @returns null for a text that is no address
 */
export function normalizeAddress(text: string): string | null {
  const written = text.trim().normalize('NFC').toLowerCase().normalize('NFC');
  const at = written.lastIndexOf('@');
  const local = written.slice(0, Math.max(at, 0));
  const domain = toAsciiDomain(written.slice(at + 1));
  if (!localPart.test(local) || /^\.|\.\.|\.$/.test(local) || domain === null) return null;
  const address = `${local}@${domain}`;
  return address.length <= 254 ? address : null;
}

/** The domain as its servers know it; null for what is no name of the Internet, such as a number. */
function toAsciiDomain(domain: string): string | null {
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(domain) || !URL.canParse(`https://${domain}`)) return null;
  const { hostname } = new URL(`https://${domain}`);
  const lastPart = hostname.slice(hostname.lastIndexOf('.') + 1);
  return domainName.test(hostname) && !/^\d+$/.test(lastPart) ? hostname : null;
}
