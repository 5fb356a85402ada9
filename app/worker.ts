import * as build from 'virtual:remix/server-build';
import { type AppLoadContext, createRequestHandler } from '@remix-run/cloudflare';
import { createRequestContext, createSystemContext, readEnvironment } from './load-context.ts';
import { createRouting } from './routing.server.ts';
import { runSchedule } from './schedule.ts';
import { addSecurityHeaders, isFromThisSite, isReading } from './services/http.server.ts';
import { createPageCache } from './services/page-cache.server.ts';
import { logRequest } from './services/request-log.server.ts';

const handleRequest = createRequestHandler(build);
const routing = createRouting(build.routes);
const pageCache = createPageCache();

export default {
  async fetch(request, bindings, execution) {
    const startedAt = Date.now();
    const url = new URL(request.url);
    const waitUntil = (work: Promise<unknown>) => execution.waitUntil(work);
    const freshForSeconds = readEnvironment(bindings).PUBLIC_PAGE_SECONDS;
    const publicPage = freshForSeconds > 0 && isAnonymous(request) ? routing.findPublicPage(url) : undefined;

    if (publicPage) {
      const { route, address } = publicPage;
      const asked = new Request(new URL(address, url));
      const key = new URL(asked.url);
      // Pages of another version name style sheets that are gone.
      key.searchParams.set('version', build.assets.version);
      let context: AppLoadContext | undefined;
      const { response, outcome } = await pageCache.answer(request, {
        key,
        freshForSeconds,
        waitUntil,
        async render() {
          context = await createRequestContext(asked, bindings, waitUntil);
          return copyWithHeaders(await handleRequest(asked, context), (headers) => {
            addSecurityHeaders(headers, undefined, context?.payments?.origin);
          });
        },
      });
      const requestId = context?.requestId ?? crypto.randomUUID();
      const { status } = response;
      logRequest({ requestId, request, url, route, status, startedAt, cost: context?.database.cost, cache: outcome });
      return copyWithHeaders(response, (headers) => {
        headers.set('Cache-Status', describeOutcome(outcome));
        keepPrivateUnlessSaid(headers);
        headers.set('X-Request-Id', requestId);
      });
    }

    const context = await createRequestContext(request, bindings, waitUntil);
    const { requestId, database } = context;
    const response = isFromThisSite(request) ? await handleRequest(request, context) : refuse();
    const { status } = response;
    if (changesPublicPages(request, url, status)) waitUntil(pageCache.markChange(url.origin));
    const route = routing.nameRoute(url.pathname);
    logRequest({ requestId, request, url, route, status, startedAt, cost: database.cost, cache: undefined });
    return copyWithHeaders(response, (headers) => {
      addSecurityHeaders(headers, context.nonce, context.payments?.origin);
      keepPrivateUnlessSaid(headers);
      headers.set('X-Request-Id', requestId);
      // What was fetched ahead of a click shows the cart and the person as they were before.
      if (!isReading(request)) headers.set('Clear-Site-Data', '"prefetchCache", "prerenderCache"');
      if (database.viewer?.user.isPlatformAdmin) headers.set('Server-Timing', describeTiming(startedAt, database.cost));
    });
  },

  async scheduled(_event, bindings, execution) {
    await runSchedule(createSystemContext(bindings, (work) => execution.waitUntil(work)));
  },
} satisfies ExportedHandler;

/** Any cookie at all makes somebody known: nothing is kept of what they are shown, and nothing kept is shown to them. */
function isAnonymous(request: Request): boolean {
  return isReading(request) && !request.headers.has('Cookie');
}

/** What platform admins do to the catalog and its reviews, and what authors do to theirs. */
function changesPublicPages(request: Request, { pathname }: URL, status: number): boolean {
  return !isReading(request) && status < 400 && /^\/(admin|tools)\//.test(pathname);
}

function copyWithHeaders(response: Response, change: (headers: Headers) => void): Response {
  const headers = new Headers(response.headers);
  change(headers);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

function keepPrivateUnlessSaid(headers: Headers) {
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
}

/** In the words of RFC 9211. */
function describeOutcome(outcome: 'hit' | 'stale' | 'miss' | 'uncacheable'): string {
  switch (outcome) {
    case 'hit':
      return 'lotline; hit';
    case 'stale':
      return 'lotline; hit; detail=stale';
    case 'miss':
      return 'lotline; fwd=uri-miss; stored';
    case 'uncacheable':
      return 'lotline; fwd=uri-miss';
  }
}

function describeTiming(startedAt: number, { requests, milliseconds }: AppLoadContext['database']['cost']): string {
  return [
    `db;dur=${Math.round(milliseconds)};desc="${requests} database ${requests === 1 ? 'request' : 'requests'}"`,
    `total;dur=${Date.now() - startedAt}`,
  ].join(', ');
}

function refuse(): Response {
  return new Response('This form was sent from another site, or by a program. Open the page here and send it again.', {
    status: 403,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
