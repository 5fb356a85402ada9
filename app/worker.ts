import * as build from 'virtual:remix/server-build';
import { createRequestContext, createSystemContext } from './load-context.ts';
import { runSchedule } from './schedule.ts';
import { createFailureHandler } from './services/database-failures.server.ts';
import { addSecurityHeaders, isFromThisSite } from './services/http.server.ts';

const handleRequest = createFailureHandler(build);

export default {
  async fetch(request, bindings, execution) {
    const startedAt = Date.now();
    const context = await createRequestContext(request, bindings, (work) => execution.waitUntil(work));
    const response = isFromThisSite(request) ? await handleRequest(request, context) : refuse();

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

function refuse(): Response {
  return new Response('This form was sent from another site, or by a program. Open the page here and send it again.', {
    status: 403,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
