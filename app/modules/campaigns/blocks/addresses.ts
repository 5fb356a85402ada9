import { addressTags, parseTags } from '../merge-tags/tags.ts';

/** UTF-16 units of one address. */
export const longestAddress = 2_000;

/** The path of a picture that was uploaded here. */
export const uploadedPicture = /^\/i\/[0-9a-f]{32}$/;

interface Accepts {
  /** Also addresses that are not encrypted, in texts that people pasted. */
  http?: boolean;
  /** mailto and tel. */
  other?: boolean;
}

/**
 * What is wrong with the address of a link, in a sentence; undefined where nothing is. Tags may stand behind the host only, where no value
 * can lead elsewhere; or the address is one of ours, such as `{{unsubscribe_url}}`, as a whole.
 */
export function findAddressProblem(address: string, { http = false, other = true }: Accepts = {}): string | undefined {
  if (address.length > longestAddress) return `Use at most ${longestAddress.toLocaleString('en-US')} characters.`;
  const { parts, problems } = parseTags(address);
  const [first] = parts;
  if (problems.length > 0) return undefined;
  if (parts.length === 1 && typeof first === 'object' && addressTags.includes(first.tag)) return undefined;
  if (typeof first !== 'string') return 'Begin the address with https://, and put a tag behind the host.';
  const filled = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  if (/[\p{Cc}\s\\]/u.test(filled) || !URL.canParse(filled)) return explain({ other });
  const { protocol } = new URL(filled);
  if (protocol === 'mailto:' || protocol === 'tel:') {
    const isWhole = /^(mailto|tel):[^?]+/i.test(first) && (parts.length === 1 || first.includes('?'));
    return other && isWhole ? undefined : explain({ other });
  }
  const accepted = protocol === 'https:' || (http && protocol === 'http:');
  if (!accepted || !/^https?:\/\/[^/?#]/i.test(first)) return explain({ other });
  return parts.length > 1 && !/^https?:\/\/[^/?#]+[/?#]/i.test(first)
    ? 'Put the tag behind the host, such as https://example.org/?name={{first_name|you}}.'
    : undefined;
}

function explain({ other }: Accepts): string {
  return other
    ? 'Enter an address that begins with https://, mailto: or tel:.'
    : 'Enter an address that begins with https://.';
}

/** Whether an address of a text may become a link. */
export function isLinkAddress(address: string): boolean {
  return parseTags(address).problems.length === 0 && findAddressProblem(address, { http: true }) === undefined;
}

/** What is wrong with the address of a picture, in a sentence. */
export function findPictureProblem(address: string): string | undefined {
  if (uploadedPicture.test(address)) return undefined;
  if (parseTags(address).parts.some((part) => typeof part !== 'string')) return 'A picture has no tags in its address.';
  return findAddressProblem(address, { other: false });
}

/** Whether an address leads nowhere: the domains that examples use (RFC 2606). */
export function isExample(address: string): boolean {
  return /^https?:\/\/([^/?#@]*@)?([^/?#:@]+\.)?example\.(com|net|org)([:/?#]|$)/i.test(address);
}
