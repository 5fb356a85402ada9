import { createHmac } from 'node:crypto';

/** The forms that are limited by network address, each for itself. */
export type LimitedForm =
  | 'sign-in'
  | 'sign-in-mail'
  | 'sign-up'
  | 'forgot-password'
  | 'reset-password'
  | 'review'
  | 'contact'
  | 'subscribe';

/** Seconds until trying again makes sense: the period of the limits in `wrangler.toml`. */
export const limitPeriodInSeconds = 60;

/** The message for a sender who is over a limit. */
export const limitMessage =
  'Too much was sent from your network. Nothing was done: wait a minute, then send this again.';

/** The limits of one network address. A request without an address, or from this machine itself, is not limited. */
export interface AddressLimits {
  /** Counts a form of this kind; false when there were too many of them. Ask it before any costly work. */
  allowsForm(form: LimitedForm): Promise<boolean>;
  /** Counts a request that may write, of any kind; false when there were too many of them. */
  allowsWriting(): Promise<boolean>;
  /** Counts a request for suggestions, which comes with every few letters that somebody types; false when there were too many of them. */
  allowsSearching(): Promise<boolean>;
  /** The database counts by this digest instead of the address: nobody can turn it back without our secret. */
  digest: string | undefined;
}

/** Cloudflare's limits as the Worker gets them; absent where there are none. */
export interface LimitBindings {
  FORM_RATE_LIMIT?: RateLimit | undefined;
  POST_RATE_LIMIT?: RateLimit | undefined;
}

/**
 * The limits of a request's sender, by `CF-Connecting-IP`: Cloudflare sets that header itself and overwrites any other value.
 * Other headers that name an address are the sender's claims and never read.
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
    allowsSearching: () => isWithin(bindings.POST_RATE_LIMIT, `search ${address}`),
    digest: address && createHmac('sha256', secret).update(`network address ${address}`).digest('hex'),
  };
}

/**
 * The key an address is counted by: an IPv4 address itself, the first 64 bits of an IPv6 address, because one customer
 * has all addresses behind them.
 * @returns undefined for a text that is no address, and for loopback, which is nobody on the Internet
 */
export function toCountedAddress(text: string): string | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return text.startsWith('127.') ? undefined : text;
  const url = `http://[${text}]`;
  if (!/^[\da-f:.]+$/i.test(text) || !URL.canParse(url)) return undefined;
  // A URL turns every spelling of an IPv6 address into the shortest one.
  const [front = '', back] = new URL(url).hostname.slice(1, -1).split('::');
  const before = front.split(':').filter(Boolean);
  const after = back?.split(':').filter(Boolean) ?? [];
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after].slice(0, 4);
  return groups.every((group) => group === '0') ? undefined : `${groups.join(':')}::/64`;
}
