/**
 * Keeps public pages at the edge, as they are for somebody without cookies: in the memory of the isolate, which costs
 * nothing to ask, and in the data center's cache, which outlives it. A page is fresh for a while; then it is still sent
 * at once, for up to a day, while a new one is made behind it. So pages stay readable while the database is away.
 */

const cacheName = 'public-pages';
const longestKeptInSeconds = 86_400;
/** One attempt to renew a page in this time, so that not every visitor asks a database that cannot be reached. */
const renewalPauseInMilliseconds = 5_000;
const pagesInMemory = 100;

const renderedAtHeader = 'X-Rendered-At';
/** For browsers, which ask each time: the same address is another page for somebody who has signed in meanwhile. */
const askedAgain = 'private, no-cache';

/** A page that is the same for everybody. */
interface KeptPage {
  body: ArrayBuffer;
  headers: Headers;
  /** The moment its rendering began, in milliseconds since the epoch: later changes may be missing in it. */
  renderedAt: number;
  /** The moment of the last attempt to renew it, in milliseconds since the epoch. */
  triedAt: number;
}

/** How the cache handled a request, in the words of RFC 9211. */
type CacheOutcome = 'hit' | 'stale' | 'miss' | 'uncacheable';

/** A page that may be kept. */
interface PublicPage {
  /** Identifies the page, as a URL: address and version of the app. */
  key: string;
  freshForSeconds: number;
  /**
   * Whether an older one is never sent: neither after its fresh time, nor, in this data center, after a change. While the database is
   * away, it is not there either.
   */
  isNeverStale: boolean;
  /** Makes the page, with all its headers, as an answer of its own that nothing else holds. */
  render: () => Promise<Response>;
  waitUntil: (work: Promise<unknown>) => void;
}

interface PageCache {
  /** Answers with the kept page, or with one made now; its headers can be added to. */
  answer(request: Request, page: PublicPage): Promise<{ response: Response; outcome: CacheOutcome }>;
  /**
   * Notes that the content of pages has changed: older ones are not sent any more once their fresh time is over. Other data
   * centers do not hear of it: there the first visitor after the fresh time still gets the older page.
   */
  markChange(origin: string): Promise<void>;
}

/** One for each isolate. */
export function createPageCache(): PageCache {
  /** In the order of their last use. */
  const memory = new Map<string, KeptPage>();

  function remember(key: string, page: KeptPage) {
    memory.delete(key);
    memory.set(key, page);
    const [oldest] = memory.keys();
    if (memory.size > pagesInMemory && oldest !== undefined) memory.delete(oldest);
  }

  async function find({ key, freshForSeconds }: PublicPage): Promise<KeptPage | undefined> {
    const remembered = memory.get(key);
    if (remembered && secondsSince(remembered.renderedAt) < freshForSeconds) {
      remember(key, remembered);
      return remembered;
    }
    // Another isolate may have made a newer one.
    const stored = await readStored(key);
    if (stored && stored.renderedAt > (remembered?.renderedAt ?? 0)) {
      remember(key, stored);
      return stored;
    }
    return remembered && secondsSince(remembered.renderedAt) < longestKeptInSeconds ? remembered : undefined;
  }

  /**
   * Resolves to undefined for an answer that must not be kept: an error, a redirect, or one that sets a cookie. A page that has
   * become one of these is forgotten, unless the failure is ours.
   */
  async function keep(
    { key, waitUntil }: PublicPage,
    response: Response,
    renderedAt: number,
  ): Promise<KeptPage | undefined> {
    const isPage = /^(text\/html|application\/rss\+xml)/.test(response.headers.get('Content-Type') ?? '');
    if (response.status !== 200 || !isPage || response.headers.has('Set-Cookie')) {
      if (response.status < 500 && memory.delete(key)) {
        waitUntil(caches.open(cacheName).then((cache) => cache.delete(key)));
      }
      return undefined;
    }
    const body = await response.arrayBuffer();
    const headers = new Headers(response.headers);
    headers.set('ETag', await makeEntityTag(body));
    headers.set('Vary', 'Cookie');
    headers.set('Cache-Control', askedAgain);
    const page = { body, headers, renderedAt, triedAt: 0 };
    remember(key, page);
    const stored = new Headers(headers);
    stored.set('Cache-Control', `public, max-age=${longestKeptInSeconds}`);
    stored.set(renderedAtHeader, String(renderedAt));
    waitUntil(caches.open(cacheName).then((cache) => cache.put(key, new Response(body, { headers: stored }))));
    return page;
  }

  return {
    async answer(request, page) {
      const kept = await find(page);
      const { origin } = new URL(page.key);
      const isFresh = kept !== undefined && secondsSince(kept.renderedAt) < page.freshForSeconds;
      if (kept && isFresh && !(page.isNeverStale && kept.renderedAt <= (await findLastChange(origin))))
        return { response: send(request, kept), outcome: 'hit' };

      const startedAt = Date.now();
      const stale = kept && !page.isNeverStale && { response: send(request, kept), outcome: 'stale' as const };
      if (kept && stale) {
        if (startedAt - kept.triedAt < renewalPauseInMilliseconds) return stale;
        kept.triedAt = startedAt;
        if (kept.renderedAt > (await findLastChange(origin))) {
          page.waitUntil(page.render().then((response) => keep(page, response, startedAt)));
          return stale;
        }
      }
      const response = await page.render();
      if (stale && response.status >= 500) return stale;
      const made = await keep(page, response, startedAt);
      return made ? { response: send(request, made), outcome: 'miss' } : { response, outcome: 'uncacheable' };
    },
    async markChange(origin) {
      const cache = await caches.open(cacheName);
      const headers = { 'Cache-Control': `public, max-age=${longestKeptInSeconds}` };
      await cache.put(lastChangeKey(origin), new Response(String(Date.now()), { headers }));
    },
  };
}

async function readStored(key: string): Promise<KeptPage | undefined> {
  const stored = await (await caches.open(cacheName)).match(key);
  if (!stored) return undefined;
  const headers = new Headers(stored.headers);
  const renderedAt = Number(headers.get(renderedAtHeader));
  for (const name of [renderedAtHeader, 'CF-Cache-Status', 'Age']) headers.delete(name);
  headers.set('Cache-Control', askedAgain);
  return { body: await stored.arrayBuffer(), headers, renderedAt, triedAt: 0 };
}

const lastChangeKey = (origin: string) => new URL('/.last-change', origin);

async function findLastChange(origin: string): Promise<number> {
  const stored = await (await caches.open(cacheName)).match(lastChangeKey(origin));
  return stored ? Number(await stored.text()) : 0;
}

function send(request: Request, { body, headers, renderedAt }: KeptPage): Response {
  const isNews = !isKnown(request, headers);
  const response = new Response(isNews && request.method !== 'HEAD' ? body : null, {
    status: isNews ? 200 : 304,
    headers,
  });
  response.headers.set('Age', String(Math.max(0, Math.floor(secondsSince(renderedAt)))));
  if (!isNews) response.headers.delete('Content-Type');
  return response;
}

/** Compares weakly, as RFC 9110 asks for `If-None-Match`: compression on the way makes strong tags weak ones. */
function isKnown(request: Request, kept: Headers): boolean {
  const known = request.headers.get('If-None-Match');
  if (known === null) return false;
  const tag = kept.get('ETag');
  return known === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

async function makeEntityTag(body: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body)).subarray(0, 16);
  return `"${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}"`;
}

const secondsSince = (milliseconds: number) => (Date.now() - milliseconds) / 1000;
