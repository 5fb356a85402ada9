import { createHmac } from 'node:crypto';

/** The forms that are limited by network address, each for itself. */
export type LimitedForm = 'sign-in' | 'sign-up' | 'forgot-password' | 'reset-password' | 'review';

/** After how many seconds it is worth trying again: the period of the limits in `wrangler.toml`. */
export const limitPeriodInSeconds = 60;

/** What whoever is over a limit is told. */
export const limitMessage =
  'Too much was sent from your network. Nothing was done: wait a minute, then send this again.';

/** What one network address may do. Without an address nothing is limited, and neither is this machine itself. */
export interface AddressLimits {
  /** Counts a form of this kind; false when there were too many of them. Ask before anything that costs. */
  allowsForm(form: LimitedForm): Promise<boolean>;
  /** Counts a request that may write, of whatever kind; false when there were too many of them. */
  allowsWriting(): Promise<boolean>;
  /** What the database counts by instead of the address: it cannot be turned back without our secret. */
  digest: string | undefined;
}

/** What Cloudflare's limits look like to the Worker; absent where there are none. */
export interface LimitBindings {
  FORM_RATE_LIMIT?: RateLimit | undefined;
  POST_RATE_LIMIT?: RateLimit | undefined;
}

/**
 * The limits of whoever sent a request, by `CF-Connecting-IP`: Cloudflare sets that header itself, whatever was sent.
 * Other headers that name an address are the sender's own words and never read.
 * @param secret  keys the digest
 */
export function createAddressLimits(headers: Headers, bindings: LimitBindings, secret: string): AddressLimits {
  const address = toCountedAddress(headers.get('cf-connecting-ip') ?? '');

  async function isWithin(limit: RateLimit | undefined, key: string): Promise<boolean> {
    if (!limit || address === undefined) return true;
    try {
      return (await limit.limit({ key })).success;
    } catch (error) {
      // A limit that cannot be asked must not keep everybody out; the limits in the database still hold.
      console.error(JSON.stringify({ rateLimit: String(error) }));
      return true;
    }
  }

  return {
    allowsForm: (form) => isWithin(bindings.FORM_RATE_LIMIT, `${form} ${address}`),
    allowsWriting: () => isWithin(bindings.POST_RATE_LIMIT, `${address}`),
    digest: address && createHmac('sha256', secret).update(`network address ${address}`).digest('hex'),
  };
}

/**
 * What an address is counted as: an IPv4 address for itself, an IPv6 address by its first 64 bits, because one customer
 * has all the others.
 * @returns undefined for what is no address, and for loopback, which is nobody on the Internet
 */
export function toCountedAddress(text: string): string | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return text.startsWith('127.') ? undefined : text;
  const url = `http://[${text}]`;
  if (!/^[\da-f:.]+$/i.test(text) || !URL.canParse(url)) return undefined;
  // The shortest way to write it, which a URL makes of every other.
  const [front = '', back] = new URL(url).hostname.slice(1, -1).split('::');
  const before = front.split(':').filter(Boolean);
  const after = back?.split(':').filter(Boolean) ?? [];
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after].slice(0, 4);
  return groups.every((group) => group === '0') ? undefined : `${groups.join(':')}::/64`;
}
