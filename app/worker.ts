import * as build from 'virtual:remix/server-build';
import { createRequestHandler } from '@remix-run/cloudflare';
import { createRequestContext, createSystemContext, type RequestContext } from './load-context.ts';
import { runSchedule } from './schedule.ts';
import { limitMessage, limitPeriodInSeconds } from './services/address-limits.server.ts';
import { addSecurityHeaders, isFromThisSite, mayChangeSomething } from './services/http.server.ts';

const handleRequest = createRequestHandler(build);

export default {
  async fetch(request, bindings, execution) {
    const startedAt = Date.now();
    const context = await createRequestContext(request, bindings, (work) => execution.waitUntil(work));
    const response = (await refuse(request, context)) ?? (await handleRequest(request, context));

    const headers = new Headers(response.headers);
    addSecurityHeaders(headers, context.nonce, context.payments?.origin);
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
    headers.set('X-Request-Id', context.requestId);

    const { database, requestId } = context;
    console.log(
      JSON.stringify({
        requestId,
        method: request.method,
        path: new URL(request.url).pathname,
        status: response.status,
        milliseconds: Date.now() - startedAt,
        databaseRequests: database.cost.requests,
        databaseMilliseconds: Math.round(database.cost.milliseconds),
      }),
    );
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  },

  async scheduled(_event, bindings, execution) {
    await runSchedule(createSystemContext(bindings, (work) => execution.waitUntil(work)));
  },
} satisfies ExportedHandler;

/** What browsers send. */
const methods = ['GET', 'HEAD', 'POST'];

/** The answer to what is not worth a look at the database; undefined for everything else. */
async function refuse(request: Request, { limits }: RequestContext): Promise<Response | undefined> {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  // The framework would take any other method for a form.
  if (!methods.includes(request.method)) {
    return new Response('Nothing here answers to this.', {
      status: 405,
      headers: { ...headers, Allow: methods.join(', ') },
    });
  }
  // No text of ours holds it, and Postgres refuses to compare with it.
  if (request.url.includes('%00')) return new Response('There is nothing at this address.', { status: 404, headers });
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
