import * as build from 'virtual:remix/server-build';
import type { AppLoadContext } from '@remix-run/cloudflare';
import type { ReactNode } from 'react';
import { createRequestContext, createSystemContext, type RequestContext, readEnvironment } from './load-context.ts';
import { takeReturnedMail } from './modules/campaigns/bounces/returned-mail.server.ts';
import { workOnWakeUp } from './modules/campaigns/sending/minute.server.ts';
import { readCatalogVersion } from './modules/marketplace/catalog/shop-queries.server.ts';
import { limitMessage, limitPeriodInSeconds } from './request/address-limits.server.ts';
import { createFailureHandler } from './request/database-failures.server.ts';
import { writeFramedAnswer } from './request/framed-answers.server.ts';
import { createPageCache } from './request/page-cache.server.ts';
import { createPageParts } from './request/page-parts.server.tsx';
import { readRest, withoutNeedlessBody, withoutOrigin } from './request/request-body.server.ts';
import { logRequest } from './request/request-log.server.ts';
import { createRouting } from './request/routing.server.ts';
import { runSchedule } from './schedule.ts';
import { holdsCookies } from './services/cookies.server.ts';
import { addSecurityHeaders, isFromThisSite, isReading, mayChangeSomething } from './services/http.server.ts';

const routing = createRouting(build.routes);
const handleRequest = createFailureHandler(build, routing);
const pageCache = createPageCache();
const pageParts = createPageParts();

export default {
  async fetch(request, bindings, execution) {
    const startedAt = Date.now();
    const url = new URL(request.url);
    const waitUntil = (work: Promise<unknown>) => execution.waitUntil(work);
    const freshForSeconds = readEnvironment(bindings).PUBLIC_PAGE_SECONDS;
    const publicPage = isReading(request) && !holdsNul(request) ? routing.findPublicPage(url) : undefined;

    if (publicPage && freshForSeconds > 0 && isAnonymous(request)) {
      const { route, address, isNeverStale } = publicPage;
      // Pages of another version name style sheets that no longer exist.
      const key = `${url.origin}${address}${address.includes('?') ? '&' : '?'}version=${build.assets.version}`;
      let context: AppLoadContext | undefined;
      const { response, outcome } = await pageCache.answer(request, {
        key,
        freshForSeconds,
        isNeverStale,
        waitUntil,
        async render() {
          const asked = new Request(new URL(address, url));
          context = await createRequestContext(asked, bindings, waitUntil);
          const rendered = await handleRequest(asked, context);
          addSecurityHeaders(rendered.headers, undefined, context.payments?.origin);
          return rendered;
        },
      });
      const requestId = context?.requestId ?? crypto.randomUUID();
      const { status, headers } = response;
      logRequest({ requestId, request, url, route, status, startedAt, cost: context?.database.cost, cache: outcome });
      headers.set('Cache-Status', describeOutcome(outcome));
      keepPrivateUnlessSaid(headers);
      headers.set('X-Request-Id', requestId);
      await readRest(request);
      return response;
    }

    const isKnown = !routing.isWithoutCookies(url.pathname);
    const context = await createRequestContext(isKnown ? request : withoutCookies(request), bindings, waitUntil);
    const { requestId, database } = context;
    const refused = await refuse(request, context);
    const handled = withoutOrigin(withoutNeedlessBody(request));
    const filled =
      publicPage &&
      (await pageParts.answer({
        page: publicPage,
        request,
        context,
        freshForSeconds,
        waitUntil,
        render: (leaveHole) => makeForNobody(new URL(publicPage.address, url), leaveHole, bindings, waitUntil),
      }));
    const answer = refused ?? filled ?? (await handleRequest(handled, context));
    const framing = routing.findFraming(url.pathname);
    const response = framing === 'is-shown' ? await writeFramedAnswer(answer) : answer;
    const { status, headers } = response;
    const route = routing.findRoute(url.pathname);
    // Client code sends the form of a page to its path with this ending.
    const sentTo = routing.findRoute(url.pathname.replace(/\.data$/, ''));
    if (changesPublicPages(request, sentTo, status)) waitUntil(pageCache.markChange(url.origin));
    const cache = filled ? 'filled' : undefined;
    logRequest({ requestId, request, url, route, status, startedAt, cost: database.cost, cache });
    addSecurityHeaders(headers, context.nonce, context.payments?.origin, framing);
    keepPrivateUnlessSaid(headers);
    headers.set('X-Request-Id', requestId);
    // A page that was fetched ahead of a click shows an older cart and viewer.
    if (!isReading(request)) headers.set('Clear-Site-Data', '"prefetchCache", "prerenderCache"');
    if (database.viewer?.user.isPlatformAdmin) headers.set('Server-Timing', describeTiming(startedAt, database.cost));
    await readRest(request);
    if (handled !== request) await readRest(handled);
    return response;
  },

  async scheduled({ cron }, bindings, execution) {
    await runSchedule(
      createSystemContext(bindings, (work) => execution.waitUntil(work)),
      cron,
    );
  },

  /** Wake-ups of lanes that send campaigns' mail. */
  async queue({ messages }, bindings, execution) {
    const context = createSystemContext(bindings, (work) => execution.waitUntil(work));
    for (const { body } of messages) await workOnWakeUp(context, body);
  },

  /** Mail to the domain that campaigns' mail comes back to. */
  async email(message, bindings, execution) {
    await takeReturnedMail(
      createSystemContext(bindings, (work) => execution.waitUntil(work)),
      message,
    );
  },
} satisfies ExportedHandler;

/** A request with a cookie that tells who sends it comes from somebody known: their pages are never kept, and they are shown no kept page. */
function isAnonymous(request: Request): boolean {
  return !holdsCookies(request.headers.get('Cookie'));
}

/** Makes a public page as nobody sees it, with holes, and says of which version of the catalog. */
async function makeForNobody(
  address: URL,
  leaveHole: (content: ReactNode) => void,
  bindings: unknown,
  waitUntil: (work: Promise<unknown>) => void,
) {
  const request = new Request(address);
  const context = { ...(await createRequestContext(request, bindings, waitUntil)), leaveHole };
  // Read in the transaction of the page, or before it: then a change in between makes the page anew once more.
  const reading = context.database.read((handle) => ({ versions: readCatalogVersion(handle) }));
  const [response, { versions }] = await Promise.all([handleRequest(request, context), reading]);
  return { response, version: versions[0]?.version };
}

/** The same request from nobody in particular. */
function withoutCookies({ url, headers }: Request): Request {
  const others = new Headers(headers);
  others.delete('Cookie');
  return new Request(url, { headers: others });
}

/** The changes of public pages: those of platform admins to the catalog and reviews, of authors to their reviews, and of content. */
function changesPublicPages(request: Request, route: string | undefined, status: number): boolean {
  return !isReading(request) && status < 400 && /^routes\/(admin|tools|campaigns\.content)\./.test(route ?? '');
}

function keepPrivateUnlessSaid(headers: Headers) {
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
}

/** The outcomes in the words of RFC 9211. */
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

/** The methods that browsers send. */
const methods = ['GET', 'HEAD', 'POST'];

/** No text of ours holds a NUL, and Postgres refuses to compare with one. */
const holdsNul = (request: Request) => request.url.includes('%00');

/** The answer to a request that is refused without asking the database; undefined for every other. */
async function refuse(request: Request, { limits }: RequestContext): Promise<Response | undefined> {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  // The framework would take any other method for a form.
  if (!methods.includes(request.method)) {
    return new Response('Nothing here answers to this.', {
      status: 405,
      headers: { ...headers, Allow: methods.join(', ') },
    });
  }
  if (holdsNul(request)) return new Response('There is nothing at this address.', { status: 404, headers });
  if (!isFromThisSite(request)) {
    const message = 'This form was sent from another site, or by a program. Open the page here and send it again.';
    return new Response(message, { status: 403, headers });
  }
  if (mayChangeSomething(request) && !(await limits.allowsWriting())) {
    return new Response(limitMessage, {
      status: 429,
      headers: { ...headers, 'Retry-After': `${limitPeriodInSeconds}` },
    });
  }
  return undefined;
}
