/** An address that may be asked, or what to change in it. */
export type WebhookAddress = { url: URL; problem?: undefined } | { url?: undefined; problem: string };

const longest = 2048;

/** Names that mean something only inside a network or another system (RFC 6761, 6762, 7686, 8375; `.internal` by ICANN). */
const localSuffixes = ['local', 'internal', 'localhost', 'home.arpa', 'onion'];

/**
 * Reads an address that somebody typed for messages of ours. It does not ask where the name leads: that is asked again
 * before every message.
 * @param ownHost  the host of our own site, which must not be made to call itself
 * @returns the address in its normal form, without a fragment, or a sentence that stands beside the field
 */
export function readWebhookAddress(text: string, ownHost: string): WebhookAddress {
  const typed = text.trim();
  // URL parsers drop tabs and line ends and read a backslash as a slash: nobody types those into an honest address.
  if (typed.length > longest || /[\s\p{Cc}\\]/u.test(typed) || !/^https:\/\/[^/]/i.test(typed) || !URL.canParse(typed))
    return { problem: 'Enter an address that starts with https://, such as https://hooks.example.com/lotline.' };
  const url = new URL(typed);
  if (/^https:\/\/[^/?#]*@/i.test(typed)) return { problem: 'Leave out the user name and password before the @.' };
  if (url.port !== '') return { problem: `Leave out the port ${url.port}: only 443, the usual one, is used.` };
  const host = url.hostname.replace(/\.$/, '');
  if (host.startsWith('[') || /^[\d.]+$/.test(host))
    return { problem: 'Enter the name of the host, such as hooks.example.com, instead of its numeric address.' };
  if (!isReachableName(host))
    return { problem: 'Enter a host that can be reached from the Internet, such as hooks.example.com.' };
  if (isWithin(host, ownHost.toLowerCase()))
    return { problem: 'This address leads back to Lotline. Enter one of yours.' };
  url.hostname = host;
  url.hash = '';
  return { url };
}

function isReachableName(host: string): boolean {
  if (host.length > 253 || localSuffixes.some((suffix) => isWithin(host, suffix))) return false;
  const labels = host.split('.');
  return labels.length > 1 && labels.every((label) => /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/.test(label));
}

const isWithin = (host: string, name: string) => host === name || host.endsWith(`.${name}`);
