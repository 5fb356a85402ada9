import { data, type HeadersFunction } from '@remix-run/cloudflare';
import { z } from 'zod';

/** Answers "not found" (404). A missing page and a page of somebody else look alike. Throw it. */
export function notFound() {
  return data(null, { status: 404 });
}

/**
 * Reads an id from an address.
 * @throws a 404 for a text that cannot be an id
 */
export function requireId(value: string | undefined): string {
  const id = z.guid().safeParse(value);
  if (!id.success) throw notFound();
  return id.data;
}

/** Whether a request asks without changing anything. */
export function isReading(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

const fetchedBy = 'sec-fetch-site';

/**
 * The paths that take what anybody sends from anywhere: events of other services, which prove themselves by their signature, and mail programs
 * that unsubscribe their user (RFC 8058), by a token of their message.
 */
const openToAll = ['/webhooks/', '/u/'];

/** Whether whoever sends this request needs neither to come from a page of this site nor to keep to the limit of their network. */
export function isOpenToAll(request: Request): boolean {
  // Routes match capitals, too.
  const path = new URL(request.url).pathname.toLowerCase();
  return openToAll.some((beginning) => path.startsWith(beginning));
}

/** Whether a request may change something of those whose session or network sends it. */
export function mayChangeSomething(request: Request): boolean {
  return !isReading(request) && !isOpenToAll(request);
}

/** Sign-up forms, which organizations put on sites of their own. Confirming is done here. */
const formsOnOtherSites = /^\/f\/(?!confirm\/)[^/]+\/[^/]+$/i;

/** Whether a request is sent to what pages of other sites may send to: it reads no cookies, so it cannot act for anybody there. */
export function isOpenToOtherSites(request: Request): boolean {
  return formsOnOtherSites.test(new URL(request.url).pathname);
}

/**
 * Whether a request that may change something was sent by a page of this site, or to what any page may send to. Browsers always send `Origin` with a
 * POST; one without it, or from elsewhere, is refused.
 */
export function isFromThisSite(request: Request): boolean {
  if (!mayChangeSomething(request) || isOpenToOtherSites(request)) return true;
  const site = request.headers.get(fetchedBy);
  if (site !== null && site !== 'same-origin') return false;
  return request.headers.get('origin') === new URL(request.url).origin;
}

/**
 * The address of the page a form was on, which can differ from where it was sent to: that may be no page at all.
 * @returns undefined where the browser does not say it
 */
export function pageOfForm(request: Request): string | undefined {
  const referrer = request.headers.get('referer') ?? '';
  if (!URL.canParse(referrer)) return undefined;
  const page = new URL(referrer);
  return page.origin === new URL(request.url).origin ? toPath(page) : undefined;
}

/** Path and query of an address. */
export function toPath(url: URL): string {
  return url.pathname + url.search;
}

/** Carries `Retry-After` of an action's answer over to its page. A route exports it as `headers`. */
export const passOnRetryAfter: HeadersFunction = ({ actionHeaders }) => {
  const headers = new Headers();
  const seconds = actionHeaders.get('Retry-After');
  if (seconds !== null) headers.set('Retry-After', seconds);
  return headers;
};

/**
 * Sets the security headers of every page. Scripts need the nonce of this answer; no inline script runs without it. An answer that
 * brings a content security policy of its own keeps it.
 * @param nonce  undefined for an answer that many people get: it has no inline script, and a nonce known to all would allow any
 * @param formTarget  the one other site a form of ours may lead to, by redirect
 * @param framing  how the page takes part in frames of this site; nobody else has it in one
 */
export function addSecurityHeaders(
  headers: Headers,
  nonce: string | undefined,
  formTarget?: string,
  framing?: 'shows' | 'is-shown',
) {
  const policy = headers.get('Content-Security-Policy') ?? pagePolicy(nonce, formTarget, framing === 'shows');
  const isShown = framing === 'is-shown';
  headers.set('Content-Security-Policy', isShown ? policy.replace(unframed, "frame-ancestors 'self'") : policy);
  headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains; preload');
  headers.set('X-Content-Type-Options', 'nosniff');
  // It would speak for all frames; the policy speaks for those of other sites.
  if (isShown) headers.delete('X-Frame-Options');
  else headers.set('X-Frame-Options', 'DENY');
  // A page whose address is a secret has a stricter one.
  if (!headers.has('Referrer-Policy')) headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
}

const unframed = "frame-ancestors 'none'";

function pagePolicy(nonce: string | undefined, formTarget: string | undefined, hasFrames: boolean): string {
  return [
    "default-src 'none'",
    nonce ? `script-src 'self' 'nonce-${nonce}'` : "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    formTarget ? `form-action 'self' ${formTarget}` : "form-action 'self'",
    ...(hasFrames ? ["frame-src 'self'"] : []),
    "base-uri 'none'",
    unframed,
  ].join('; ');
}

/**
 * An address to go back to after a form, if it is one of this site.
 * @param value  the address in the request, which is not trusted
 * @returns path, query and fragment; `fallback` for anything that could leave the site
 */
export function parseLocalPath(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || value.length > 2000 || !value.startsWith('/') || /[\\\p{Cc}]/u.test(value))
    return fallback;
  const base = 'https://local.invalid';
  if (!URL.canParse(value, base)) return fallback;
  const url = new URL(value, base);
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : fallback;
}
